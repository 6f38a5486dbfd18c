"""When somebody goes round, and how late a to-do is."""

from datetime import date
from decimal import Decimal

import pytest

from followup.forms import ReportFields, VisitFields
from followup.models import Todo
from followup.weeks import WEEKS, day_of, week_on
from openspace.models import Todo as SpaceTodo
from people.models import Organisation

HELD = date(2026, 4, 17)


@pytest.mark.django_db
def test_visits_are_made_on_working_days():
    organisation = Organisation.objects.create(name_en="Firm", timezone="Asia/Shanghai")
    assert [day_of(organisation, HELD, week) for week in WEEKS] == [
        date(2026, 5, 1),
        date(2026, 5, 15),
        date(2026, 6, 12),
        date(2026, 7, 10),
    ]
    organisation.special_days.create(date=date(2026, 5, 1), worked=False)
    assert day_of(organisation, HELD, 2) == date(2026, 5, 4)


def test_weeks_are_counted_from_the_day_after():
    days = (date(2026, 4, 17), date(2026, 4, 18), date(2026, 4, 24), date(2026, 4, 25), date(2026, 4, 1))
    assert [week_on(HELD, day) for day in days] == [0, 1, 1, 2, 0]


def test_to_do_is_late_while_it_is_open():
    todo = SpaceTodo(due=HELD)
    assert [todo.days_late(day) for day in (HELD, date(2026, 4, 20))] == [0, 3]
    assert [SpaceTodo(due=HELD, state=state).days_late(date(2026, 4, 20)) for state in Todo.State] == [3, 3, 0, 0]


def test_what_is_done_lacks_numbers_until_there_are_both():
    done = SpaceTodo(state="implemented", before=Decimal(17))
    assert done.lacks_numbers
    done.after = Decimal(9)
    assert not done.lacks_numbers
    assert not SpaceTodo(state="stopped").lacks_numbers


def said(**given):
    form = ReportFields({"state": "implemented"} | given)
    return form.said["effect"] if form.is_valid() else list(form.errors)


def test_two_numbers_are_a_measured_effect():
    assert said(before="17", after="9,5", effect="none") == "measured"
    assert said(before="17", effect="none") == "none"
    assert said() == "unknown"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"effect": "measured", "before": "17"}, "__all__"),
        ({"before": "much"}, "before"),
        ({"state": "nearly"}, "state"),
        ({"note": "a" * 201}, "note"),
    ],
)
def test_what_cannot_be_read_is_refused(given, where):
    assert where in said(**given)


def test_visits_are_of_the_four_weeks():
    assert [VisitFields({"week": week, "note": "Heard"}).is_valid() for week in (2, 3, 12)] == [True, False, True]
    assert not VisitFields({"week": 2, "note": ""}).is_valid()
