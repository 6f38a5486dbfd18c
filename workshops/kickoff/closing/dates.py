"""The dates after the day: proposed by working days of the organisation, confirmed or moved in the room."""

import datetime
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.calendar import working_day
from workshops.kickoff.closing.models import NextDate
from workshops.models import Workshop

WORKING_DAYS = {
    "send": (1, _("Statement, actions, pictures and questions go to everybody")),
    "links": (5, _("Personal links for signing end; each “later” has a date")),
    "heads": (10, _("Each head tells the own department")),
}
DAYS = {
    "day30": (30, _("30 days: one number an owner")),
    "day60": (60, _("60 days: what is running, what is stuck")),
    "day90": (90, _("90 days: the measures, read together")),
}
QUARTER = _("Quarterly review; it opens with the vision picture")
GOAL = _("Goal date: we celebrate, or keep what we promised")
LONGEST = 8
"""Quarters of a cycle: two years of them fit on a page."""


class Planned(NamedTuple):
    """A date with what it is for; `proposed` is what the calendar says, `is_kept` whether the room has decided."""

    key: str
    date: datetime.date
    what: str | Promise
    proposed: datetime.date
    is_kept: bool


def planned(workshop: Workshop) -> list[Planned]:
    """All dates in order: what was kept, else what the calendar proposes."""
    kept = {one.key: one.date for one in workshop.next_dates.all()}
    rows = [Planned(key, kept.get(key, day), what, day, key in kept) for key, day, what in proposed(workshop)]
    return sorted(rows, key=lambda row: row.date)


def proposed(workshop: Workshop) -> Iterator[tuple[str, date, str | Promise]]:
    last = max(workshop.days)
    for key, (count, what) in WORKING_DAYS.items():
        yield key, working_day(workshop.organisation, last, count), what
    for key, (count, what) in DAYS.items():
        yield key, on_a_working_day(workshop, last + timedelta(days=count)), what
    goal_days = sorted({goal.date for goal in workshop.goals.all()})
    for number, day in enumerate(quarter_ends(workshop), start=1):
        if day > last and day not in goal_days:
            yield f"quarter{number}", on_a_working_day(workshop, day), QUARTER
    for number, day in enumerate(goal_days, start=1):
        yield f"goal{number}", on_a_working_day(workshop, day), GOAL


def quarter_ends(workshop: Workshop) -> list[date]:
    """The last days of the quarters of the cycle."""
    ends = (months_later(workshop.cycle_start, 3 * count) - timedelta(days=1) for count in range(1, LONGEST + 1))
    return [day for day in ends if day <= workshop.cycle_end]


def months_later(day: date, months: int) -> date:
    """The first of the month so much later: quarters are counted in whole months."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def on_a_working_day(workshop: Workshop, day: date) -> date:
    """A date that falls on a day off moves to the next working day."""
    return working_day(workshop.organisation, day - timedelta(days=1), 1)


def keep(workshop: Workshop, key: str, day: date, user) -> None:
    """Confirm or move one date; a day off moves on."""
    day = on_a_working_day(workshop, day)
    NextDate.objects.update_or_create(workshop=workshop, key=key, defaults={"date": day, "by": user})


def keep_all(workshop: Workshop, user) -> None:
    """What nobody moved stands as proposed."""
    for row in planned(workshop):
        if not row.is_kept:
            keep(workshop, row.key, row.date, user)
