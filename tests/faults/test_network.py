"""The network fails and phones do what phones do: F5, F6, F7, F8, F23."""

import asyncio
import time

from tests.faults.room import ARRIVE, LOOK, WRITE, Verdict

# Phones give a reply one second instead of ten, so that they send again while it is dark.
IMPATIENT = 1.0


async def dark(room, notes: int) -> None:
    """Wait until phones have given up on so many replies."""
    while room.journal.unanswered < notes:
        await asyncio.sleep(0.05)


async def test_f5_notes_written_in_the_dark_are_there_once_when_it_is_light_again(room, size, is_long, figures):
    phones, notes = size(6, 200), 3
    room = room(seats=phones)
    room.patience = 10.0 if is_long else IMPATIENT
    line = await room.through()
    screens = await room.opened(phones)
    line.light.clear()
    writing = asyncio.create_task(room.burst(screens, notes))
    if is_long:
        await asyncio.sleep(30)
    await dark(room, phones)
    assert (room.journal.acknowledged, line.held > 0) == ({}, True)
    line.light.set()
    light = time.monotonic()
    await writing
    figures.at_most(10, answered=time.monotonic() - light)
    await room.reached()
    figures.at_most(10, shown=time.monotonic() - light)
    assert len(room.journal.acknowledged) == phones * notes
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f6_lost_replies_make_no_note_twice(room, size, figures):
    phones, notes = size(6, 100), size(6, 20)
    room = room(seats=phones)
    line = await room.through(loss=0.3)
    await room.burst(await room.opened(phones), notes)
    figures(notes=phones * notes, cut=line.cut, repeated=room.journal.repeated)
    assert (line.cut > 0, len(room.journal.acknowledged)) == (True, phones * notes)
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f6_lost_replies_between_several_processes_make_no_note_twice(several, size, figures):
    phones, notes = size(6, 100), size(4, 20)
    room, _further = several(seats=phones)
    line = await room.through(loss=0.3)
    await room.burst(await room.opened(phones), notes)
    figures(notes=phones * notes, cut=line.cut, repeated=room.journal.repeated)
    assert (line.cut > 0, len(room.journal.acknowledged)) == (True, phones * notes)
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f7_phone_that_slept_shows_the_step_of_now(room, size, figures):
    """Its network is gone without a word, its script stands still; when it wakes it asks before it waits."""
    room = room()
    phones = await room.opened(2)
    await room.through()
    sleeper = await room.phone(2)
    await room.reached([sleeper])
    room.lines[-1].light.clear()
    sleeper.freeze()
    await room.note(phones[0], "meanwhile")
    await room.next(room.facilitator, WRITE)
    await asyncio.sleep(size(0, 600))
    assert sleeper.surface.get("data-step") == WRITE
    room.lines[-1].break_off()
    room.lines[-1].light.set()
    woken = time.monotonic()
    sleeper.thaw()
    await room.reached([sleeper])
    figures.at_most(3, woken=time.monotonic() - woken)
    assert sleeper.surface.get("data-step") == LOOK
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f8_two_tabs_of_one_phone_empty_one_outbox(room):
    room = room()
    phones = await room.opened(1)
    twin = room.outbox(room.twin(phones[0]))
    waiting = [{"text": f"note {n}", "key": f"{n:032x}"} for n in range(5)]
    answers = await asyncio.gather(*(tab.write(**note) for note in waiting for tab in (phones[0].outbox, twin)))
    assert [answer.status_code for answer in answers] == [201] * 10
    own = [answer.text.split('id="')[1][:12] for answer in answers]
    assert own[::2] == own[1::2]
    await twin.close()
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f8_page_reloaded_while_it_sends_sends_it_again_as_the_same_note(room):
    room = room()
    line = await room.through()
    (phone,) = await room.opened(1)
    line.light.clear()
    answer = phone.outbox.write("sent, and the answer never seen")
    while not line.held:
        await asyncio.sleep(0.01)
    await phone.outbox.close()
    line.light.set()
    left, phone.outbox = phone.outbox.items, room.outbox(room.twin(phone))
    phone.outbox.items.extend(left)
    phone.outbox.wake()
    await answer
    assert (len(left), room.ledger().texts()) == (1, ["sent, and the answer never seen"])
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f8_two_taps_twenty_milliseconds_apart_are_one_note(room):
    room = room()
    (phone,) = await room.opened(1)
    first = phone.outbox.write("once", key="0" * 32)
    second = room.outbox(room.twin(phone))
    await asyncio.sleep(0.02)
    await asyncio.gather(first, second.write("once", key="0" * 32))
    assert room.ledger().texts() == ["once"]
    await second.close()
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f23_note_for_a_step_that_closed_meanwhile_is_kept_and_told(room, size):
    phones = size(6, 100)
    room = room(seats=phones)
    room.patience = IMPATIENT
    line = await room.through()
    screens = await room.opened(phones)
    line.light.clear()
    late = [asyncio.create_task(room.note(phone, f"late {n}", step=ARRIVE)) for n, phone in enumerate(screens)]
    await dark(room, phones)
    line.light.set()
    await asyncio.gather(*late)
    assert (room.journal.acknowledged, sorted(room.journal.late.values())) == (
        {},
        sorted(f"late {n}" for n in range(phones)),
    )
    assert await room.texts() == []
    assert await room.verdict() == Verdict()
    await room.close()


async def test_f23_note_written_in_the_dark_joins_the_wall_that_was_left_a_moment_ago(room):
    room = room()
    await room.opened(2)
    own = await room.through()
    sleeper = await room.phone(5)
    own.light.clear()
    writing = asyncio.create_task(room.note(sleeper, "written before the bell", step=WRITE))
    while not own.held:
        await asyncio.sleep(0.01)
    await room.next(room.facilitator, WRITE)
    own.light.set()
    await writing
    assert (list(room.journal.acknowledged.values()), room.journal.late) == (["written before the bell"], {})
    assert await room.verdict() == Verdict()
    await room.close()
