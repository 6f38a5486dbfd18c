import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from live.backup import CannotBackUp, archive, copies

NICENESS = 10


class Command(BaseCommand):
    help = "Write database, keys and pictures into one archive, while people go on working, and check it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="by default a new file in BACKUP_DIR")
        parser.add_argument("--kind", choices=copies.KINDS, default=copies.BY_HAND, help="whose turn makes which go")

    def handle(self, *, file: Path | None, kind: str, **options):
        if kind == copies.LIVE:
            os.nice(NICENESS)  # packing must not hold up a note
        file = file or copies.fresh(kind)
        try:
            made = archive.write(file)
        except (CannotBackUp, OSError, DatabaseError) as error:
            raise CommandError(f"No copy was made: {error}") from error
        copies.thin_out()
        self.stdout.write(f"{file}: {sum(made.counts.values())} rows, {len(made.parts)} parts, checked")
