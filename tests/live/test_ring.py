"""What the writer rendered reaches the screens: once an audience, in order, and only where nothing is missing."""

import uuid

import pytest

from live import feed, hub
from live.feed import Audience, Frame
from live.models import Room
from live.once import shelf
from live.ring import Ring
from live.writer import Job, Writer
from tests.live.test_feed import Board

WALL, CHINESE = Audience("projector", "", "en"), Audience("projector", "", "zh-hans")


@pytest.fixture
def ring():
    ring = Ring()
    for since, to in ((4, 5), (5, 7), (7, 8)):
        ring.keep(WALL, Frame(since, to, "e", f"{since}-{to};"))
    return ring


def test_frames_that_follow_each_other_are_one(ring):
    assert ring.joined(WALL, 4, "e", 8) == Frame(4, 8, "e", "4-5;5-7;7-8;")
    assert ring.joined(WALL, 5, "e", 7) == Frame(5, 7, "e", "5-7;")


@pytest.mark.parametrize(
    ("audience", "cursor", "epoch", "to"),
    [
        pytest.param(WALL, 3, "e", 8, id="older"),
        pytest.param(WALL, 6, "e", 8, id="between"),
        pytest.param(WALL, 4, "e", 6, id="beyond"),
        pytest.param(WALL, 9, "e", 8, id="from the future"),
        pytest.param(WALL, 4, "f", 8, id="restored"),
        pytest.param(CHINESE, 4, "e", 8, id="another audience"),
    ],
)
def test_where_a_frame_is_missing_there_is_none(ring, audience, cursor, epoch, to):
    assert ring.joined(audience, cursor, epoch, to) is None


def test_only_the_latest_are_kept(ring, monkeypatch):
    monkeypatch.setattr("live.ring.MOST", 2)
    ring.keep(WALL, Frame(8, 9, "e", "8-9;"))
    assert (ring.joined(WALL, 7, "e", 9), ring.joined(WALL, 5, "e", 9)) == (Frame(7, 9, "e", "7-8;8-9;"), None)


def test_a_change_that_touched_nothing_leads_nowhere(ring):
    """It stands where it began; the step after it shows a whole surface, so no frame takes its place."""
    ring.keep(WALL, Frame(8, 8, "e", ""))
    assert (ring.joined(WALL, 8, "e", 9), ring.joined(WALL, 7, "e", 8)) == (None, Frame(7, 8, "e", "7-8;"))


@pytest.mark.django_db(transaction=True)
def test_the_writer_tells_what_it_committed_in_each_language_that_is_here(monkeypatch):
    monkeypatch.setitem(feed.renderers, "test", Board())
    room = Room.objects.create(kind="test", seq=3)
    told = []
    monkeypatch.setattr("live.hints.send", lambda public_id, seq, news=None: told.append((seq, news)))
    here = type("Here", (), {"audiences": {WALL: 1, CHINESE: 2}})
    monkeypatch.setitem(hub.hub.rooms, room.pk, here)
    jobs = [Job(room.public_id, "", "", lambda changing, ref=ref: changing.touched("note", ref)) for ref in "ab"]
    shelf.clear()
    Writer().commit(room.public_id, jobs)
    [(seq, (head, frames, _told_at))] = told
    frame = Frame(3, 5, str(room.epoch), "note:a,note:b")
    assert (seq, head.seq, frames) == (5, 5, [(WALL, frame), (CHINESE, frame)])


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_rendered_is_told_all_the_same_and_answered(monkeypatch):
    room = Room.objects.create(kind=uuid.uuid4().hex[:8])
    told = []
    monkeypatch.setattr("live.hints.send", lambda public_id, seq, news=None: told.append((seq, news)))
    monkeypatch.setitem(hub.hub.rooms, room.pk, type("Here", (), {"audiences": {WALL: 1}}))
    outcome = room.change("", "", lambda changing: changing.touched("note", "a"))
    [(seq, news)] = told
    assert (outcome.seq, seq, news.head.seq, news.frames) == (1, 1, 1, [])
