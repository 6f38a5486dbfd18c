"""The network fails and phones do what phones do: F5, F8 and F23 in short; F1, F6 and F21 stand in tests/live."""

import asyncio
import time

import pytest

from tests.faults.line import DarkLine
from workshops.rehearsal import browser

PHONES, NOTES = 6, 3


@pytest.fixture
def impatient(monkeypatch):
    """Phones give a reply one second instead of ten, so that they send again while it is dark."""
    monkeypatch.setattr(browser, "OUTBOX_PATIENCE", 1.0)


async def behind_wifi(scratch, **options):
    room = scratch(**options)
    room.line = await DarkLine(room.server.port).open()
    return room, await room.opened(PHONES)


async def test_f5_notes_written_in_the_dark_are_there_once_when_it_is_light_again(scratch, impatient):
    room, phones = await behind_wifi(scratch)
    room.line.light.clear()
    writing = [
        asyncio.create_task(room.note(phone, f"{number}-{n}"))
        for number, phone in enumerate(phones)
        for n in range(NOTES)
    ]
    while room.journal.unanswered < len(writing):
        await asyncio.sleep(0.05)
    assert (len(room.journal.acknowledged), room.line.held > 0) == (0, True)
    room.line.light.set()
    light = time.monotonic()
    await asyncio.gather(*writing)
    assert sorted(await room.texts()) == sorted(f"{number}-{n}" for number in range(PHONES) for n in range(NOTES))
    assert await room.converged()
    assert time.monotonic() - light < 30
    await room.close()


async def test_f8_two_tabs_of_one_phone_empty_one_outbox(scratch):
    room = scratch()
    phones = await room.opened(1)
    twin = room.browser()
    twin.http.cookies = phones[0].browser.http.cookies
    waiting = [{"text": f"note {n}", "key": f"{n:032x}"} for n in range(5)]

    async def empty(tab):
        return [await tab.send(f"/w/{room.id}/notes/", note, room.journal) for note in waiting]

    first, second = await asyncio.gather(empty(phones[0].browser), empty(twin))
    assert [answer.status_code for answer in first + second] == [201] * 10
    assert [one.text.split('id="')[1][:12] for one in first] == [one.text.split('id="')[1][:12] for one in second]
    assert sorted(await room.texts()) == [note["text"] for note in waiting]
    await room.close()


async def test_f23_note_for_a_step_that_closed_meanwhile_is_kept_and_told(scratch, impatient):
    room, phones = await behind_wifi(scratch)
    room.line.light.clear()
    late = [
        asyncio.create_task(room.note(phone, f"late {n}", step="checkin.arrive.0")) for n, phone in enumerate(phones)
    ]
    while room.journal.unanswered < PHONES:
        await asyncio.sleep(0.05)
    room.line.light.set()
    await asyncio.gather(*late)
    assert (len(room.journal.acknowledged), len(room.journal.late)) == (0, PHONES)
    assert await room.texts() == []
    panel = await room.facilitator.page(f"/w/{room.id}/run/panel/")
    tray = [one.text_content() for one in panel.xpath("//*[@id='late-tray']//li//p")]
    assert sorted(tray) == [f"late {n}" for n in range(PHONES)]
    assert await room.converged()
    await room.close()


async def test_f16_one_note_edited_on_two_devices_at_once_is_the_same_everywhere(scratch):
    room = scratch()
    phones = await room.opened(1)
    await room.note(phones[0], "first words")
    wall = room.screens[0]
    await room.reached([wall])
    (number,) = {name.split("-")[1] for _into, name, _text in wall.elements()}
    address = f"/w/{room.id}/notes/{number}/text/"
    twin = room.browser()
    twin.http.cookies = phones[0].browser.http.cookies
    answers = await asyncio.gather(
        *(tab.post(address, {"text": f"words of {n}"}) for n, tab in enumerate([phones[0].browser, twin] * 5))
    )
    assert {answer.status_code for answer in answers} == {200}
    (text,) = await room.texts()
    assert text in {f"words of {n}" for n in range(10)}
    assert await room.converged()
    await room.close()
