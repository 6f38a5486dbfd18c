"""Breaks of a day: after which stage, how long, and whether one begins at a fixed time."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from workshops.forms import KeyedForm
from workshops.models import StageRun, Workshop
from workshops.planning import MinutesForm

SHORT = 10
"""Minutes of a break that is added."""


class RestForm(MinutesForm):
    """Minutes of rest after a stage; nought is none."""

    least, most = 0, 180
    minutes = forms.IntegerField(min_value=0, max_value=180, label=gettext_lazy("Minutes"))

    def save(self, workshop: Workshop, kind: str) -> None:
        minutes = self.cleaned_data["minutes"]
        if minutes or workshop.rests.exclude(told_minutes=None).filter(after=kind).exists():
            workshop.rests.update_or_create(after=kind, defaults={"minutes": minutes})
        else:
            workshop.rests.filter(after=kind).delete()


class PlaceForm(KeyedForm):
    """After which stage a break stands, or a new one shall."""

    after = forms.CharField(max_length=20)

    def move(self, workshop: Workshop, kind: str) -> None:
        """Raises `Refused` where the stage is over, is the last one, or has a break already."""
        rest = workshop.rests.held().filter(after=kind).first()
        if rest is None:
            raise Refused(_("This break is not here any more. Look at the plan as it is now."))
        if self.cleaned_data["after"] != kind:
            must_take_a_break(workshop, kind)
            rest.after = must_be_free(workshop, self.cleaned_data["after"])
            workshop.rests.filter(after=rest.after).delete()
            rest.save(update_fields=["after"])

    def add(self, workshop: Workshop) -> None:
        after = must_be_free(workshop, self.cleaned_data["after"])
        workshop.rests.update_or_create(after=after, defaults={"minutes": SHORT})


class FixedForm(KeyedForm):
    """The time of the day at which a break begins whatever comes before it; empty: right after its stage."""

    fixed_at = forms.TimeField(required=False, label=gettext_lazy("Begins at"))

    def save(self, workshop: Workshop, kind: str) -> None:
        workshop.rests.filter(after=kind).update(fixed_at=self.cleaned_data["fixed_at"])


def places(workshop: Workshop) -> list[StageRun]:
    """The stages after which a break may stand, in order: those still to end, but for the last."""
    held = [run for run in workshop.agenda.all() if run.state != StageRun.State.SKIPPED]
    return [run for run in held[:-1] if run.state != StageRun.State.LOCKED]


def free_places(workshop: Workshop) -> list[StageRun]:
    """Those of them without a break."""
    taken = {rest.after for rest in workshop.rests.held()}
    return [run for run in places(workshop) if run.kind not in taken]


def must_take_a_break(workshop: Workshop, kind: str) -> str:
    if kind not in [run.kind for run in places(workshop)]:
        raise Refused(_("No break can stand there: the stage is over, left out, or the last one."))
    return kind


def must_be_free(workshop: Workshop, kind: str) -> str:
    if workshop.rests.held().filter(after=kind).exists():
        raise Refused(_("There is a break already. Change its minutes instead."))
    return must_take_a_break(workshop, kind)


def neighbours(workshop: Workshop, rest_after: str, free: list[StageRun]) -> dict[str, str]:
    """The nearest free places before and after a break, "" where there is none."""
    order = [run.kind for run in workshop.agenda.all()]
    at = order.index(rest_after)
    before = [run.kind for run in free if order.index(run.kind) < at]
    behind = [run.kind for run in free if order.index(run.kind) > at]
    return {"earlier": before[-1] if before else "", "later": behind[0] if behind else ""}
