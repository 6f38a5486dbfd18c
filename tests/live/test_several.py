"""Several processes behind nginx, PostgreSQL and Redis: one room, whichever process a phone talks to."""

import asyncio

from tests.faults.conftest import several
from tests.faults.room import Verdict
from tests.live.test_measured import numbers

__all__ = ["several"]
LONGER_THAN_REDIS_WAITS = 7


async def test_one_room_on_two_processes_with_numbers_inside_and_no_end_in_silence(several):
    room, (second,) = several()
    phones = await room.opened(6)
    await room.burst(phones, 3)
    assert await room.verdict() == Verdict()
    browser = phones[0].browser
    sockets = [
        sum(
            count
            for name, count in numbers((await browser.get(f"{one.url}/metrics")).text).items()
            if "sockets{" in name
        )
        for one in (room.server, second)
    ]
    assert (sum(sockets), min(sockets) > 0) == (8, True)
    outside = room.browser()
    assert (await outside.http.get("/metrics")).status_code == 404
    assert (await outside.http.get("/healthz")).status_code == 200
    await asyncio.sleep(LONGER_THAN_REDIS_WAITS)
    assert {screen.closed for screen in room.screens} == {0}
    assert ["Traceback" in one.log or "does not answer" in one.log for one in (room.server, second)] == [False, False]
    await room.close()
