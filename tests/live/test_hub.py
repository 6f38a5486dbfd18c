"""A live room: what its writer tells is shown where it is heard, and whatever is not at hand is asked for."""

import asyncio
import json
import time

import pytest
from django.db import connection

from live import feed, reader
from live.feed import Audience, Frame
from live.hub import LiveRoom, Subscriber
from live.lines import PlainLine
from live.models import Change, Room
from live.ring import News
from tests.live.test_feed import Board

WALL = Audience("projector", "", "en")


class Screen:
    """A socket that keeps what came, on the way that any server offers."""

    def __init__(self, room: Room, cursor: int):
        self.came: asyncio.Queue[str] = asyncio.Queue()
        self.subscriber = Subscriber(WALL, cursor, str(room.epoch), PlainLine(self.came.put, self.came.join))

    async def frame(self) -> dict:
        return json.loads(await self.came.get())


@pytest.fixture
async def live(transactional_db, monkeypatch):
    """A room that stands at 3, and is served."""
    monkeypatch.setitem(feed.renderers, "test", Board())
    room = await Room.objects.acreate(kind="test", seq=3)
    served = LiveRoom(room.pk, room.public_id)
    served.row = room
    yield served
    served.stop()
    await reader.run(lambda: connection.close())


async def quiet(live: LiveRoom) -> None:
    while not live.is_free:
        await asyncio.sleep(0)


def news(live: LiveRoom, since: int, to: int) -> News:
    live.row.seq = to
    return News(live.row, [(WALL, Frame(since, to, str(live.row.epoch), f"{since}-{to}"))], time.monotonic())


async def test_news_is_shown_before_the_loop_takes_another_turn(live):
    screen = Screen(live.row, 3)
    live.join(screen.subscriber)
    await quiet(live)
    live.wake(news=news(live, 3, 4))
    assert (screen.subscriber.cursor, live.woken.is_set()) == (4, False)
    frame = await screen.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (3, 4, "3-4")


async def test_who_is_further_behind_is_asked_for_and_the_others_are_shown_at_once(live):
    await Change.objects.acreate(room=live.row, seq=3, kind="note", ref="a")
    near, far = Screen(live.row, 3), Screen(live.row, 3)
    live.join(near.subscriber)
    live.join(far.subscriber)
    await quiet(live)
    far.subscriber.cursor = 2
    await Change.objects.acreate(room=live.row, seq=4, kind="note", ref="b")
    live.wake(news=news(live, 3, 4))
    assert (near.subscriber.cursor, far.subscriber.cursor, live.woken.is_set()) == (4, 2, True)
    frame = await far.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (2, 4, "note:a,note:b")


async def test_while_a_room_rests_its_news_travel_together(live):
    screen = Screen(live.row, 3)
    live.join(screen.subscriber)
    await quiet(live)
    live.rest(0.02)
    live.wake(news=news(live, 3, 4))
    live.wake(news=news(live, 4, 5))
    assert screen.subscriber.cursor == 3
    frame = await screen.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (3, 5, "3-44-5")


async def test_a_room_rests_only_where_news_had_to_wait_for_it(live):
    screen = Screen(live.row, 3)
    live.join(screen.subscriber)
    await quiet(live)
    live.wake(news=news(live, 3, 4))
    live.rest(0.02)
    assert (screen.subscriber.cursor, live.is_free) == (4, True)
    await screen.frame()
    await quiet(live)
    live.wake(news=news(live, 4, 5)._replace(told_at=time.monotonic() - 1))
    live.rest(0.02)
    assert (screen.subscriber.cursor, live.is_free) == (5, False)
