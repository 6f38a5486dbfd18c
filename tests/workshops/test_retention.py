"""R-GEN-18: after 24 months nobody knows who wrote a note; a person can take a copy of all own data."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command

from workshops.keeping import forget_if_due
from workshops.retention import forget, months_before

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = ((2028, 1, 17), (2026, 1, 17)), ((2028, 2, 29), (2026, 2, 28)), ((2027, 12, 1), (2025, 12, 1))


@pytest.fixture
def written(workshop, sit):
    """A note on the wall and one in the late tray, by p03; one by p04."""
    mine, other = sit("p03"), sit("p04")
    workshop.notes.create(author=mine.seat, text="On the wall", state="wall")
    workshop.notes.create(author=mine.seat, text="Too late", state="late")
    workshop.notes.create(author=other.seat, text="Of somebody else", state="wall")
    return mine


@pytest.mark.parametrize(("day", "before"), LONG_AGO)
def test_months_are_counted_back(day, before):
    assert months_before(date(*day), 24) == date(*before)


def test_r_gen_18_notes_lose_their_author_after_two_years(workshop, written):
    assert forget(date(2028, 1, 16)) == 0
    assert workshop.notes.exclude(author=None).count() == 3
    assert forget(date(2028, 1, 17)) == 3
    assert list(workshop.notes.order_by("pk").values_list("text", "author")) == [
        ("On the wall", None),
        ("Of somebody else", None),
    ]


def test_r_gen_18_event_held_later_than_planned_counts_from_there(workshop, written):
    workshop.agenda.filter(kind="contract").update(step_opened_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert [forget(date(2028, 3, 2)), forget(date(2028, 3, 3))] == [0, 3]


def test_r_gen_18_server_forgets_by_itself_once_a_day(workshop, written):
    workshop.first_day = date(2020, 1, 17)
    workshop.save()
    cache.clear()
    assert [forget_if_due(), workshop.notes.exclude(author=None).count(), forget_if_due()] == [True, 0, False]


def test_r_gen_18_command_leaves_young_events_alone(workshop, written, capsys):
    call_command("forget")
    assert (capsys.readouterr().out, workshop.notes.exclude(author=None).count()) == ("0 rows\n", 3)


def test_r_gen_18_copy_holds_the_own_things_and_no_secret(workshop, written):
    response = written.get(f"/w/{workshop.public_id}/seat/data/")
    copy = json.loads(response.content)
    assert [row["text"] for row in copy["workshops.note.author"]] == ["On the wall", "Too late"]
    assert copy["seat"]["name"] == written.seat.name
    assert written.seat.device_key not in response.content.decode()
    assert "Of somebody else" not in response.content.decode()
