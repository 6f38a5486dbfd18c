"""A live room: what its writer tells is shown where it is heard, and whatever is not at hand is asked for."""

import asyncio
import json
import time

import pytest
from django.db import connection

from live import feed, hints, hub, metrics, reader
from live.feed import Audience, Frame
from live.hub import LiveRoom, Subscriber
from live.lines import PlainLine
from live.models import Change, Room
from live.ring import News
from tests.live.test_feed import Board, Breaking

WALL, PHONE = Audience("projector", "", "en"), Audience("phone", "", "en")


class Screen:
    """A socket that keeps what came, on the way that any server offers."""

    def __init__(self, room: Room, cursor: int, audience: Audience = WALL):
        self.came: asyncio.Queue[str] = asyncio.Queue()
        self.subscriber = Subscriber(audience, cursor, str(room.epoch), PlainLine(self.came.put, self.came.join))

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


async def joined(live: LiveRoom, *screens: Screen) -> None:
    """They are there and know that they have missed nothing."""
    for screen in screens:
        live.join(screen.subscriber)
    for screen in screens:
        await screen.frame()
    await quiet(live)


async def changed(live: LiveRoom, ref: str) -> None:
    """Another process wrote."""
    live.row.seq += 1
    await Change.objects.acreate(room=live.row, seq=live.row.seq, kind="note", ref=ref)
    await live.row.asave()
    live.wake()


def news(live: LiveRoom, since: int, to: int) -> News:
    live.row.seq = to
    return News(live.row, [(WALL, Frame(since, to, str(live.row.epoch), f"{since}-{to}"))], time.monotonic())


async def test_screen_that_comes_is_told_at_once_where_the_room_stands(live):
    near, far = Screen(live.row, 3), Screen(live.row, 2)
    await Change.objects.acreate(room=live.row, seq=3, kind="note", ref="a")
    live.join(near.subscriber)
    live.join(far.subscriber)
    said, missed = await near.frame(), await far.frame()
    assert (said["from"], said["to"], "html" in said) == (3, 3, False)
    assert (missed["from"], missed["to"], missed["html"]) == (2, 3, "note:a")
    await quiet(live)
    assert (near.came.empty(), far.came.empty()) == (True, True)


async def test_news_is_shown_before_the_loop_takes_another_turn(live):
    screen = Screen(live.row, 3)
    await joined(live, screen)
    live.wake(news=news(live, 3, 4))
    assert (screen.subscriber.cursor, live.woken.is_set()) == (4, False)
    frame = await screen.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (3, 4, "3-4")


async def test_who_is_further_behind_is_asked_for_and_the_others_are_shown_at_once(live):
    await Change.objects.acreate(room=live.row, seq=3, kind="note", ref="a")
    near, far = Screen(live.row, 3), Screen(live.row, 3)
    await joined(live, near, far)
    far.subscriber.cursor = 2
    await Change.objects.acreate(room=live.row, seq=4, kind="note", ref="b")
    live.wake(news=news(live, 3, 4))
    assert (near.subscriber.cursor, far.subscriber.cursor, live.woken.is_set()) == (4, 2, True)
    frame = await far.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (2, 4, "note:a,note:b")


async def test_while_a_room_rests_its_news_travel_together(live, monkeypatch):
    monkeypatch.setattr(hub, "WINDOW", 0.5)
    screen = Screen(live.row, 3)
    await joined(live, screen)
    live.rest(0.5)
    live.wake(news=news(live, 3, 4))
    live.wake(news=news(live, 4, 5))
    assert screen.subscriber.cursor == 3
    frame = await screen.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (3, 5, "3-44-5")


async def test_a_room_rests_only_where_news_had_to_wait_for_it(live, monkeypatch):
    monkeypatch.setattr(hub, "LATE", 30)
    screen = Screen(live.row, 3)
    await joined(live, screen)
    live.wake(news=news(live, 3, 4))
    live.rest(0.02)
    assert (screen.subscriber.cursor, live.is_free) == (4, True)
    await screen.frame()
    await quiet(live)
    live.wake(news=news(live, 4, 5)._replace(told_at=time.monotonic() - 31))
    live.rest(0.02)
    assert (screen.subscriber.cursor, live.is_free) == (5, False)


class WallBreaks(Breaking):
    """Breaks for the projector alone."""

    fails = True

    def elements(self, room, audience, touched):
        renderer = super() if audience == WALL else Board()
        return renderer.elements(room, audience, touched)


async def test_screens_that_cannot_be_shown_a_thing_keep_what_they_have_until_the_next_change(live, monkeypatch):
    renderer = WallBreaks()
    monkeypatch.setitem(feed.renderers, "test", renderer)
    wall, phone = Screen(live.row, 3), Screen(live.row, 3, PHONE)
    await joined(live, wall, phone)
    before = metrics.unshown.count
    await changed(live, "broken")
    assert (await phone.frame())["html"] == "note:broken"
    await quiet(live)
    assert (wall.came.empty(), wall.subscriber.cursor, metrics.unshown.count - before) == (True, 3, 2)
    renderer.fails = False
    await changed(live, "mended")
    frame = await wall.frame()
    assert (frame["from"], frame["to"], frame["html"]) == (0, 5, "whole at 5")


class Meanwhile(Board):
    """Keeps whom it rendered for; something happens while it is at its first wall."""

    def __init__(self, happens):
        self.happens, self.asked = happens, []

    def elements(self, room, audience, touched):
        if audience.surface == "projector" and all(one.surface == "phone" for one in self.asked):
            self.happens()
        self.asked.append(audience)
        return super().elements(room, audience, touched)


async def test_phones_do_not_wait_for_walls_that_are_rendered(live, monkeypatch):
    loop, newcomer = asyncio.get_running_loop(), Screen(live.row, 3, Audience("phone", "B", "en"))
    renderer = Meanwhile(lambda: asyncio.run_coroutine_threadsafe(comes(), loop).result(10))

    async def comes():
        live.join(newcomer.subscriber)

    walls = [Screen(live.row, 3, Audience("projector", letter, "en")) for letter in "AB"]
    phone = Screen(live.row, 3, PHONE)
    await joined(live, *walls, phone)
    monkeypatch.setitem(feed.renderers, "test", renderer)
    await changed(live, "7")
    assert [(await screen.frame())["html"] for screen in [*walls, phone, newcomer]] == ["note:7"] * 4
    assert [one.surface for one in renderer.asked] == ["phone", "projector", "phone", "projector"]


async def test_walls_and_desks_ask_again_when_who_may_look_has_changed(live):
    wall, phone = Screen(live.row, 3), Screen(live.row, 3, PHONE)
    await joined(live, wall, phone)
    live.wake(poke=hints.ADMISSION)
    async with asyncio.timeout(30):
        while not wall.subscriber.line.is_dropped:
            await asyncio.sleep(0.01)
    assert [screen.subscriber.line.is_dropped for screen in (wall, phone)] == [True, False]
    assert (wall.came.empty(), phone.came.empty()) == (True, True)


@pytest.mark.parametrize("turns", range(6))
async def test_a_room_that_everybody_left_ends_even_where_news_come_at_that_moment(live, turns):
    screen = Screen(live.row, 3)
    await joined(live, screen)
    live.leave(screen.subscriber)
    live.woken.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    live.stop()
    ended, _going = await asyncio.wait(live.tasks, timeout=20)
    assert ended == set(live.tasks)
