"""F14: the disk is full, the room says so and goes on; when there is room again, everything goes in."""

import asyncio
import tempfile
from contextlib import suppress

import psycopg
import pytest

from tests.faults.disk import Quota, SmallDisk, give, take_back
from tests.faults.room import Verdict
from tests.servers import Postgres
from workshops.rehearsal.browser import Refusal

ENOUGH_TO_FILL_IT = 200
WARNING = "The server’s disk is full. Make room now: on a full disk new notes wait on their phones."
MEGABYTES, ALL_MEGABYTES = 48, 160


@pytest.fixture
def quota(scratch):
    """A room on SQLite, and its disk."""
    room = scratch()
    return room, Quota(room.server, 65536)


@pytest.fixture
def small_disk(postgres, schemas, scratch, redis_url):
    """A room on PostgreSQL, and the disk of its tables."""
    with SmallDisk(postgres.folder / "small", MEGABYTES) as disk:
        address = schemas.copy(postgres)
        name = give(postgres, disk, address)
        yield scratch({"DATABASE_URL": address, "REDIS_URL": redis_url}), disk
        take_back(postgres, name)


async def fill_up(room, phone) -> Refusal:
    """Notes until the first that does not go in; what each answer promised is in the journal."""
    for number in range(ENOUGH_TO_FILL_IT):
        key = f"{number:032x}"
        try:
            await phone.browser.post(f"/w/{room.id}/notes/", {"text": f"note {number}", "key": key})
        except Refusal as refusal:
            return refusal
        room.journal.acknowledged[key] = f"note {number}"
    raise AssertionError("the disk never filled up")


async def banners(room) -> list[str]:
    """What the desk is warned of."""
    panel = await room.facilitator.page(f"/w/{room.id}/run/panel/")
    return [" ".join(one.text_content().split()) for one in panel.find_class("banner--bad")]


@pytest.mark.parametrize("shape", ["quota", "small_disk"])
async def test_f14_full_disk_is_told_loses_nothing_and_the_room_goes_on(request, shape):
    room, disk = request.getfixturevalue(shape)
    english, chinese = await room.opened(2)
    process = room.server.process.pid
    await room.note(english, "before")
    disk.fill()
    told = await fill_up(room, english)
    assert (told.status, "The server’s disk is full. Your words stay on this device" in str(told)) == (503, True)
    if shape == "small_disk":
        disk.shut_out()
    with pytest.raises(Refusal, match="服务器磁盘已满") as told:
        await chinese.browser.post(f"/w/{room.id}/notes/", {"text": "还有一条", "key": "a" * 32})
    assert told.value.status == 503
    if shape == "small_disk":  # For the harness, which connects each time it looks.
        disk.clear()
        room.ledger()
        disk.fill()
    if shape == "quota":  # A page of PostgreSQL that has room takes a step of the day in yet.
        with pytest.raises(Refusal, match="The server’s disk is full") as told:
            await room.facilitator.post(f"/w/{room.id}/run/pause/", {"expected": "scratch.write.0"})
        assert told.value.status == 503
    assert await banners(room) == [
        "The server’s disk is full. Make room now: on a full disk new notes wait on their phones."
    ]
    kept = sorted(room.journal.acknowledged.values())
    assert sorted(await room.texts()) == kept
    assert await room.converged()

    disk.clear()
    await room.note(chinese, "after")
    assert sorted(await room.texts()) == sorted([*kept, "after"])
    assert await banners(room) == []
    assert await room.verdict() == Verdict()
    assert (room.server.process.pid, room.server.alive) == (process, True)
    await room.close()


@pytest.fixture
def cramped(monkeypatch, tmp_path_factory):
    """A PostgreSQL all of which, its log too, lies on a small disk."""
    place = tmp_path_factory.getbasetemp().parent.parent / f"tutti-cramped-{tmp_path_factory.getbasetemp().name}"
    with SmallDisk(place, ALL_MEGABYTES) as disk:
        with monkeypatch.context() as patched:
            patched.setattr(tempfile, "tempdir", str(place))
            postgres = Postgres(durable=True)
        with postgres:
            yield postgres, disk


def fill_its_log(postgres: Postgres) -> None:
    """Words that no table keeps, until the server has no room for them and dies."""
    while postgres.alive:
        with suppress(psycopg.OperationalError):
            postgres.execute("SELECT pg_logical_emit_message(false, 'tutti', repeat('x', 100000))")


@pytest.mark.long
async def test_f14_postgres_that_dies_of_its_full_disk_costs_nobody_a_word(
    cramped, schemas, scratch, redis_url, figures
):
    postgres, disk = cramped
    room = scratch({"DATABASE_URL": schemas.copy(postgres), "REDIS_URL": redis_url}, seats=20)
    phones = await room.opened(20)
    writing = asyncio.create_task(room.burst(phones, 10))
    await room.taken(50)
    disk.fill()
    await asyncio.to_thread(fill_its_log, postgres)
    disk.clear()
    await asyncio.to_thread(postgres.start)
    figures.at_most(5, converged=await room.reached())
    await writing
    figures(notes=len(room.journal.acknowledged), repeated=room.journal.repeated)
    assert room.journal.refused == {}
    assert await room.verdict() == Verdict()
    await room.close()
