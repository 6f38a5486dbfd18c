"""What changed since a cursor: the same text for pushes and gaps, and when the whole surface is needed."""

import json
import uuid

import pytest

from live import feed
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
