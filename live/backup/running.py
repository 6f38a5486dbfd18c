"""Whether a server works on this data folder: a lock that ends with its process, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from live.backup import CannotRestore


def lock_file() -> IO[str]:
    return (Path(settings.DATA_DIR) / ".serving").open("a")


def serve() -> IO[str]:
    """Held by each server as long as its process lives: keep what it returns."""
    lock = lock_file()
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


@contextmanager
def stopped() -> Iterator[None]:
    """Nobody serves, and nobody starts to, until this ends. Raises `CannotRestore`."""
    with lock_file() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRestore("Tutti is running on this data folder. Stop it, then restore.") from None
        yield
