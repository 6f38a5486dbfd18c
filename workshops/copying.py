"""Next year's event from this one: people, agenda and settings; nothing of what was said."""

import re
from datetime import date, timedelta

from django import forms
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy

from live.models import Room
from people.calendar import working_day
from people.text import LineField
from workshops.models import Seat, StageRun, Workshop
from workshops.own_words import FIELDS

SETTINGS = (
    *("organisation", "kind", "variant", "place", "opening", "second_day_from", "introduction"),
    *("rank_always", "question_names_on_wall", "arrival_names_on_wall", "draws_on_screens", "door"),
)
SEAT = ("name", "name_latin", "department_en", "department_zh", "role", "language", "asks")
BY_LINK = (Seat.Role.SHEETS, Seat.Role.COFACILITATOR)
NAMES = ("name_en", "name_zh")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def years_later(day: date, years: int) -> date:
    """The same day so many years later; the 28th for the 29th of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def next_day(workshop: Workshop) -> date:
    """A year later, on a working day of the organisation."""
    return working_day(workshop.organisation, years_later(workshop.first_day, 1) - timedelta(days=1), 1)


def later_name(name: str, years: int) -> str:
    """“Kickoff 2026” is “Kickoff 2027” a year later; a name without a year stays."""
    return YEAR.sub(lambda found: str(int(found[0]) + years), name)


@transaction.atomic
def copy(workshop: Workshop, day: date, user, **names: str) -> Workshop:
    """A new event on that day with the same people, agenda and settings; `names` are `name_en` and `name_zh`."""
    years = day.year - workshop.first_day.year
    made = Workshop(
        **{field: getattr(workshop, field) for field in SETTINGS},
        room=Room.objects.create(kind="workshop"),
        **{name: later_name(getattr(workshop, name), years) for name in NAMES} | names,
        first_day=day,
        second_day=workshop.second_day and day + (workshop.second_day - workshop.first_day),
        cycle_start=years_later(workshop.cycle_start, years),
        cycle_end=years_later(workshop.cycle_end, years),
        facilitator=user if workshop.is_facilitated_by(user) else None,
        state=Workshop.State.PREPARED,
    )
    made.save()
    made.goals.set(workshop.goals.filter(state="confirmed", date__range=(made.cycle_start, made.cycle_end)))
    copy_seats(workshop, made)
    copy_agenda(workshop, made)
    made.log("copied", user=user, subject=workshop.public_id)
    return made


def copy_seats(workshop: Workshop, made: Workshop) -> None:
    """Everybody of the roster with the same role; who typed a name at the door is on no roster yet."""
    for seat in workshop.seats.filter(person__isnull=False).exclude(role__in=BY_LINK):
        kind = Seat.Kind.PAPER if seat.kind == Seat.Kind.PAPER else Seat.Kind.PHONE
        made.seats.create(person=seat.person, kind=kind, **{field: getattr(seat, field) for field in SEAT})


def copy_agenda(workshop: Workshop, made: Workshop) -> None:
    """Stages with their minutes, short or left out as they were held, the breaks between them, the own words."""
    for run in workshop.agenda.all():
        row = made.agenda.create(kind=run.kind, order=run.order, minutes=run.minutes)
        if run.state == StageRun.State.SKIPPED:
            row.state, row.reason = run.state, run.reason
        row.is_short, row.saved_minutes = run.is_short, run.saved_minutes
        row.save()
    for rest in workshop.rests.held():
        made.rests.create(after=rest.after, minutes=rest.minutes, fixed_at=rest.fixed_at)
    for one in workshop.own_words.all():
        made.own_words.create(stage=one.stage, step=one.step, **{name: getattr(one, name) for name in FIELDS})


class CopyForm(forms.Form):
    """What the new event is called and when it is held."""

    name = LineField(80, label=gettext_lazy("Title"))
    first_day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, workshop: Workshop, data=None):
        self.workshop = workshop
        chinese = bool(workshop.name_zh) and (get_language() or "").startswith("zh")
        self.named = "name_zh" if chinese or not workshop.name_en else "name_en"
        name = later_name(getattr(workshop, self.named), 1)
        super().__init__(data, initial={"name": name, "first_day": next_day(workshop)})

    def save(self, user) -> Workshop:
        """The title is the one in the reader's language; the other one goes a year on."""
        return copy(self.workshop, self.cleaned_data["first_day"], user, **{self.named: self.cleaned_data["name"]})
