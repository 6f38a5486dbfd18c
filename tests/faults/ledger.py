"""What the database holds, read past the product: plain SQL on the file or the server that it wrote to."""

import sqlite3
from collections import Counter
from typing import NamedTuple

import psycopg

from tests.servers import Tutti

ROOM = "SELECT id, seq FROM live_room WHERE public_id = '{}'"
CHANGES = "SELECT seq FROM live_change WHERE room_id = {} ORDER BY seq"
NOTES = (
    "SELECT n.id, n.client_key, n.text, n.state FROM workshops_note n JOIN workshops_workshop w ON w.id = n.workshop_id"
    " WHERE w.room_id = {} ORDER BY n.id"
)


class Row(NamedTuple):
    id: int
    key: str
    text: str
    state: str


class Ledger(NamedTuple):
    """A room as it is stored: the head, the numbers of its changes, its notes, and what the database says of itself."""

    head: int
    changes: list[int]
    notes: list[Row]
    integrity: str

    @property
    def keys(self) -> Counter[str]:
        return Counter(note.key for note in self.notes)

    def texts(self, state: str = "wall") -> list[str]:
        return [note.text for note in self.notes if note.state == state]

    @property
    def is_gapless(self) -> bool:
        return self.changes == list(range(1, self.head + 1))


def connected(server: Tutti):
    address = server.extra.get("DATABASE_URL", "")
    if address:
        return psycopg.connect(address, autocommit=True, connect_timeout=10)
    # Not read-only: the first who opens the file after a kill has to bring its log home.
    return sqlite3.connect(server.data / "tutti.sqlite3", timeout=20)


def read(server: Tutti, room: str) -> Ledger:
    """The room as the database has it at this moment, in one transaction."""
    connection = connected(server)
    try:
        cursor, is_file = connection.cursor(), isinstance(connection, sqlite3.Connection)
        cursor.execute("BEGIN" if is_file else "BEGIN ISOLATION LEVEL REPEATABLE READ")
        number, head = cursor.execute(ROOM.format(room)).fetchone()
        changes = [seq for (seq,) in cursor.execute(CHANGES.format(number)).fetchall()]
        notes = [Row(*row) for row in cursor.execute(NOTES.format(number)).fetchall()]
        cursor.execute("COMMIT")
        integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0] if is_file else "ok"
        return Ledger(head, changes, notes, integrity)
    finally:
        connection.close()
