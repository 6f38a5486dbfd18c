from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from live.backup import CannotRestore
from live.backup.restore import restore


class Command(BaseCommand):
    help = "Put back what an archive holds. What was here is kept aside; phones notice, and load everything anew."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--other-secret", action="store_true", help="although SECRET_KEY is another by now")

    def handle(self, *, file: Path, other_secret: bool, **options):
        try:
            aside = restore(file, other_secret)
        except (CannotRestore, OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(f"{file} is restored. What was here lies in {aside}")
