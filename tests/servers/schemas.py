"""Databases with Tutti's tables, ready to be copied."""

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.servers.postgres import Postgres
from tests.servers.process import ROOT
from tests.servers.tutti import Tutti

APPS = ("live", "people", "signing", "workshops", "followup", "openspace", "okr", "review")


class Schemas:
    """Databases with Tutti's tables, migrated once for each kind, kept between runs, and then copied.

    To play all migrations takes longer than most tests, and each of several workers would have to.
    """

    def __init__(self) -> None:
        self.postgres: dict[int, str] = {}

    def fill(self, data: Path) -> None:
        """Put a migrated SQLite file into a data folder."""
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(self.migrated(), data / "tutti.sqlite3")

    def migrated(self) -> Path:
        """A SQLite file with these migrations."""
        return self.kept("sqlite3", self.migrate_sqlite)

    def copy(self, postgres: Postgres) -> str:
        """The address of a new migrated database."""
        if postgres.port not in self.postgres:
            dump = self.kept("sql", lambda own: self.dump(postgres, own))
            address = postgres.database()
            subprocess.run(
                [str(postgres.programs / "psql"), "--quiet", "--no-psqlrc", "--file", str(dump), address],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            self.postgres[postgres.port] = address.rsplit("/", 1)[1]
        return postgres.database(self.postgres[postgres.port])

    @staticmethod
    def kept(ending: str, make: Callable[[Path], None]) -> Path:
        """The file of these migrations; one of several workers makes it."""
        steps = sorted(path for app in APPS for path in (ROOT / app).rglob("migrations/*.py"))
        played = hashlib.sha256(b"".join(path.read_bytes() for path in [*steps, ROOT / "requirements.lock"]))
        file = ROOT / "build" / "schemas" / f"{played.hexdigest()[:16]}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_suffix(f".{ending}.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not file.exists():
                own = file.with_suffix(f".{ending}.new")
                make(own)
                own.replace(file)
        return file

    @staticmethod
    def migrate_sqlite(own: Path) -> None:
        made = Tutti()
        made.manage("migrate", "--verbosity=0")
        shutil.copy(made.data / "tutti.sqlite3", own)

    @staticmethod
    def dump(postgres: Postgres, own: Path) -> None:
        address = postgres.database()
        Tutti({"DATABASE_URL": address}).manage("migrate", "--verbosity=0")
        with own.open("wb") as file:
            subprocess.run([str(postgres.programs / "pg_dump"), "--no-owner", address], check=True, stdout=file)
