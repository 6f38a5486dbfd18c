"""Two days: between them the event is paused, the code rests, seats stay, check-in is one tap."""

from datetime import timedelta

import pytest
from django.test import Client

from workshops.models import Workshop
from workshops.timetable import Timetable

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = {"R_SWOT_1": "Out of time", "R_SWOT_10": "Out of time"}


@pytest.fixture
def evening(workshop, everybody_here, go_to, hanna, sit):
    """The last stage of the first day has been locked; a phone whose seat it was."""
    workshop.second_day = workshop.first_day + timedelta(days=1)
    workshop.second_day_from = "contract"
    workshop.save()
    phone = sit("p03")
    run = go_to("checkin", "arrive")
    press(hanna, workshop, "next/", expected=run.position)
    return phone


def press(client, workshop, address, **data):
    return client.post(f"/w/{workshop.public_id}/run/{address}", data)


def fresh(workshop) -> Workshop:
    return Workshop.objects.get(pk=workshop.pk)


def test_first_day_ends_paused_with_nobody_present(workshop, evening, hanna):
    room = fresh(workshop)
    states = (room.state, room.current, room.position, room.seats.present().count(), room.has_open_doors)
    assert states == ("live", None, "morning", 0, False)
    assert workshop.seats.filter(claimed_at__isnull=False).count() == 19
    assert "The first day is done" in evening.get(f"/w/{workshop.public_id}/").content.decode()
    assert "We go on" in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()


def test_code_rests_and_next_waits_for_the_doors(workshop, evening, hanna):
    assert Client().get(f"/j/{workshop.join_code}/").status_code == 409
    refused = press(hanna, workshop, "next/", expected="morning")
    assert (refused.status_code, fresh(workshop).current) == (409, None)
    assert evening.post(f"/w/{workshop.public_id}/seat/arrival/").status_code == 409


def test_note_of_the_night_is_kept(workshop, evening):
    answer = evening.post(f"/w/{workshop.public_id}/notes/", {"text": "I woke up with this"})
    assert (answer.status_code, workshop.notes.get().state) == (202, "late")


def test_second_day_begins_with_one_tap_each(workshop, evening, hanna):
    press(hanna, workshop, "morning/")
    assert Client().get(f"/j/{workshop.join_code}/").status_code == 200
    assert "I am here again" in evening.get(f"/w/{workshop.public_id}/mine/").content.decode()
    evening.post(f"/w/{workshop.public_id}/seat/arrival/")
    assert [seat.pk for seat in workshop.seats.present()] == [evening.seat.pk]
    assert press(hanna, workshop, "next/", expected="morning").status_code == 302
    assert fresh(workshop).current.kind == "contract"


def test_r_gen_3_seat_that_has_not_come_posts_late(workshop, evening, hanna, go_to):
    press(hanna, workshop, "morning/")
    go_to("strategy", "silent")
    answers = [evening.post(f"/w/{workshop.public_id}/notes/", {"text": "Before the tap"})]
    evening.post(f"/w/{workshop.public_id}/seat/arrival/")
    answers.append(evening.post(f"/w/{workshop.public_id}/notes/", {"text": "After the tap"}))
    assert [answer.status_code for answer in answers] == [202, 201]


def test_r_gen_21_wrong_end_of_the_day_is_taken_back(workshop, evening, hanna):
    press(hanna, workshop, "back/", expected="morning")
    room = fresh(workshop)
    assert (room.position, room.night_since, room.seats.present().count()) == ("checkin.arrive.0", None, 19)


def test_stages_of_the_second_day_stand_on_its_date(workshop):
    workshop.second_day, workshop.second_day_from = workshop.first_day + timedelta(days=1), "strategy"
    workshop.save()
    table = Timetable.of(fresh(workshop))
    days = {slot.run.kind: slot.at.date() for slot in table.stages}
    assert (days["swot"], days["strategy"], days["close"]) == (
        workshop.first_day,
        workshop.second_day,
        workshop.second_day,
    )
    strategy = next(slot for slot in table.stages if slot.run.kind == "strategy")
    assert f"{strategy.at:%H:%M}" == "08:45"


def test_night_takes_up_what_the_first_day_is_late(workshop, go_to):
    workshop.second_day, workshop.second_day_from = workshop.first_day + timedelta(days=1), "strategy"
    workshop.save()
    go_to("checkin", "arrive")
    late = fresh(workshop)
    table = Timetable.of(late, late.current.opened_at + timedelta(minutes=late.current.minutes + 30))
    by = {slot.run.kind: by for slot, by in table.delayed(table.coming) if slot.run}
    assert (by["swot"], by["strategy"]) == (timedelta(minutes=30), timedelta())


def test_second_day_comes_after_the_first(workshop, hanna):
    for day in (workshop.first_day, workshop.first_day - timedelta(days=1)):
        data = {"opening": "08:45", "second_day": day.isoformat(), "second_day_from": "strategy"}
        assert hanna.post(f"/w/{workshop.public_id}/plan/day/", data).status_code == 422
    assert fresh(workshop).second_day is None
