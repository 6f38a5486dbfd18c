"""What the environment may say of an installation: empty is not given, and whatever cannot be meant is named."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.given import Given
from tests.servers import ROOT


def test_an_empty_setting_was_not_given(tmp_path: Path):
    env = Given(dict.fromkeys(("TUTTI_DATA", "PUBLIC_URL", "PORT", "DATABASE_URL", "REDIS_URL", "METRICS"), " "))
    assert env.folder("TUTTI_DATA", tmp_path / "var") == tmp_path / "var"
    assert (env.origin("PUBLIC_URL"), env.whole("PORT", 8000), env.switch("METRICS")) == ("", 8000, False)
    assert env.database("DATABASE_URL", tmp_path / "a?b.sqlite3")["NAME"] == str(tmp_path / "a?b.sqlite3")
    assert env.address("REDIS_URL", ("redis",), "") == ""


def test_what_was_given_is_taken(tmp_path: Path):
    env = Given({
        "TUTTI_DATA": str(tmp_path / "deep" / "data"),
        "PUBLIC_URL": "https://tutti.example.com:8443/",
        "PORT": "0",
        "BACKUP_MINUTES": "0.5",
        "METRICS": "On",
        "LOG_FORMAT": "json",
        "DATABASE_URL": "postgres://tutti:p%40ss@127.0.0.1/notes",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    })  # fmt: skip
    folder, database = env.folder("TUTTI_DATA", tmp_path), env.database("DATABASE_URL", tmp_path)
    assert (folder, folder.stat().st_mode & 0o777) == (tmp_path / "deep" / "data", 0o700)
    assert (env.origin("PUBLIC_URL"), env.whole("PORT", 8000)) == ("https://tutti.example.com:8443", 0)
    assert (env.number("BACKUP_MINUTES", 5), env.switch("METRICS")) == (0.5, True)
    assert env.one_of("LOG_FORMAT", "line", "json") == "json"
    assert (database["NAME"], database["PASSWORD"], database["HOST"]) == ("notes", "p@ss", "127.0.0.1")
    assert env.class_name("EMAIL_BACKEND", "").endswith(".smtp.EmailBackend")


ADDRESS = "an address with a name and without a path is needed, like https://tutti.example.com."
WHOLE = "a whole address is needed, like"
WRONG: list[tuple[Callable[[Given], object], str, str]] = [
    (lambda env: env.whole("X", 8000, most=65535), "eighty", "a number is needed, 0 or more."),
    (lambda env: env.whole("X", 8000, most=65535), "8000.5", "a whole number is needed, 65535 at most."),
    (lambda env: env.whole("X", 8000, most=65535), "80000", "a whole number is needed, 65535 at most."),
    (lambda env: env.number("X", 5), "-1", "a number is needed, 0 or more."),
    (lambda env: env.number("X", 5), "inf", "a number is needed, 0 or more."),
    (lambda env: env.switch("X"), "maybe", "say on or off."),
    (lambda env: env.one_of("X", "line", "json"), "xml", "say line or json."),
    (lambda env: env.origin("X"), "tutti.example.com", f"{WHOLE} https://tutti.example.com."),
    (lambda env: env.origin("X"), "https://", ADDRESS),
    (lambda env: env.origin("X"), "https://tutti.example.com/rooms", ADDRESS),
    (lambda env: env.origin("X"), "https://tutti.example.com   # what phones see", ADDRESS),
    (lambda env: env.address("X", ("redis",), "redis://host/0"), "localhost:6379", f"{WHOLE} redis://host/0."),
    (lambda env: env.database("X", Path()), "mysql://a:b@c/d", f"{WHOLE} postgres://user:password@host/name."),
    (lambda env: env.database("X", Path()), "postgres://a:b@c/", "the name of the database is missing."),
    (
        lambda env: env.folder("X", Path()),
        "/dev/null/data",
        "the folder /dev/null/data cannot be made: Not a directory.",
    ),
    (lambda env: env.class_name("X", ""), "smtp", "there is no smtp."),
    (lambda env: env.class_name("X", ""), "django.core.post.Backend", "there is no django.core.post."),
]


@pytest.mark.parametrize(("read", "value", "wanted"), WRONG)
def test_what_cannot_be_meant_is_named(read: Callable[[Given], object], value: str, wanted: str):
    with pytest.raises(SystemExit) as stop:
        read(Given({"X": value}))
    assert stop.value.code == f"The setting X cannot be used: {wanted}"


def test_a_wrong_setting_ends_a_command_with_one_line(tmp_path: Path):
    words = [sys.executable, "manage.py", "check"]
    own = os.environ | {"TUTTI_DATA": str(tmp_path), "BACKUP_MINUTES": "often"}
    done = subprocess.run(words, cwd=ROOT, env=own, capture_output=True, text=True)
    said = "The setting BACKUP_MINUTES cannot be used: a number is needed, 0 or more.\n"
    assert (done.returncode, done.stderr) == (1, said)
