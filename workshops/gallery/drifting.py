"""A day that runs late, as the gallery shows the page that leaves steps out."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.forms import one_tap_reasons
from workshops.gallery.pieces import Shown
from workshops.models import StageRun
from workshops.timetable import Slot

NINE = datetime(2026, 1, 16, 9, tzinfo=timezone.get_default_timezone())
KINDS = ("swot", "", "strategy", "actions", "signing")


def rows(late: int) -> list[dict[str, Any]]:
    """What is still to come, with the short forms that may be taken; signing has none, a break is never cut."""
    found, at = [], NINE
    for kind in KINDS:
        run = StageRun(kind=kind, minutes=60) if kind else None
        slot = Slot(at, 60 if run else 15, run)
        form = run.stage.short_form if run and kind != "signing" else None
        short = {"form": form, "saves": 20 if form else 0, "is_short": False}
        found.append({"slot": slot, "starts": at + timedelta(minutes=late)} | short)
        at = slot.until
    return found


def shown() -> list[Shown]:
    at_five = {"late": NINE + timedelta(hours=9), "short": NINE + timedelta(hours=8)}
    taken = [row | {"form": None, "is_short": bool(row["form"])} for row in rows(35)]
    return [
        Shown(
            "behind the plan",
            "console/drift_plan.html",
            at_five | {"rows": rows(35), "one_tap_reasons": one_tap_reasons()},
        ),
        Shown(
            "behind the plan, all is short",
            "console/drift_plan.html",
            at_five | {"rows": taken, "one_tap_reasons": [_("Out of time")]},
        ),
    ]
