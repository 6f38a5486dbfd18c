"""What changed since a cursor: the same text for pushes and gaps, and when the whole surface is needed."""

import json
import uuid

import pytest
from django.db import OperationalError

from live import feed, metrics
from live.feed import Audience
from live.models import Change, Room

pytestmark = pytest.mark.django_db

WALL = Audience("projector", "", "en")


class Board:
    """Renders what it is asked for, so that a test sees the question."""

    def elements(self, room, audience, touched):
        return ",".join(f"{kind}:{ref}" for kind, ref in touched)

    def whole(self, room, audience):
        return f"whole at {room.seq}"

    def admit(self, scope, room, wish):
        return None


class Breaking(Board):
    """Cannot show the objects that are named like an error; while `fails` not even the whole surface."""

    errors, fails = {"broken": KeyError, "away": OperationalError}, False

    def elements(self, room, audience, touched):
        for _kind, ref in touched:
            if ref in self.errors:
                raise self.errors[ref](ref)
        return super().elements(room, audience, touched)

    def whole(self, room, audience):
        if self.fails:
            raise LookupError("the surface")
        return super().whole(room, audience)


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setitem(feed.renderers, "test", Board())
    return Room.objects.create(kind="test")


def changed(room, *refs):
    for ref in refs:
        room.seq += 1
        Change.objects.create(room=room, seq=room.seq, kind="note", ref=ref)
    room.save()


def test_since_shows_each_touched_object_once_in_order(room):
    changed(room, "1", "2", "1", "3")
    assert feed.since(room.pk, WALL, 1, str(room.epoch)) == feed.Frame(1, 4, str(room.epoch), "note:2,note:1,note:3")


def test_since_the_head_says_that_nothing_shows(room):
    changed(room, "1")
    assert feed.since(room.pk, WALL, 1, str(room.epoch)) == feed.Frame(1, 1, str(room.epoch), "")


@pytest.mark.parametrize("cursor", [-1, 5, 10**12])
def test_cursor_from_nowhere_or_the_future_gets_the_whole(room, cursor):
    changed(room, "1", "2")
    assert feed.since(room.pk, WALL, cursor, str(room.epoch)) == feed.Frame(0, 2, str(room.epoch), "whole at 2")


def test_another_epoch_gets_the_whole(room):
    changed(room, "1", "2")
    assert feed.since(room.pk, WALL, 1, str(uuid.uuid4())).html == "whole at 2"


def test_gap_older_than_what_is_kept_gets_the_whole(room):
    changed(room, "1", "2", "3")
    Change.objects.filter(seq=2).delete()
    assert feed.since(room.pk, WALL, 1, str(room.epoch)).html == "whole at 3"
    assert feed.since(room.pk, WALL, 2, str(room.epoch)).html == "note:3"


def test_more_than_two_hundred_objects_give_the_whole(room):
    changed(room, *(str(number) for number in range(200)))
    assert feed.since(room.pk, WALL, 0, str(room.epoch)).html == ",".join(f"note:{number}" for number in range(200))
    changed(room, "200")
    assert feed.since(room.pk, WALL, 0, str(room.epoch)).html == "whole at 201"


def test_heartbeat_has_no_html_and_an_empty_change_has_empty_html():
    beat = json.loads(feed.Frame(4, 4, "e").text())
    nothing = json.loads(feed.Frame(3, 4, "e", "").text())
    assert sorted(beat) == ["epoch", "from", "now", "to"]
    assert (nothing["html"], nothing["from"], nothing["to"]) == ("", 3, 4)


@pytest.mark.parametrize(("text", "cursor"), [("41", 41), ("", -1), ("-3", -1), ("9" * 5000, -1), ("٤", -1)])
def test_cursor_of_a_screen_is_read_carefully(text, cursor):
    assert feed.cursor_from(text) == cursor


@pytest.fixture
def breaking(room, monkeypatch):
    monkeypatch.setitem(feed.renderers, "test", Breaking())
    return room


def test_element_that_cannot_be_rendered_gives_the_whole_and_is_counted(breaking, caplog):
    before = metrics.unshown.count
    changed(breaking, "1", "broken", "2")
    assert feed.since(breaking.pk, WALL, 1, str(breaking.epoch)).html == "whole at 3"
    assert feed.since(breaking.pk, WALL, 2, str(breaking.epoch)).html == "note:2"
    assert metrics.unshown.count - before == 1
    assert [record.getMessage() for record in caplog.records] == [
        "an element could not be shown, the whole surface is: projector"
    ]


def test_database_that_is_away_breaks_no_element(breaking):
    before = metrics.unshown.count
    changed(breaking, "away")
    with pytest.raises(OperationalError):
        feed.since(breaking.pk, WALL, 0, str(breaking.epoch))
    assert metrics.unshown.count == before
