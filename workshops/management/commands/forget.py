from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops.retention import KEPT_MONTHS, forget


class Command(BaseCommand):
    help = f"Take the authors off the notes of events that ended more than {KEPT_MONTHS} months ago (R-GEN-18)."

    def handle(self, **options):
        self.stdout.write(f"{forget(timezone.localdate())} rows")
