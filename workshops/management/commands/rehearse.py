import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import autodiscover_modules

from workshops import exchange
from workshops.reading import NotAWorkshopFile
from workshops.rehearsal.browser import Refusal
from workshops.rehearsal.day import Day, Report


class Command(BaseCommand):
    help = "Play the day of a workshop file against a running server, through its pages, forms and sockets."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--base-url", default=f"http://localhost:{settings.PORT}")
        parser.add_argument("--phones", type=int, default=42)
        parser.add_argument("--pace", type=float, default=0.0, help="seconds of rest in each step, to watch along")
        parser.add_argument("--no-documents", action="store_true", help="do not fetch and read the papers afterwards")
        parser.add_argument("--email", help="who facilitates; by default the login of the demo")
        parser.add_argument("--password")

    def handle(self, file: Path, base_url, phones, pace, no_documents, email, password, **options):
        email, password = (email, password) if email else demo_login()
        raw = file.read_bytes()
        # A ritual of its own brings what its people do as `acts`, beside those of the kickoff.
        autodiscover_modules("acts")
        day = Day(content_of(raw), base_url, phones, pace, reads_documents=not no_documents)
        if len(day.attendance) < (fewest := day.speaking):
            raise CommandError(f"{fewest} people of this file write or decide: --phones {fewest} or more.")
        try:
            report = asyncio.run(day.play(file.name, raw, email, password))
        except (httpx.TransportError, OSError) as error:
            raise CommandError(f"{base_url} does not answer: start it with make run. ({error!r})") from None
        except (Refusal, LookupError) as error:
            raise CommandError(f"The rehearsal stopped: {error}") from None
        print(json.dumps(summary(day, report), ensure_ascii=False))
        if report.lost or report.twice or report.mismatches or not report.walls_converged:
            sys.exit(1)


def content_of(raw: bytes) -> dict:
    """The file as the server reads it: a short one borrows its people."""
    try:
        return exchange.complete(json.loads(raw))
    except (ValueError, NotAWorkshopFile) as error:
        raise CommandError(f"This is not a workshop file: {error}") from None


def demo_login() -> tuple[str, str]:
    """The login that the first start of the demo kept beside its database."""
    kept = Path(settings.DATA_DIR) / "demo.json"
    try:
        login = json.loads(kept.read_text())
    except OSError:
        raise CommandError("Say who facilitates: --email and --password.") from None
    return login["email"], login["password"]


def summary(day: Day, report: Report) -> dict:
    said = asdict(report)
    counted = {"acknowledged": len(day.journal.acknowledged), "late": len(day.journal.late)}
    order = ("phones", "notes", "acknowledged", "late", "lost", "twice", "walls_converged", "stages_locked")
    tail = ("signatures", "documents", "mismatches", "overrides", "seconds")
    everything = said | counted
    return {name: everything[name] for name in order + tail}
