"""A SQLite database as one file. Never a copy of the file itself: that lacks what still stands in the log beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from live.backup import CannotBackUp

PART = "tutti.sqlite3"


def place() -> Path:
    """The database file of this installation."""
    return Path(settings.DATABASES["default"]["NAME"])


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as connection:
        yield connection


def dump(folder: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Copy the database as it stands at one moment, while others write; gives the rows of each table."""
    copy = folder / PART
    try:
        with opened(place()) as source, opened(copy) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise CannotBackUp(f"the database cannot be copied: {error}") from error
    return check(copy), {}


def check(file: Path) -> dict[str, int]:
    """The rows of each table; raises `CannotBackUp` where the file is torn."""
    try:
        with opened(file) as copy:
            verdict = [word for (word,) in copy.execute("PRAGMA integrity_check")]
            if verdict != ["ok"]:
                raise CannotBackUp(f"{file.name} is not whole: {verdict[0]}")
            return {table: rows_of(copy, table) for table in tables(copy)}
    except sqlite3.DatabaseError as error:
        raise CannotBackUp(f"{file.name} cannot be read: {error}") from error


def tables(database: sqlite3.Connection) -> list[str]:
    known = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in database.execute(known)]


def rows_of(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


@contextmanager
def working_on(file: Path) -> Iterator[None]:
    """Everything that this process asks of its database goes to this file meanwhile."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def begin_epochs(file: Path) -> None:
    """Another epoch for each room: screens notice that time has gone back, and load everything."""
    with opened(file) as copy:
        copy.execute("UPDATE live_room SET epoch = lower(hex(randomblob(16)))")
