"""SQLite's log is carried over into its file beside the writer, so that no note waits until that has reached the disk.

SQLite itself would do it in the middle of somebody's COMMIT, about every fiftieth note.
"""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

EVERY = 50
"""Commits; a note writes some twenty pages."""
AT_LAST = 16_000
"""Pages of 4 KB after which the writer does it all the same."""

pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-checkpoint")


class Log:
    """What the writer has added to the log since it was last carried over."""

    def __init__(self) -> None:
        self.commits = 0

    def grow(self) -> None:
        self.commits += 1
        if self.commits >= EVERY and connection.vendor == "sqlite":
            self.commits = 0
            pool.submit(carry_over)


def carry_over() -> None:
    """As much as nobody is reading just now; waits for nobody and makes nobody wait."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def later(options: dict) -> dict:
    """The options of a connection that leaves the log alone."""
    init = options.get("init_command")
    return options | {"init_command": f"{init} PRAGMA wal_autocheckpoint={AT_LAST};"} if init else options
