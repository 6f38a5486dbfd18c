"""A PostgreSQL database as one text a table, read in one snapshot by COPY.

Not by pg_dump: that would have to be installed beside the application in the server's version or a newer one, and it
writes a schema that migrations write already. COPY comes with the connection, and restores into tables that this
version's own migrations made.
"""

from pathlib import Path

from django.db import connection, transaction
from psycopg import sql

from live.backup import CannotBackUp

CHUNK = 1 << 16


def dump(folder: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Write all tables as they stand at one moment; gives their rows and the order of their columns."""
    counts: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in sorted(connection.introspection.table_names(cursor)):
            columns[table] = columns_of(cursor, table)
            statement = copying(table, columns[table], "TO STDOUT")
            with (folder / f"{table}.copy").open("wb") as file, cursor.copy(statement) as rows:
                for block in rows:
                    file.write(block)
            counts[table] = count(folder / f"{table}.copy")
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            if cursor.fetchone() != (counts[table],):
                raise CannotBackUp(f"not all rows of {table} were copied")
    return counts, columns


def copying(table: str, columns: list[str], direction: str) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) {}").format(sql.Identifier(table), names, sql.SQL(direction))  # type: ignore[arg-type]


def columns_of(cursor, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def count(file: Path) -> int:
    """The rows of a COPY text: a line each, for line breaks inside of a value are written as two characters."""
    with file.open("rb") as text:
        return sum(block.count(b"\n") for block in iter(lambda: text.read(CHUNK), b""))


def check(folder: Path) -> dict[str, int]:
    return {file.stem: count(file) for file in sorted(folder.glob("*.copy"))}


def fill(folder: Path, columns: dict[str, list[str]]) -> None:
    """Put the copied rows into freshly migrated tables, in one transaction; keys are checked at its end."""
    with transaction.atomic(), connection.cursor() as cursor:
        names = sql.SQL(", ").join(map(sql.Identifier, connection.introspection.table_names(cursor)))
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        for table, order in columns.items():
            with (
                (folder / f"{table}.copy").open("rb") as file,
                cursor.copy(copying(table, order, "FROM STDIN")) as rows,
            ):
                while block := file.read(CHUNK):
                    rows.write(block)
            for column in connection.introspection.get_sequences(cursor, table):
                continue_counting(cursor, table, column["column"])


def continue_counting(cursor, table: str, column: str) -> None:
    """New rows get numbers after those that were restored."""
    place = sql.SQL("pg_get_serial_sequence({}, {})").format(sql.Literal(f'"{table}"'), sql.Literal(column))
    highest = sql.SQL("(SELECT max({}) FROM {})").format(sql.Identifier(column), sql.Identifier(table))
    cursor.execute(sql.SQL("SELECT setval({}, coalesce({}, 1), {} IS NOT NULL)").format(place, highest, highest))


def begin_epochs() -> None:
    """Another epoch for each room: screens notice that time has gone back, and load everything."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE live_room SET epoch = gen_random_uuid()")


def exchange(cursor, present: sql.Identifier, arriving: sql.Identifier, aside: sql.Identifier) -> None:
    """The arriving schema takes the name of the present one. Who is just changing a room ends first; who waits to,
    finds the new tables."""
    with transaction.atomic():
        cursor.execute("LOCK TABLE live_room IN ACCESS EXCLUSIVE MODE")
        cursor.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(present, aside))
        cursor.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(arriving, present))
