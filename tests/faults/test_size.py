"""F12: ten thousand notes on one wall."""

import time

import pytest

from tests.faults.process import memory
from tests.faults.room import Verdict

pytestmark = pytest.mark.long
NOTES = 10_000
SEED = f"""
from workshops.models import Note, Workshop
workshop = Workshop.objects.get(room__public_id="{{room}}")
wall, seat = workshop.walls.get(), workshop.seats.first()
def fill(workshop, changing):
    for n in range({NOTES}):
        note = Note(workshop=workshop, wall=wall, author=seat, text=f"note {{{{n}}}}", client_key=f"{{{{n:032x}}}}")
        wall.number(note)
        note.save()
        changing.touched("step")
workshop.change("", "", fill)
"""


async def first_view(browser, path: str) -> float:
    """Seconds until a page has come that its browser never saw."""
    started = time.monotonic()
    await browser.get(path)
    return time.monotonic() - started


async def test_f12_ten_thousand_notes_are_shown_and_one_more_is_quick(scratch, figures):
    room = scratch()
    phone, other = await room.opened(2)
    await room.note(phone, "the first, so that there is a wall")
    room.server.manage("shell", "-v0", "-c", SEED.format(room=room.id))
    room.journal.acknowledged |= {f"{n:032x}": f"note {n}" for n in range(NOTES)}
    figures.at_most(2, first_wall=await first_view(room.browser(), f"/w/{room.id}/wall/?key={room.key}"))
    figures.at_most(2, first_phone=await first_view(other.browser, f"/w/{room.id}/"))
    wall = await room.wall()
    pulls = []
    for n in range(20):
        await room.note(phone, f"one more {n}")
        started = time.monotonic()
        await wall.browser.get(f"{wall.changes}&since={room.ledger().head - 1}&epoch={wall.epoch}")
        pulls.append(time.monotonic() - started)
    figures.at_most(0.2, pull_p95=sorted(pulls)[-2])
    figures(megabytes=memory(room.server) / 1e6)
    assert await room.verdict() == Verdict()
    await room.close()
