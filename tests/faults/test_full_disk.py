"""F14: the disk is full, the room says so and goes on; when there is room again, everything goes in."""

import subprocess

import pytest

from workshops.rehearsal.browser import Refusal

ENOUGH_TO_FILL_IT = 200


def leave(server, size: str) -> None:
    """The longest file that the server may write, in bytes: beyond that writes fail, as on a full disk or quota."""
    subprocess.run(["prlimit", "--pid", str(server.process.pid), f"--fsize={size}:"], check=True)


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


async def test_f14_full_disk_is_told_loses_nothing_and_the_room_goes_on(scratch):
    room = scratch()
    english, chinese = await room.opened(2)
    process = room.server.process.pid
    await room.note(english, "before")
    leave(room.server, "65536")
    told = await fill_up(room, english)
    assert (told.status, "The server's disk is full. Your words stay on this phone" in str(told)) == (503, True)
    with pytest.raises(Refusal, match="服务器磁盘已满") as told:
        await chinese.browser.post(f"/w/{room.id}/notes/", {"text": "还有一条", "key": "a" * 32})
    assert told.value.status == 503
    with pytest.raises(Refusal, match="The server's disk is full") as told:
        await room.facilitator.post(f"/w/{room.id}/run/pause/", {"expected": "scratch.write.0"})
    assert told.value.status == 503
    kept = sorted(room.journal.acknowledged.values())
    assert sorted(await room.texts()) == kept
    assert await room.converged()

    leave(room.server, "unlimited")
    await room.note(chinese, "after")
    assert sorted(await room.texts()) == sorted([*kept, "after"])
    assert await room.converged()
    assert (room.server.process.pid, room.server.alive) == (process, True)
    await room.close()
