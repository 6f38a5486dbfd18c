"""The dates after the day: proposed by working days, confirmed or moved, stored."""

from datetime import date

import pytest

from workshops.kickoff.closing.dates import planned
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)

# 16 January 2026 is a Friday.
PROPOSED = {
    "send": date(2026, 1, 19),
    "links": date(2026, 1, 23),
    "heads": date(2026, 1, 30),
    "day30": date(2026, 2, 16),
    "day60": date(2026, 3, 17),
    "quarter1": date(2026, 3, 31),
    "day90": date(2026, 4, 16),
    "quarter2": date(2026, 6, 30),
    "quarter3": date(2026, 9, 30),
    "goal1": date(2026, 12, 31),
}


def days_of(workshop) -> dict[str, date]:
    return {row.key: row.date for row in planned(workshop)}


def test_dates_are_counted_in_working_days_and_in_order(workshop):
    assert days_of(workshop) == PROPOSED
    assert list(days_of(workshop)) == list(PROPOSED)


def test_holidays_and_worked_saturdays_of_the_organisation_count(workshop):
    workshop.organisation.mark_days(date(2026, 1, 19), date(2026, 1, 20), worked=False)
    workshop.organisation.mark_days(date(2026, 1, 24), date(2026, 1, 24), worked=True)
    workshop.organisation.mark_days(date(2026, 2, 16), date(2026, 2, 23), worked=False)
    moved = {"send": date(2026, 1, 21), "links": date(2026, 1, 26), "heads": date(2026, 2, 2)}
    assert days_of(workshop) == PROPOSED | moved | {"day30": date(2026, 2, 24)}


def test_second_day_of_an_event_is_the_one_that_is_counted_from(workshop):
    workshop.second_day = date(2026, 1, 19)
    assert days_of(workshop)["send"] == date(2026, 1, 20)


def test_console_moves_a_date_and_a_day_off_moves_on(workshop, go_to, console):
    go_to("close", "dates")
    assert console("run/dates/", name="day30", date="2026-02-21").status_code == 302
    assert list(workshop.next_dates.values_list("key", "date", "by")) == [
        ("day30", date(2026, 2, 23), workshop.facilitator_id)
    ]
    assert days_of(workshop) == PROPOSED | {"day30": date(2026, 2, 23)}


@pytest.mark.parametrize("data", [{"name": "day30", "date": "2026-01-16"}, {"name": "other", "date": "2026-03-02"}])
def test_date_of_the_event_or_of_nothing_is_refused(workshop, go_to, console, data):
    go_to("close", "dates")
    assert console("run/dates/", **data).status_code == 422
    assert workshop.next_dates.count() == 0


def test_next_confirms_what_nobody_moved(workshop, go_to, console, next_step):
    go_to("close", "dates")
    console("run/dates/", name="day60", date="2026-03-20")
    next_step()
    kept = dict(workshop.next_dates.values_list("key", "date"))
    assert kept == PROPOSED | {"day60": date(2026, 3, 20)}
    assert Workshop.objects.get(pk=workshop.pk).current.step == "word"


def test_wall_and_console_show_the_dates(workshop, go_to, hanna):
    go_to("close", "dates")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    desk = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert wall.count("<li><b") == len(PROPOSED)
    assert [f'value="{day.isoformat()}"' in desk for day in PROPOSED.values()] == [True] * len(PROPOSED)
