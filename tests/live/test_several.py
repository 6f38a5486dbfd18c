"""Several processes behind nginx, PostgreSQL and Redis: one room, whichever process a phone talks to."""

import asyncio

import pytest

from tests.live.conftest import SCRATCH
from tests.live.test_measured import numbers


@pytest.fixture
def several(scratch, server, proxy, schemas, postgres, redis_url):
    """A room on two processes, reached through the proxy."""
    # Links and seats made by one process hold at the other, so both know the same secret.
    shape = {"DATABASE_URL": schemas.copy(postgres), "REDIS_URL": redis_url, "SECRET_KEY": "of both", "METRICS": "on"}
    room = scratch(shape)
    second = server(SCRATCH | shape)
    room.line = proxy(room.server, second)
    return room, second


async def closed(room):
    room.line = None
    await room.close()


async def test_notes_reach_every_screen_of_both_processes(several):
    room, second = several
    phones = await room.opened(6)
    await asyncio.gather(
        *(room.note(phone, f"{n} of {number}") for number, phone in enumerate(phones) for n in (1, 2, 3))
    )
    assert sorted(await room.texts()) == sorted(f"{n} of {number}" for number in range(6) for n in (1, 2, 3))
    assert await room.converged()
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
    await closed(room)


async def test_one_process_killed_is_carried_by_the_other(several):
    room, second = several
    phones = await room.opened(4)
    writing = asyncio.gather(
        *(room.note(phone, f"{n} of {number}") for number, phone in enumerate(phones) for n in range(5))
    )
    while len(room.journal.acknowledged) < 3:
        await asyncio.sleep(0.01)
    second.kill()
    await writing
    assert sorted(await room.texts()) == sorted(f"{n} of {number}" for number in range(4) for n in range(5))
    assert await room.converged()
    await closed(room)


async def test_numbers_are_not_shown_through_the_proxy(several):
    room, _second = several
    browser = room.browser()
    assert (await browser.http.get("/metrics")).status_code == 404
    assert (await browser.http.get("/healthz")).status_code == 200
    await closed(room)
