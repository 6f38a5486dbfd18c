"""Lost replies, a kill between COMMIT and reply, and copies of the product that must fail these very tests."""

import asyncio
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.live.line import LossyLine
from tests.servers import ROOT
from workshops.rehearsal import browser

NOTES, PHONES = 8, 6
NOTES_THERE = "from workshops.models import Note; print(*Note.objects.values_list('pk'))"


async def burst(room, phones) -> list[str]:
    """Everybody writes; what was said, whatever happened on the way."""

    async def write(number, phone):
        for n in range(NOTES):
            await room.note(phone, f"{number}-{n}")

    await asyncio.gather(*(write(number, phone) for number, phone in enumerate(phones)))
    return sorted(f"{number}-{n}" for number in range(len(phones)) for n in range(NOTES))


async def with_lost_replies(scratch, **options):
    room = scratch(**options)
    room.line = await LossyLine(room.server.port, 0.3).open()
    phones = await room.opened(PHONES)
    said = await burst(room, phones)
    assert room.line.cut > 0
    return room, said


async def test_lost_replies_make_no_note_twice(scratch, database_shape):
    room, said = await with_lost_replies(scratch, shape=database_shape)
    assert sorted(await room.texts()) == said
    assert await room.converged()
    await room.close()


async def test_kill_between_commit_and_reply_gives_the_first_result(scratch, tmp_path, monkeypatch):
    # Longer than any start takes: a reply that does not come within this was not late, it was never sent.
    monkeypatch.setattr(browser, "OUTBOX_PATIENCE", 50.0)
    fuse = tmp_path / "fuse"
    room = scratch({"SCRATCH_FUSE": str(fuse)})
    phones = await room.opened(1)
    fuse.touch()
    sending = asyncio.create_task(room.note(phones[0], "written before the lights went out"))
    dying = asyncio.create_task(asyncio.to_thread(room.server.process.wait, 60))
    await asyncio.wait([sending, dying], return_when=asyncio.FIRST_COMPLETED)
    assert not sending.done(), f"answered before the lights went out: {sending}"
    await dying
    assert not fuse.exists()
    before = room.server.manage("shell", "-v0", "-c", NOTES_THERE)
    await asyncio.to_thread(room.server.restart)
    await sending
    after = room.server.manage("shell", "-v0", "-c", NOTES_THERE)
    assert (before, await room.texts()) == (after, ["written before the lights went out"])
    assert room.journal.repeated > 0
    assert room.journal.unanswered == 0
    await room.close()


async def test_process_that_is_told_to_end_loses_nothing_and_phones_come_back(scratch):
    room = scratch()
    phones = await room.opened(PHONES)
    writing = asyncio.create_task(burst(room, phones))
    while len(room.journal.acknowledged) < 10:
        await asyncio.sleep(0.01)
    started = time.monotonic()
    await asyncio.to_thread(room.server.terminate)
    assert time.monotonic() - started < 10
    await asyncio.to_thread(room.server.start)
    said = await writing
    assert sorted(await room.texts()) == said
    assert await room.converged()
    assert {screen.closed for screen in room.screens} == {1012}
    assert "Traceback" not in room.server.log
    await room.close()


# --- the same checks must fail on a product that lost its receipts, or that pushes without catching up ----------


@pytest.fixture
def sabotaged(tmp_path):
    """A copy of the product with one text replaced by another."""

    def copy(file: str, old: str, new: str) -> Path:
        home = tmp_path / "copy"
        names = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for name in names.splitlines():
            if name.endswith((".py", ".html", ".csv", ".txt")) and (ROOT / name).exists():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, home / name)
        (home / "build").symlink_to(ROOT / "build")
        source = (home / file).read_text()
        assert source.count(old) == 1
        (home / file).write_text(source.replace(old, new))
        return home

    return copy


async def test_without_receipts_notes_are_there_twice(scratch, sabotaged):
    home = sabotaged("live/writer.py", "        if self.key:\n", "        if False:\n")
    home_path = {"PYTHONPATH": str(home / "tests")}
    room, said = await with_lost_replies(scratch, shape=home_path, home=home)
    there = await room.texts()
    assert sorted(set(there)) == said
    assert len(there) > len(said)
    await room.close()


async def test_without_catching_up_walls_stay_behind(scratch, sabotaged):
    home = sabotaged(
        "live/feed.py", "    if len(rows) != room.seq - cursor:\n        return None\n", "    rows = rows[-1:]\n"
    )
    room = scratch({"PYTHONPATH": str(home / "tests")}, home=home)
    said = await burst(room, await room.opened(PHONES))
    assert sorted(await room.texts()) == said
    assert not await room.converged()
    await room.close()
