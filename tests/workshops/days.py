"""The example's day for tests: imported once a run, and from then on put back row by row.

An import says every vote and note by the verbs of the pages and takes seconds; the same rows are back in an instant.
Tests of the import itself call `exchange` and not this.
"""

import json
import threading
from collections.abc import Callable
from datetime import date, time
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection, transaction

from live.once import shelf
from people.models import Organisation
from workshops import exchange
from workshops.models import Workshop

Rows = list[tuple[Any, ...]]


class Kept(NamedTuple):
    """The workshop's key, and all rows that came with it."""

    key: int
    tables: dict[str, Rows]


kept: dict[str, Kept] = {}


def planned(content: dict) -> Workshop:
    """The prepared workshop of a file, like `exchange.import_plan(content, None, None)`."""
    return put_back(f"plan {json.dumps(content)}", lambda: exchange.import_plan(content, None, None))


def held(content: dict) -> Workshop:
    """The held day of a file, like `exchange.import_workshop(content)`."""
    return put_back(f"day {json.dumps(content)}", lambda: exchange.import_workshop(content))


def put_back(name: str, make: Callable[[], Workshop]) -> Workshop:
    if connection.vendor != "sqlite" or Organisation.objects.exists():
        return make()
    # The same keys as in another test must not bring back what was counted or rendered there, or still is.
    come_off_the_press()
    cache.clear()
    shelf.clear()
    if name not in kept:
        before = {table for table, rows in all_rows().items() if rows}
        made = make()
        kept[name] = Kept(made.pk, {table: rows for table, rows in all_rows().items() if table not in before})
        return made
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept[name].tables.items():
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
    return Workshop.objects.get(pk=kept[name].key)


def come_off_the_press() -> None:
    """Wait for what other tests left there: a statement is measured beside the room, and may outlive its test."""
    for thread in threading.enumerate():
        if thread.name == "length":
            thread.join()


def all_rows() -> dict[str, Rows]:
    with connection.cursor() as cursor:
        return {table: rows_of(cursor, table) for table in sorted(tables(cursor))}


def rows_of(cursor, table: str) -> Rows:
    """The rows as SQLite keeps them: dates and times are texts there."""
    rows = cursor.execute(f'SELECT * FROM "{table}"').fetchall()
    return [tuple(str(value) if isinstance(value, (date, time)) else value for value in row) for row in rows]


def tables(cursor) -> set[str]:
    return {table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"}


def without_expectations(content):
    """A part of a file as an export gives it: what it expects of a room is recomputed, never kept."""
    if isinstance(content, dict):
        return {key: without_expectations(one) for key, one in content.items() if not key.startswith("expected")}
    return [without_expectations(one) for one in content] if isinstance(content, list) else content
