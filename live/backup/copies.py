"""The folder of copies: what they are called, and which of those that nobody asked for may go."""

import time
from pathlib import Path

from django.utils import timezone

from live.backup import files

BY_HAND, BEFORE_UPGRADE, LIVE = "tutti", "before-upgrade", "live"
KINDS = (BY_HAND, BEFORE_UPGRADE, LIVE)
RECENT, DAYS = 12, 14


def fresh(kind: str) -> Path:
    """A new name, whose order is that of time."""
    return files.copies() / f"{kind}-{timezone.now():%Y%m%d-%H%M%S-%f}.zip"


def of(kind: str) -> list[Path]:
    """The copies of a kind, the oldest first."""
    return sorted(files.copies().glob(f"{kind}-*.zip"))


def is_due(kind: str, minutes: float) -> bool:
    """Whether the last copy of this kind, whoever made it, is that old."""
    last = of(kind)[-1:]
    return not last or time.time() - last[0].stat().st_mtime >= minutes * 60


def thin_out() -> None:
    """Of the copies made by themselves the last dozen stay, and the last one of each of the fourteen days before."""
    for kind in (BEFORE_UPGRADE, LIVE):
        older = of(kind)[:-RECENT]
        last_of_day = {path.name.split(kind)[1][:9]: path for path in older}
        for path in set(older) - set(sorted(last_of_day.values())[-DAYS:]):
            path.unlink(missing_ok=True)
