"""A server looks whether its database can be written before anybody writes a note."""

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workshops.management.commands.serve import Command

pytestmark = pytest.mark.django_db(transaction=True)


def test_looking_keeps_nothing_whenever_it_is_killed():
    """Of several processes that start at once none may leave behind what the others stumble over (F1)."""
    with CaptureQueriesContext(connection) as asked:
        Command().must_write_database()
    assert [one["sql"].split()[0] for one in asked.captured_queries] == ["BEGIN", "CREATE", "ROLLBACK"]
    assert [name for name in connection.introspection.table_names() if name.startswith("tutti")] == []


def test_database_that_cannot_be_written_stops_the_start(capsys):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            with pytest.raises(CommandError) as stop:
                Command().must_write_database()
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    name = connection.settings_dict["NAME"]
    assert str(stop.value) == f"Give this user the right to write {name} and its folder, or set DATABASE_URL."
    assert "readonly database" in capsys.readouterr().err
