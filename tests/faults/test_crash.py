"""The server dies, is told to end, or is replaced while everybody writes: F1, F4, F21."""

import asyncio
import random
import time

import pytest

from tests.faults.ledger import read
from tests.faults.room import Verdict
from tests.servers import Postgres


async def through_kills(room, phones, notes: int, kills: int, figures, servers) -> None:
    """Kill while all write, start again, see how soon screens stand where the database does; each time anew."""
    chance, total, before = random.Random(7), len(phones) * notes, len(room.journal.acknowledged)
    writing = asyncio.create_task(room.burst(phones, notes))
    serving, converged = [], []
    for kill in range(kills):
        await room.taken(before + int(total * (kill + chance.uniform(0.1, 0.9)) / (kills + 1)))
        for server in servers:
            server.kill()
        started = time.monotonic()
        await asyncio.gather(*(asyncio.to_thread(server.start) for server in servers))
        serving.append(time.monotonic() - started)
        converged.append(await room.reached())
    await writing
    figures(phones=len(phones), notes=total, kills=kills, repeated=room.journal.repeated)
    figures.at_most(5, serving=max(serving), converged=max(converged))
    assert len(room.journal.acknowledged) == before + total
    verdict = await room.verdict()
    figures(lost=len(verdict.lost), twice=len(verdict.twice))
    assert verdict == Verdict()


async def test_f1_kill_in_mid_burst_loses_nothing_and_doubles_nothing(scratch, size, figures):
    phones = size(8, 100)
    room = scratch(seats=phones)
    await through_kills(room, await room.opened(phones), size(8, 20), size(3, 10), figures, [room.server])
    await room.close()


async def test_f1_kill_of_one_process_and_then_of_all_loses_nothing_and_doubles_nothing(several, size, figures):
    phones = size(6, 100)
    room, further = several(seats=phones)
    screens = await room.opened(phones)
    carried = asyncio.create_task(room.burst(screens, 3))
    await room.taken(phones)
    further[0].kill()
    await carried
    assert await room.verdict() == Verdict()
    await asyncio.to_thread(further[0].start)
    await through_kills(room, screens, size(5, 20), size(1, 10), figures, [room.server, *further])
    await room.close()


async def test_f1_kill_between_commit_and_reply_gives_the_first_result(scratch, tmp_path):
    fuse = tmp_path / "fuse"
    room = scratch({"SCRATCH_FUSE": str(fuse)})
    # Longer than any start takes: a reply that does not come within this was not late, it was never sent.
    room.patience = 50.0
    phones = await room.opened(1)
    fuse.touch()
    sending = asyncio.create_task(room.note(phones[0], "written before the lights went out"))
    dying = asyncio.create_task(asyncio.to_thread(room.server.process.wait, 60))
    await asyncio.wait([sending, dying], return_when=asyncio.FIRST_COMPLETED)
    assert not sending.done(), f"answered before the lights went out: {sending}"
    await dying
    assert not fuse.exists()
    before = read(room.server, room.id)
    await asyncio.to_thread(room.server.start)
    await sending
    assert (room.ledger(), before.texts()) == (before, ["written before the lights went out"])
    assert (room.journal.repeated > 0, room.journal.unanswered) == (True, 0)
    assert await room.verdict() == Verdict()
    await room.close()


@pytest.fixture
def fragile(schemas):
    """A PostgreSQL that keeps its promises, for this test to kill."""
    with Postgres(durable=True) as postgres:
        yield postgres


async def test_f4_postgres_that_dies_and_recovers_costs_nobody_a_word(
    fragile, schemas, scratch, redis_url, size, figures
):
    phones = size(6, 60)
    room = scratch({"DATABASE_URL": schemas.copy(fragile), "REDIS_URL": redis_url}, seats=phones)
    screens = await room.opened(phones)
    total = phones * size(8, 20)
    writing = asyncio.create_task(room.burst(screens, size(8, 20)))
    for crash in range(size(1, 5)):
        await room.taken(int(total * (crash + 0.5) / size(2, 6)))
        fragile.kill()
        started = time.monotonic()
        await asyncio.to_thread(fragile.start)
        down = time.monotonic() - started
        figures(**{f"down_{crash}": down, f"converged_{crash}": await room.reached()})
    await writing
    figures(notes=total, repeated=room.journal.repeated, refused=len(room.journal.refused))
    assert room.journal.refused == {}
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f21_process_that_is_told_to_end_loses_nothing_and_phones_come_back(scratch, size, figures):
    phones = size(6, 200)
    room = scratch(seats=phones)
    screens = await room.opened(phones)
    await room.reached()  # by its socket, so that each of them is told that the process ends
    writing = asyncio.create_task(room.burst(screens, 6))
    await room.taken(phones * 2)
    started = time.monotonic()
    await asyncio.to_thread(room.server.terminate)
    figures.at_most(10, ending=time.monotonic() - started)
    await asyncio.to_thread(room.server.start)
    figures.at_most(5, converged=await room.reached())
    await writing
    assert {screen.closed for screen in room.screens} == {1012}
    assert "Traceback" not in room.server.log
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f21_processes_replaced_one_after_the_other_lose_nothing(several, size, figures):
    """An upgrade with phones open: nobody is turned away while the other process serves."""
    phones = size(6, 200)
    room, further = several(seats=phones)
    screens = await room.opened(phones)
    writing = asyncio.create_task(room.burst(screens, size(8, 12), pause=0.05))
    total = phones * size(8, 12)
    for number, server in enumerate([room.server, *further]):
        await room.taken(total * (number + 1) // 4)
        await asyncio.to_thread(server.restart)
    await writing
    figures(notes=total, repeated=room.journal.repeated)
    figures.at_most(15, longest=max(room.journal.seconds))
    assert 1012 in {screen.closed for screen in room.screens} <= {0, 1012}
    assert await room.verdict() == Verdict()
    await room.close()
