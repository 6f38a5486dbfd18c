"""The pool of connections to PostgreSQL outlives the server's death, and its full disk is known for one."""

import environ
import psycopg
import pytest
from django.db import DataError, OperationalError
from django.db.utils import ConnectionHandler

from live.space import is_full

SIZE = 6


@pytest.fixture
def wrappers(postgres_url, django_db_blocker):
    """As many connections as the pool holds, one a thread in the product."""
    pool = {"min_size": 1, "max_size": SIZE, "timeout": 5}
    database = environ.Env.db_url_config(postgres_url) | {"ENGINE": "live.postgresql", "OPTIONS": {"pool": pool}}
    handler = ConnectionHandler({"default": database, "pooled": database})
    made = [handler.create_connection("pooled") for _ in range(SIZE)]
    with django_db_blocker.unblock():
        yield made
        made[0].close_pool()


def number_of(wrapper) -> int:
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_dead_connections_of_the_pool_are_nobodys_error(wrappers, postgres_url):
    before = {number_of(wrapper) for wrapper in wrappers}
    for wrapper in wrappers:
        wrapper.close()
    with psycopg.connect(postgres_url, autocommit=True) as server:
        for number in before:
            server.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
    after = {number_of(wrapper) for wrapper in wrappers}
    assert (len(before), len(after), before & after) == (SIZE, SIZE, set())


@pytest.mark.parametrize(("code", "kind", "full"), [("53100", OperationalError, True), ("22003", DataError, False)])
def test_full_disk_is_known_by_its_code_whatever_language_the_server_speaks(wrappers, code, kind, full):
    with pytest.raises(kind) as raised, wrappers[0].cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION '设备上没有空间' USING ERRCODE = '{code}'; END $$")
    assert is_full(raised.value) is full
