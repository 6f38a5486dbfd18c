"""The pool of connections to PostgreSQL outlives the server's death."""

import environ
import psycopg
import pytest
from django.db.utils import ConnectionHandler

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
