"""While a room is at work, a copy every few minutes: a laptop that dies takes at most those with it."""

import logging
import subprocess
import sys
import threading

from django.conf import settings
from django.db import connection

from live.backup import copies
from workshops.models import Workshop

log = logging.getLogger(__name__)
AT_WORK = (Workshop.State.LIVE, Workshop.State.CLOSING)


def keep() -> threading.Thread:
    """Look after copies as long as this process serves."""
    watching = threading.Thread(target=watch, name="copies", daemon=True)
    watching.start()
    return watching


def watch() -> None:
    pause = threading.Event()
    while not pause.wait(settings.BACKUP_MINUTES * 60 / 5):
        try:
            copy_if_due()
        except Exception:
            log.exception("no copy was made")


def copy_if_due() -> bool:
    """Make a copy when a room is at work and the last one is old enough; says whether it did."""
    try:
        at_work = Workshop.objects.filter(state__in=AT_WORK).exists()
    finally:
        connection.close()
    if not at_work or not copies.is_due(copies.LIVE, settings.BACKUP_MINUTES):
        return False
    # In a process of its own, so that nothing of it holds up a note.
    subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", "--kind", copies.LIVE],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return True
