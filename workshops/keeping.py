"""What a server does by itself: copies while a room is at work, so that a laptop that dies takes at most a few
minutes with it; and once a day it forgets who wrote what is past its time (R-GEN-18)."""

import logging
import subprocess
import sys
import threading
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from live.backup import copies
from workshops.models import Workshop
from workshops.retention import forget

log = logging.getLogger(__name__)
AT_WORK = (Workshop.State.LIVE, Workshop.State.CLOSING)
ONE_DAY = timedelta(days=1).total_seconds()
DUE, LOOKS = 0.8, 10
"""A copy is due at this share of the minutes that it may grow old, and looked for so often in them: with the time
that copying takes the newest one is never older than the setting says."""


def keep() -> threading.Thread:
    """Look after copies and what is past its time, as long as this process serves."""
    watching = threading.Thread(target=watch, name="keeping", daemon=True)
    watching.start()
    return watching


def watch() -> None:
    pause = threading.Event()
    while not pause.wait(settings.BACKUP_MINUTES * 60 / LOOKS):
        for look in (copy_if_due, forget_if_due):
            try:
                look()
            except Exception:
                log.exception("%s failed", look.__name__)
            finally:
                connection.close()


def copy_if_due() -> bool:
    """Make a copy when a room is at work and the last one is old enough; says whether it did."""
    at_work = Workshop.objects.filter(state__in=AT_WORK).exists()
    if not at_work or not copies.is_due(copies.LIVE, settings.BACKUP_MINUTES * DUE):
        return False
    # In a process of its own, so that nothing of it holds up a note.
    subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", "--kind", copies.LIVE],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return True


def forget_if_due() -> bool:
    """With the first look of a day: whether this was it (R-GEN-18)."""
    today = timezone.localdate()
    if not cache.add(f"forgotten-{today}", True, ONE_DAY):
        return False
    forget(today)
    return True
