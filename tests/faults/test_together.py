"""Many hands at the same moment: F16, F18, F22."""

import asyncio
import time

import pytest

from tests.faults.room import LOOK, WRITE, Verdict
from workshops.forms import mark
from workshops.rehearsal.browser import Refusal


async def test_f16_note_reworded_on_two_devices_at_once_writes_over_nothing_unseen(room):
    room = room()
    (phone,) = await room.opened(1)
    await room.note(phone, "first words")
    (note,) = room.ledger().notes
    address = f"/w/{room.id}/notes/{note.id}/text/"
    tabs = [phone.browser, room.twin(phone)] * 5
    said = [{"text": f"words of {n}", "text_was": mark("first words")} for n in range(10)]
    answers = await asyncio.gather(
        *(tab.post(address, words) for tab, words in zip(tabs, said, strict=True)), return_exceptions=True
    )
    (taken,) = [number for number, answer in enumerate(answers) if not isinstance(answer, Refusal)]
    others = [answer for number, answer in enumerate(answers) if number != taken]
    assert {(one.status, one.rule) for one in others} == {(409, "R-GEN-4")}
    assert all(f"words of {taken}" in str(one) for one in others)
    assert room.ledger().texts() == [f"words of {taken}"]
    assert await room.converged()
    await room.close()


async def test_f18_second_facilitator_takes_over_by_one_tap_and_no_step_is_doubled(room, figures):
    room = room()
    phones = await room.opened(2)
    otto = await room.console("otto")
    with pytest.raises(Refusal, match="R-GEN-1"):
        await room.next(otto, WRITE)
    await room.reached()
    started = time.monotonic()
    await otto.post(f"/w/{room.id}/run/charge/")
    await room.next(otto, WRITE)
    figures.at_most(45, taken_over=time.monotonic() - started)
    with pytest.raises(Refusal, match="R-GEN-1"):
        await room.next(room.facilitator, LOOK)
    await room.reached()
    assert [screen.surface.get("data-step") for screen in room.screens] == [LOOK] * 4
    room.facilitator = otto
    await room.note(phones[0], "still on the wall", step=WRITE)
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f22_everybody_posts_in_the_same_instant(room, size, figures):
    """So many notes at once before so many walls: each wall gets each note, once, in the order of the database."""
    phones, watchers, notes = size(10, 100), size(4, 100), size(4, 3)
    room = room(seats=phones)
    screens = await room.opened(phones)
    walls = await asyncio.gather(*(room.wall() for _ in range(watchers)))
    await room.reached()
    together = asyncio.Event()

    async def post(phone, number: int) -> None:
        await together.wait()
        await room.note(phone, f"{number} at once")

    writing = [asyncio.create_task(post(phone, n)) for phone in screens for n in range(notes)]
    started = time.monotonic()
    together.set()
    await asyncio.gather(*writing)
    seconds = sorted(room.journal.seconds)
    figures(notes=len(writing), watchers=watchers, writing=time.monotonic() - started)
    figures.at_most(1, p50=seconds[phones // 2])
    figures.at_most(3, last_of_the_first=seconds[phones - 1])
    await room.reached()
    figures(shown=time.monotonic() - started)
    stored = [f"note-{note.id}" for note in room.ledger().notes]
    assert [wall.notes() for wall in walls] == [stored] * watchers
    assert await room.verdict() == Verdict()
    await room.close()
