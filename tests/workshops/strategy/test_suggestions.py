"""Suggestions for notes of others while the room clusters: the host decides, nobody is named."""

import pytest

from live import feed
from live.feed import Audience
from live.models import Change
from workshops.kickoff.strategy.models import StrategyNote, Suggestion

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(workshop, go_to, hang):
    """A column, and a note of p04 without a home."""
    go_to("strategy", "cluster")
    column = hang("One", "Two")
    [note] = hang("Cut the changeover time", column=False, key="p04")
    return column, note


def waiting() -> list[tuple]:
    return [(one.note.text, one.column, one.count) for one in Suggestion.objects.waiting()]


def test_suggestions_are_counted_and_one_replaces_the_other(scene, sit, act):
    column, note = scene
    first, second = sit("p03"), sit("p05")
    for phone in (first, second):
        assert act(phone, "strategy/placing/", note=note.pk, column=column.pk).status_code == 200
    assert waiting() == [(note.text, column, 2)]
    act(first, "strategy/placing/", note=note.pk, column="new")
    act(first, "strategy/placing/", note=note.pk, column="new")
    assert waiting() == [(note.text, column, 1), (note.text, None, 1)]


def test_desk_does_it_with_one_tap_and_the_suggestion_is_answered(workshop, scene, sit, act, hanna):
    column, note = scene
    phone = sit("p03")
    act(phone, "strategy/placing/", note=note.pk, column=column.pk)
    console = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert (console.count("data-suggestion="), phone.seat.name in console.split("suggestions", 1)[1][:600]) == (
        1,
        False,
    )
    hanna.post(f"/w/{workshop.public_id}/run/strategy/placing/", {"note": note.pk, "column": column.pk})
    assert (StrategyNote.objects.get(pk=note.pk).column, waiting()) == (column, [])
    assert Suggestion.objects.exclude(settled_at=None).count() == 1


def test_own_phone_shows_what_it_suggested_and_no_other_phone_does(workshop, scene, sit, act):
    column, note = scene
    first, second = sit("p03"), sit("p05")
    act(first, "strategy/placing/", note=note.pk, column=column.pk)
    pages = [phone.get(f"/w/{workshop.public_id}/mine/").content.decode() for phone in (first, second)]
    assert ["suggested: 1" in page for page in pages] == [True, False]


def test_wall_says_nothing_of_it(workshop, scene, sit, act):
    column, note = scene
    before = Change.objects.filter(room=workshop.room).count()
    act(sit("p03"), "strategy/placing/", note=note.pk, column=column.pk)
    touched = list(Change.objects.filter(room=workshop.room).order_by("seq")[before:].values_list("kind", "ref"))
    assert touched == [("suggestion", str(note.pk))]
    workshop.room.refresh_from_db()
    frame = feed.since(workshop.room.pk, Audience("projector", "", "en"), workshop.room.seq - 1)
    assert note.text not in frame.html


@pytest.mark.parametrize("wanted", ["99999", ""])
def test_suggestion_needs_a_column_that_is_there_and_another_one(scene, sit, act, wanted):
    _column, note = scene
    answer = act(sit("p03"), "strategy/placing/", note=note.pk, column=wanted)
    assert (answer.status_code, answer["X-Rule"], waiting()) == (409, "R-STRAT-10", [])


def test_r_role_7_note_of_another_wall_is_not_suggested(workshop, scene, sit, act):
    column, note = scene
    group = workshop.groups.create(letter="B", colour="blue")
    workshop.seats.filter(person__key="p03").update(group=group)
    answer = act(sit("p03"), "strategy/placing/", note=note.pk, column=column.pk)
    assert (answer.status_code, answer["X-Rule"], waiting()) == (409, "R-ROLE-7", [])
