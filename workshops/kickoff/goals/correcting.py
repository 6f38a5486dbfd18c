"""A wrong figure on the wall, put right by the decision maker alone (R-GREAD-3)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from live import Refused
from people.models import Goal
from people.number import plain
from people.rules import figure_name
from people.text import clipped, colon, in_a_row
from workshops.kickoff.goals.models import Correction
from workshops.models import ParkedItem, Seat, Workshop

RULE = "R-GREAD-3"
CORRECT = "goal.correct"
MOST = 200


def room_of(goal: Goal) -> str:
    """The workshop that is live with this goal: its figures are put right there, not at the desk (R-GREAD-3)."""
    room = Workshop.objects.filter(goals=goal, state=Workshop.State.LIVE).first()
    return str(room or "")


def must_be_allowed(workshop: Workshop, seat: Seat) -> None:
    """Guard R-GREAD-3: the decision maker or the stand-in, while the room reads the goals."""
    if not seat.leads:
        raise Refused(_("Only the decision maker corrects a figure. Park the wish to change it."), RULE, status=403)
    if seat.person is None:
        raise Refused(_("Ask the facilitator to put you on the roster first."), RULE, status=403)
    if not workshop.current or workshop.current.kind != "goals":
        raise Refused(_("A figure is corrected while the goals are read. Ask to reopen that stage."), RULE)
    workshop.must_allow(CORRECT, seat)


def correct(
    workshop: Workshop, seat: Seat, number: int, read: int, figures: dict[str, Decimal], reason: str
) -> Correction:
    """A new version of the goal as it was `read`, in the log with the reason; the stage stands in a new revision.

    Call it inside a change of the room. Raises `people.models.goal.Held`, and `Refused` where the goal has changed.
    """
    goal = Goal.objects.select_for_update().get(pk=number)
    if goal.version != read:
        raise Refused(_("This goal was corrected meanwhile. Look at its figures as they are now."), RULE)
    version = goal.correct(figures, reason, seat.person)
    workshop.agenda.get(kind="goals").revise()
    workshop.log("corrected a goal", seat=seat, subject=f"{goal.key} {version.number}", rule=RULE, reason=reason)
    return workshop.figure_corrections.create(version=version)


def park(workshop: Workshop, seat: Seat, goal: Goal, figures: dict[str, Decimal], reason: str) -> ParkedItem:
    """The wish to change a goal that a signed contract holds waits in the parking lot (R-GOAL-8)."""
    wished = [
        f"{figure_name(name)} {plain(getattr(goal, name))} → {plain(value)}"
        for name, value in figures.items()
        if value != getattr(goal, name)
    ]
    text = f"{goal}{colon()}{in_a_row(wished)} {goal.unit}. {reason}"
    return workshop.parked_items.create(text=clipped(text, MOST), raised_by=seat)
