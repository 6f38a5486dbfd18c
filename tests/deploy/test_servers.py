"""The servers that other tests lean on keep what they promise."""

import psycopg
import pytest

from tests.servers import ROOT, Postgres, Redis, Tutti, free_port

pytest_plugins = ["pytester"]


def test_a_new_database_is_empty_and_of_its_own(postgres: Postgres):
    first, second = postgres.database(), postgres.database()
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE note (text text)")
    with psycopg.connect(second) as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM note")


def test_a_durable_postgres_keeps_what_it_acknowledged_before_it_was_killed():
    with Postgres(durable=True) as server:
        address = server.database()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TABLE note AS SELECT 'kept' AS text")
        server.kill()
        assert not server.alive
        server.start()
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT text FROM note").fetchall() == [("kept",)]


def test_redis_restarts_on_the_same_address():
    with Redis() as server:
        address = server.url
        server.kill()
        assert not server.answers()
        assert server.start().url == address
        assert server.answers()


def test_nobody_is_given_the_port_of_a_server_that_is_away():
    assert len({free_port() for _ in range(50)}) == 50


def test_a_server_leaves_no_folder_and_no_process_behind():
    with Redis() as server:
        folder, process = server.folder, server.process
    assert not folder.exists()
    assert process is not None
    assert process.returncode is not None


def test_the_product_does_not_see_what_the_shell_of_the_tests_has_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere.sqlite3")
    monkeypatch.setenv("PUBLIC_URL", "https://elsewhere.example")
    server = Tutti({"REDIS_URL": "redis://127.0.0.1:1/0"})
    seen = server.environment()
    assert {name: seen.get(name) for name in ("DATABASE_URL", "PUBLIC_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")} == {
        "DATABASE_URL": None,
        "PUBLIC_URL": None,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@pytest.mark.parametrize(("ci", "outcome"), [("true", {"failed": 1, "errors": 1}), ("", {"skipped": 2})])
def test_a_skip_fails_in_ci_only(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest("from tests.conftest import pytest_runtest_makereport")
    pytester.makepyfile(
        """
        import pytest
        @pytest.mark.skip(reason="no chair free")
        def test_marked(): pass
        def test_by_call(): pytest.skip("no chair free")
        @pytest.mark.xfail
        def test_known(): assert False
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:django", "-p", "no:asyncio", "-p", "no:xdist")
    result.assert_outcomes(**outcome, xfailed=1)
