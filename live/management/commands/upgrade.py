from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from live.backup import CannotBackUp, archive, copies, schema


class Command(BaseCommand):
    help = "Bring the database to this version's schema; one that is in use is copied first."

    def add_arguments(self, parser):
        parser.add_argument("--no-backup", action="store_true", help="where somebody else makes the copy")

    def handle(self, *, no_backup: bool, verbosity: int, **options):
        if schema.waiting() and not no_backup:
            file = copies.fresh(copies.BEFORE_UPGRADE)
            try:
                archive.write(file)
            except (CannotBackUp, OSError, DatabaseError) as error:
                raise CommandError(f"No copy was made, so nothing was changed: {error}") from error
            copies.thin_out()
            self.stdout.write(f"The database before this upgrade: {file}")
        call_command("migrate", interactive=False, verbosity=verbosity)
