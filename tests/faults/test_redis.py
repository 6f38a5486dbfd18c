"""F3: Redis dies or freezes under several processes. Hints and counts go with it; notes, doors and logins do not."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator

import pytest
import websockets

from tests.faults.room import Verdict
from tests.servers import Redis


@pytest.fixture
def mortal():
    with Redis() as redis:
        yield redis


async def without_redis(room, phones, figures, notes: int) -> None:
    """Everybody writes, somebody comes in, the facilitator looks; the screens of both processes agree."""
    before = len(room.journal.seconds)
    started = time.monotonic()
    await room.burst(phones, notes)
    slowest = sorted(room.journal.seconds[before:])[-1 - len(room.journal.seconds[before:]) // 100]
    figures.at_most(1.5, p99_meanwhile=slowest)
    figures(writing=time.monotonic() - started)
    figures.at_most(15, converged_without=await room.reached())
    await room.phone(len(phones))
    assert room.journal.repeated == 0
    assert await room.verdict() == Verdict()


async def test_f3_redis_killed_costs_no_post_and_no_door(several, mortal, size, figures):
    phones = size(6, 100)
    room, _further = several(seats=phones + 1, REDIS_URL=mortal.url)
    screens = await room.opened(phones)
    mortal.kill()
    await without_redis(room, screens, figures, size(2, 5))
    mortal.start()
    await room.burst(screens, 1)
    figures.at_most(5, converged_after=await room.reached())
    assert await room.verdict() == Verdict()
    await room.close()


@contextlib.asynccontextmanager
async def socket_at(server, browser, address: str) -> AsyncIterator[websockets.ClientConnection]:
    """A socket at this very process, whichever the proxy would have chosen."""
    cookies = "; ".join(f"{one.name}={one.value}" for one in browser.http.cookies.jar)
    place, headers = server.url.replace("http", "ws") + address, {"Cookie": cookies}
    async with websockets.connect(place, origin=server.url, additional_headers=headers) as socket:
        yield socket


async def poked(desk) -> None:
    """Until the desk is told to fetch what is beside the room's own order."""
    async with asyncio.timeout(30):
        while json.loads(await desk.recv()).get("poke") != "run":
            pass


async def reminding(phone, count: int) -> None:
    """At each heartbeat a phone says again what waits on it, as `outbox.js` does."""
    async for text in phone:
        if "html" not in json.loads(text):
            await phone.send(json.dumps({"unsent": count}))


async def waiting_at(room) -> int:
    """The seats with unsent notes that the desk shows."""
    panel = await room.facilitator.page(f"/w/{room.id}/run/panel/")
    return len(panel.xpath("//*[@id='unsent']//li"))


async def test_f3_desk_of_another_process_hears_again_what_waits_on_a_phone(several, mortal):
    room, (second,) = several(2, REDIS_URL=mortal.url, SCRATCH_HEARTBEAT="0.5")
    (phone,) = await room.opened(1)
    desk_at = socket_at(room.server, room.facilitator, f"/ws/w/{room.id}/?as=console&since=0")
    async with desk_at as desk, socket_at(second, phone.browser, f"{phone.socket}&since=0") as pocket:
        assert await waiting_at(room) == 0
        await pocket.send('{"unsent": 3}')
        await poked(desk)
        assert await waiting_at(room) == 1
        mortal.freeze()
        await pocket.send('{"unsent": 0}')
        async with asyncio.timeout(30):
            while "this process counts for itself" not in second.log:
                await asyncio.sleep(0.05)
        mortal.thaw()
        speaking = asyncio.create_task(reminding(pocket, 0))
        await poked(desk)
        assert await waiting_at(room) == 0
        speaking.cancel()
    await room.close()


async def test_f3_redis_frozen_costs_no_post_and_no_door(several, mortal, size, figures):
    phones = size(6, 100)
    room, _further = several(seats=phones + 1, REDIS_URL=mortal.url, SCRATCH_HEARTBEAT=str(size(2, 15)))
    screens = await room.opened(phones)
    mortal.freeze()
    await without_redis(room, screens, figures, size(2, 5))
    mortal.thaw()
    await room.burst(screens, 1)
    figures.at_most(5, converged_after=await room.reached())
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f3_screens_of_the_same_process_need_no_redis(scratch, schemas, postgres, mortal):
    room = scratch({"DATABASE_URL": schemas.copy(postgres), "REDIS_URL": mortal.url, "SCRATCH_HEARTBEAT": "600"})
    phones = await room.opened(2)
    mortal.freeze()
    await asyncio.gather(*(room.note(phone, "told at once") for phone in phones))
    await room.reached()
    mortal.thaw()
    assert await room.verdict() == Verdict()
    await room.close()
