"""Room on disks: how much is left beside the data, and whether the database, wherever it lies, has just run out."""

import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError

from live import hints

TOO_LITTLE = 500 * 1000 * 1000  # bytes on the disk: time to say so
TOLD, FRESH = "disk-full", 60
"""Seconds for which a database counts as full after it said so; another process may have heard it."""


def free_space() -> int:
    """Bytes that are left where the data folder lies."""
    return shutil.disk_usage(settings.DATA_DIR).free


WORDS = ("disk is full", "disk I/O error", "could not write init file")
"""SQLite says it only in words, and of a used-up quota as of any other write that failed; the last are PostgreSQL's
where it could not even take somebody in."""


def is_full(error: BaseException | None) -> bool:
    """Whether the database could not write for want of room."""
    is_said = isinstance(error, OperationalError) and any(word in str(error) for word in WORDS)
    return is_said or is_full_by_code(error)


def is_full_by_code(error: BaseException | None) -> bool:
    """PostgreSQL says so in its own language and by a code, over a connection that goes on."""
    code = getattr(getattr(error, "__cause__", None), "sqlstate", "")
    return isinstance(error, OperationalError) and code == "53100"


def was_full() -> bool:
    """Whether a change was refused for want of room, and none has been taken in since."""
    return cache.get(TOLD) is not None


def tell(room: str, has_room: bool) -> None:
    """The desks of this room look again when the disk turns out to be full, and when it takes something in again."""
    is_news = cache.delete(TOLD) if has_room else cache.add(TOLD, "yes", FRESH)
    if is_news:
        hints.send(room, 0, poke="run")
    elif not has_room:
        cache.touch(TOLD, FRESH)
