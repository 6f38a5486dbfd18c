import json
import sys
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from workshops import exchange


class Command(BaseCommand):
    help = "Import a workshop file into a scratch database and recompute everything that it expects."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, file: Path, **options):
        content = content_of(file)
        with scratch_database():
            report = checked(content)
        print(json.dumps(report, ensure_ascii=False))
        if report["mismatches"]:
            sys.exit(1)


def content_of(file: Path) -> dict:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} is not a workshop file: {error}") from None


@contextmanager
def scratch_database():
    """An empty database beside the installation's own, gone afterwards; SQLite keeps it in memory."""
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"] |= {"NAME": None, "MIGRATE": False}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def checked(content: dict) -> dict:
    """How many expected values hold, which do not, and which no code computes yet."""
    if content.get("kind") not in exchange.kinds():
        return {"checked": 0, "mismatches": [], "not_built": sorted(exchange.expected_paths(content))}
    made, not_built = exchange.check(exchange.import_workshop(content), content)
    wrong = [
        {"path": one.path, "expected": one.expected, "got": exchange.plain(one.got)} for one in made if not one.holds
    ]
    return {"checked": len(made), "mismatches": wrong, "not_built": not_built}
