"""What is said after the day, by an owner or typed by the desk; each is one change of the room."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from live import Refused
from people.models import Goal
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.afterwards import links, standing
from workshops.kickoff.afterwards.forms import GoalForm, ReadingForm, TickForm, WordForm
from workshops.kickoff.afterwards.models import GoalReading, PromiseWord, Reading, Tick
from workshops.kickoff.commitments.models import Commitment
from workshops.models import Seat, Workshop


def must_be_after(workshop: Workshop) -> None:
    links.must_be_open(workshop)


def say(workshop: Workshop, changing, commitment: Commitment, form: WordForm, user=None) -> None:
    """Of a promise that was signed; a draft is nobody's business yet (R-GEN-2)."""
    must_be_after(workshop)
    if commitment not in standing.promises_of(commitment.seat):
        raise Refused(_("This promise was never signed: nobody but its author sees it."), rule="R-GEN-2")
    said = {"state": form.cleaned_data["state"], "note": form.cleaned_data["note"]}
    PromiseWord.objects.create(commitment=commitment, typed_by=user, **said)
    workshop.log("said how a promise stands", user=user, seat=commitment.seat, subject=commitment.pk)
    changing.touched("after", commitment.pk)


def read(workshop: Workshop, changing, action: KeyAction, form: ReadingForm, user=None, seat: Seat | None = None):
    must_be_after(workshop)
    said = {name: form.cleaned_data[name] for name in ("state", "value", "note")}
    Reading(action=action, typed_by=user, **said).keep()
    workshop.log("said how an action stands", user=user, seat=seat, subject=action.pk, rule="R-FUP-4")
    changing.touched("after", action.pk)


def measure(workshop: Workshop, changing, goal: Goal, form: GoalForm, user) -> None:
    """Once a goal and day; a second time puts it right."""
    must_be_after(workshop)
    said = {"value": form.cleaned_data["value"], "note": form.cleaned_data["note"], "typed_by": user}
    GoalReading.objects.update_or_create(workshop=workshop, goal=goal, on=form.cleaned_data["on"], defaults=said)
    workshop.log("read a goal", user=user, subject=goal.key, rule="R-FUP-5")
    changing.touched("after", goal.pk)


def tick(workshop: Workshop, changing, form: TickForm, user=None, seat: Seat | None = None) -> None:
    """Once a thing; a second time with other words is the word that counts."""
    must_be_after(workshop)
    key = form.cleaned_data["key_of"]
    if form.cleaned_data["undo"]:
        workshop.ticks.filter(key=key).delete()
    else:
        said = {"note": form.cleaned_data["note"], "answer": form.cleaned_data["answer"], "typed_by": user}
        Tick.objects.update_or_create(workshop=workshop, key=key, defaults=said)
    workshop.log("ticked off", user=user, seat=seat, subject=key)
    changing.touched("after", key)


def known(workshop: Workshop, person: str = "") -> set[str]:
    """What may be ticked off: by the desk anything, by a person the needs that name them."""
    own = {one.key for one in standing.asked(workshop, person)}
    if person:
        return own
    days = {one.planned.key for one in standing.dates(workshop)}
    points = {one.key for one in standing.points(workshop)}
    return own | days | points | {key for key, _name, _tick in standing.departments(workshop)}


def action_or_404(workshop: Workshop, number: int, seat: Seat | None = None) -> KeyAction:
    found = workshop.actions.standing()
    return get_object_or_404(found.filter(owner=seat.person) if seat else found, pk=number)
