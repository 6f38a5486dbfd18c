"""When one may work on the own promises: in the stage's steps, and as a draft from the town meeting on (R-GEN-2)."""

from django.utils.translation import gettext as _

from live import Refused
from workshops.models import Seat, StageRun, Workshop

BEGINS = ("town", "revise", "signing")
BEGUN = (StageRun.State.OPEN, StageRun.State.PAUSED, StageRun.State.LOCKED)


def may_write(workshop: Workshop, seat: Seat) -> bool:
    """From the first of these stages that the room came to, or would have come to, until the event is closed."""
    return seat.writes and have_begun(workshop)


def have_begun(workshop: Workshop) -> bool:
    if workshop.state not in (Workshop.State.LIVE, Workshop.State.CLOSING):
        return False
    agenda = list(workshop.agenda.all())
    first = next((place for place, run in enumerate(agenda) if run.kind in BEGINS), len(agenda))
    return any(run.state in BEGUN for run in agenda[first:])


def must_write(workshop: Workshop, seat: Seat) -> None:
    if not may_write(workshop, seat):
        raise Refused(_("Promises are written later. The wall says what the room is doing."), rule="R-GEN-2")
