"""Disks that are full when a test says so: a quota on a process, and a small file system of a database's own."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.servers import Postgres, Tutti

CHUNK = 4096


class Quota:
    """The longest file that a server may write: beyond that writes fail, as on a full disk."""

    def __init__(self, server: Tutti, longest: int):
        self.server, self.longest = server, longest

    def limit(self, size: object) -> None:
        subprocess.run(["prlimit", "--pid", str(self.server.process.pid), f"--fsize={size}:"], check=True)

    def fill(self) -> None:
        self.limit(self.longest)

    def clear(self) -> None:
        self.limit("unlimited")


NOTES_OF_ITS_OWN = "pg_internal.init"


class SmallDisk:
    """A file system of some megabytes in memory, and something useless that takes what is left of it."""

    def __init__(self, folder: Path, megabytes: int):
        self.folder, self.ballast, self.megabytes = folder, folder / "ballast", megabytes

    def __enter__(self) -> "SmallDisk":
        self.folder.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", f"size={self.megabytes}m,mode=711", "tmpfs", str(self.folder)]
        if subprocess.run(words, capture_output=True).returncode:
            self.folder.rmdir()
            pytest.skip("this machine mounts no file system for a test")
        return self

    def __exit__(self, *exception: object) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
        self.folder.rmdir()

    def shut_out(self) -> None:
        """Who connects anew is not taken in: PostgreSQL would write its notes again first, whenever they are old."""
        for notes in self.folder.rglob(NOTES_OF_ITS_OWN):
            notes.unlink()
        self.fill()

    def fill(self) -> None:
        file = os.open(self.ballast, os.O_CREAT | os.O_WRONLY)
        with suppress(OSError):
            while os.write(file, bytes(CHUNK)):
                pass
        os.close(file)

    def clear(self) -> None:
        self.ballast.unlink()


def give(postgres: Postgres, disk: SmallDisk, address: str) -> str:
    """Move a database onto a disk; the name of its place there."""
    name, account, folder = address.rsplit("/", 1)[1], postgres.account(), disk.folder / "tables"
    folder.mkdir(mode=0o700)
    if account:
        os.chown(folder, account["user"], account["group"])
    postgres.execute(f"CREATE TABLESPACE of_{name} LOCATION '{folder}'")
    postgres.execute(f"ALTER DATABASE {name} SET TABLESPACE of_{name}")
    return name


def take_back(postgres: Postgres, name: str) -> None:
    """Before its disk is gone, for a server that cannot write to a place of its own stops for everybody."""
    postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")
    postgres.execute(f"DROP TABLESPACE of_{name}")
