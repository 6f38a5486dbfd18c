"""F3: Redis dies or freezes under several processes. Hints and counts go with it; notes, doors and logins do not."""

import asyncio
import time

import pytest

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
