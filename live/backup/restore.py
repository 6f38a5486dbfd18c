"""An archive takes the place of what is here. What was here is kept aside, and every room begins a new epoch."""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from psycopg import sql

from live.backup import CannotRestore, archive, files, manifest, postgres, running, schema, sqlite
from live.backup.manifest import Manifest


def restore(file: Path, other_secret: bool = False) -> Path:
    """Put back what `file` holds; gives the folder in which the replaced data lies.

    The copy is checked, unpacked and migrated to this version's schema before anything here is touched. Raises
    `CannotRestore` for a broken archive, a newer schema, another kind of database, another secret key (unless that is
    meant: then links, seats and logins of that time lead nowhere), and while a server runs.
    """
    with running.stopped(), tempfile.TemporaryDirectory(prefix=".restoring-", dir=files.folder()) as unpacked:
        made = archive.check(file)
        must_fit(made, other_secret)
        archive.unpack(file, Path(unpacked), archive.DATABASE, archive.FILES)
        aside = files.folder() / files.REPLACED / timezone.now().strftime("%Y%m%d-%H%M%S-%f")
        {"sqlite": into_sqlite, "postgresql": into_postgres}[made.database](made, Path(unpacked), aside)
        exchange(list(files.kept()), files.folder(), aside)
        arrived = Path(unpacked) / archive.FILES
        exchange([path for path in arrived.rglob("*") if path.is_file()], arrived, files.folder())
        os.sync()
    return aside


def must_fit(made: Manifest, other_secret: bool) -> None:
    if made.database != connection.vendor:
        raise CannotRestore(f"This copy is of {made.database}, and this installation works with {connection.vendor}.")
    if newer := schema.unknown(made.schema):
        raise CannotRestore(
            f"This copy was written by a newer Tutti ({made.version}): install that version first. "
            f"Here nothing is known of {', '.join(newer)}."
        )
    brings_its_own = f"{archive.FILES}/{settings.SECRET_KEY_FILE.name}" in made.parts
    if made.secret != manifest.secret_mark() and not other_secret and (not brings_its_own or from_environment()):
        raise CannotRestore(
            "SECRET_KEY is another than when this copy was made: links, seats and logins of that time would lead "
            "nowhere. Set it as it was, or say --other-secret."
        )


def from_environment() -> bool:
    return bool(os.environ.get("SECRET_KEY"))


def into_sqlite(made: Manifest, unpacked: Path, aside: Path) -> None:
    arrived = unpacked / archive.DATABASE / sqlite.PART
    with sqlite.working_on(arrived):
        call_command("migrate", interactive=False, verbosity=0)
    sqlite.begin_epochs(arrived)
    place = sqlite.place()
    # The log beside a database belongs to it: left behind, it would be read into the restored one.
    belonging = [place.with_name(place.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    exchange([path for path in belonging if path.exists()], place.parent, aside)
    exchange([arrived], arrived.parent, place.parent, place.name)


def into_postgres(made: Manifest, unpacked: Path, aside: Path) -> None:
    """Fill a schema of its own and let the two change names: others see the old tables or the new, nothing between."""
    arriving, name = f"arriving_{aside.name}".replace("-", "_"), f"replaced_{aside.name}".replace("-", "_")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        present = sql.Identifier(cursor.fetchone()[0])
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(arriving)))
        try:
            cursor.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(arriving)))
            MigrationExecutor(connection).migrate([(app, leaf) for app in made.schema for leaf in made.schema[app]])
            postgres.fill(unpacked / archive.DATABASE, made.columns)
            call_command("migrate", interactive=False, verbosity=0)
            postgres.begin_epochs()
        except BaseException:
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(arriving)))
            raise
        finally:
            cursor.execute("RESET search_path")
        postgres.exchange(cursor, present, sql.Identifier(arriving), sql.Identifier(name))


def exchange(paths: list[Path], home: Path, to: Path, name: str = "") -> None:
    """Move files to where they belong, with the folders that they lie in."""
    for path in paths:
        target = to / (name or path.relative_to(home))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(path, target)
