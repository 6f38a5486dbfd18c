"""The workshops of a login on their shelves: planned, running, closed, put away; what each of them needs next."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.text import LineField
from workshops.due import Due, kept_in
from workshops.models import Workshop

State = Workshop.State


class Shelf(NamedTuple):
    key: str
    name: str | Promise
    states: frozenset[str]


PUT_AWAY = frozenset({State.CANCELLED, State.ARCHIVED})
SHELVES = (
    Shelf("all", gettext_lazy("All"), frozenset(State.values) - PUT_AWAY),
    Shelf("planned", gettext_lazy("Planned"), frozenset({State.DRAFT, State.PREPARED})),
    Shelf("running", gettext_lazy("Running and after the day"), frozenset({State.LIVE, State.CLOSING})),
    Shelf("closed", gettext_lazy("Closed"), frozenset({State.CLOSED})),
    Shelf("away", gettext_lazy("Cancelled and archived"), PUT_AWAY),
)


class LookForm(forms.Form):
    """Which shelf, and what somebody looks for: the name of a workshop or of a person in it."""

    q = LineField(80, required=False, label=gettext_lazy("Find a workshop or a person"))
    show = forms.ChoiceField(choices=[(shelf.key, shelf.name) for shelf in SHELVES], required=False)

    @property
    def sought(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def shelf(self) -> Shelf:
        wished = self.cleaned_data.get("show")
        return next((shelf for shelf in SHELVES if shelf.key == wished), SHELVES[0])


def counted(workshops: list[Workshop]) -> list[tuple[Shelf, int]]:
    return [(shelf, sum(one.state in shelf.states for one in workshops)) for shelf in SHELVES]


def in_order(workshops: Iterable[Workshop]) -> list[Workshop]:
    """What runs, then what comes, the nearest first; then what was, the latest first."""
    listed = list(workshops)
    running = [one for one in listed if one.state in (State.LIVE, State.CLOSING)]
    coming = sorted(filter(has_to_come, listed), key=lambda one: one.first_day)
    return running + coming + [one for one in listed if one not in running and one not in coming]


def has_to_come(workshop: Workshop) -> bool:
    return workshop.state in (State.DRAFT, State.PREPARED) and workshop.days[-1] >= workshop.today()


# ---- what comes next --------------------------------------------------------------------------------------


def readiness(workshop: Workshop) -> dict:
    """What is there of what a day needs: people, goals, who decides, what may be granted (R-PREP-1 to R-PREP-3)."""
    return {
        "writers": workshop.seats.writers().count(),
        "goals": list(workshop.goals.filter(state="confirmed")),
        "lead": workshop.decision_makers().first(),
        "briefed": workshop.checklist.filter(key="P01", state="done").exists(),
        "money": workshop.envelope.filter(kind="money").first(),
        "prepared": prepared(workshop),
    }


def prepared(workshop: Workshop) -> tuple[int, int] | None:
    """How many have written something beforehand, of how many who may; `None` where no stage asks for it."""
    counts = (run.stage.prepared(workshop) for run in workshop.agenda.all() if run.state == "pending")
    return next((count for count in counts if count), None)


def missing(workshop: Workshop, ready: dict) -> str:
    """The first thing that an event lacks, in the order in which it stops or asks."""
    if ready["writers"] < 2:
        return _("Nobody on the roster yet") if not ready["writers"] else _("One person is no roster yet")
    if not workshop.is_kickoff:
        return ""
    if not ready["goals"]:
        return _("No goal yet")
    if not ready["lead"]:
        return _("Nobody decides yet")
    if not ready["briefed"]:
        return _("The decision maker is not briefed yet")
    return "" if ready["money"] else _("What may be granted is open")


def next_of(workshop: Workshop, due: list[Due]) -> str:
    """What this workshop waits for, in a few words; `due` is what is due in it."""
    if workshop.state in (State.DRAFT, State.PREPARED):
        ready = readiness(workshop)
        return missing(workshop, ready) or told(ready["prepared"]) or (str(due[0].what) if due else _("Ready"))
    if workshop.state == State.LIVE:
        run = workshop.current or workshop.upcoming
        return str(run.stage.title) if run else ""
    if workshop.state == State.CLOSING:
        return str(due[0].what) if due else _("Close the day")
    if workshop.state == State.CLOSED:
        return " · ".join(filter(None, (promised(workshop), to_come(len(due)))))
    return workshop.cancelled_reason


def promised(workshop: Workshop) -> str:
    """What became of its promises, as far as somebody has said so."""
    kept = kept_in([workshop])
    return _("%(kept)d of %(all)d kept") % {"kept": kept.kept, "all": kept.all} if kept.all else ""


def to_come(count: int) -> str:
    return ngettext("%(count)d date to come", "%(count)d dates to come", count) % {"count": count} if count else ""


def told(count: tuple[int, int] | None) -> str:
    return _("%(done)d of %(all)d have prepared facts") % {"done": count[0], "all": count[1]} if count else ""
