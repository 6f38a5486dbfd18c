"""F12: ten thousand notes on one wall, and F19: how long it takes to bring them back."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import pytest
from django.utils import translation
from playwright.async_api import Page, async_playwright

from tests.conftest import CHROMIUM, DEVICES, FLAGS
from tests.faults.process import memory, memory_of
from tests.faults.room import LiveRoom, Verdict
from tests.servers import ROOT
from workshops import newest
from workshops.models import Note
from workshops.papers import papers, printing

SEED = """
from workshops.models import Note, Workshop
workshop = Workshop.objects.get(room__public_id="{room}")
wall, seat = workshop.walls.get(), workshop.seats.first()
def fill(workshop, changing):
    for n in range({notes}):
        note = Note(workshop=workshop, wall=wall, author=seat, text=f"note {{n}}", client_key=f"{{n:032x}}")
        wall.number(note)
        note.save()
        changing.touched("step")
workshop.change("", "", fill)
"""


async def seconds(doing: Awaitable) -> float:
    started = time.monotonic()
    await doing
    return time.monotonic() - started


async def filled(room: LiveRoom, notes: int) -> list:
    """Two phones in a room whose wall holds so many notes, and one more."""
    phones = await room.opened(2)
    await room.note(phones[0], "the first, so that there is a wall")
    room.server.manage("shell", "-v0", "-c", SEED.format(room=room.id, notes=notes))
    room.journal.acknowledged |= {f"{n:032x}": f"note {n}" for n in range(notes)}
    return phones


async def test_f12_ten_thousand_notes_are_shown_and_one_more_is_quick(room, size, figures):
    # The short form crosses the number that a wall brings while screens follow.
    room, notes = room(), size(newest.MOST - 10, 10_000)
    phone, other = await filled(room, notes)
    first = room.browser().get(f"/w/{room.id}/wall/?key={room.key}")
    figures.at_most(2, first_wall=await seconds(first))
    figures.at_most(2, first_phone=await seconds(other.browser.get(f"/w/{room.id}/")))
    wall, pulls = await room.wall(), []
    for n in range(20):
        await room.note(phone, f"one more {n}")
        since = f"{wall.changes}&since={room.ledger().head - 1}&epoch={wall.epoch}"
        pulls.append(await seconds(wall.browser.get(since)))
    figures.at_most(0.2, pull_p95=sorted(pulls)[-2])
    figures(notes=notes, megabytes=memory(room.server) / 1e6)
    assert await room.verdict() == Verdict()
    assert len(await room.texts()) == newest.MOST
    await room.close()


@asynccontextmanager
async def chromium() -> AsyncIterator:
    program = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=program, args=FLAGS + root)
        yield browser
        await browser.close()


async def of_the_page(browser, page: Page) -> tuple[float, float]:
    """Megabytes of the process that shows it, and those of its scripts alone."""
    told = await (await browser.new_browser_cdp_session()).send("SystemInfo.getProcessInfo")
    pids = [one["id"] for one in told["processInfo"] if one["type"] == "renderer"]
    scripts = await (await page.context.new_cdp_session(page)).send("Runtime.getHeapUsage")
    return max(memory_of(pid) for pid in pids) / 1e6, scripts["usedSize"] / 1e6


@pytest.mark.long
async def test_f12_browser_shows_ten_thousand_notes_in_bounded_memory(scratch, figures):
    room = scratch()
    phone, _other = await filled(room, 10_000)
    async with chromium() as browser:
        page = await (await browser.new_context(**DEVICES["projector"])).new_page()
        address = f"{room.server.url}/w/{room.id}/wall/?key={room.key}"
        figures(shown=await seconds(page.goto(address)))
        figures(live=await seconds(page.locator("body[data-live=live]").wait_for()))
        for n in range(20):
            await room.note(phone, f"one more {n}")
        await page.locator(".note", has_text="one more 19").first.wait_for(state="attached")
        everything, scripts = await of_the_page(browser, page)
        figures.at_most(300, browser_megabytes=everything)
        figures(script_megabytes=scripts)
        assert await page.locator(".note").count() == newest.MOST
    await room.close()


SET = """
import resource, sys
from signing.press import set_page
length = len(set_page(sys.stdin.read(), {}))
print(length, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.long
def test_f12_paper_of_ten_thousand_late_notes_is_made_in_bounded_time_and_memory(day, figures):
    late = [Note(workshop=day, text=f"note {n} that came too late", state=Note.State.LATE) for n in range(10_000)]
    Note.objects.bulk_create(late)
    started = time.monotonic()
    with translation.override("en"):
        page = printing.html(papers["day"], day, papers["day"].content(day), "en")
    figures(page=time.monotonic() - started)
    words = [sys.executable, "-c", SET]
    said = subprocess.run(words, input=page, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    length, kilobytes = map(int, said.split())
    figures.at_most(60, paper=time.monotonic() - started)
    figures.at_most(1000, paper_megabytes=kilobytes / 1e3)
    figures(bytes=length)


@pytest.mark.long
async def test_f19_ten_thousand_notes_are_brought_back_within_minutes(scratch, figures, tmp_path):
    room = scratch()
    await filled(room, 10_000)
    copy = tmp_path / "copy.zip"
    for what, words in {"copying": ["backup", str(copy)], "restoring": ["restore", str(copy)]}.items():
        if what == "restoring":
            room.server.terminate()
        started = time.monotonic()
        room.server.manage(*words)
        figures.at_most(60, **{what: time.monotonic() - started})
    started = time.monotonic()
    room.server.start()
    figures.at_most(60, serving=time.monotonic() - started, converged=await room.reached(patience=300))
    figures(megabytes=copy.stat().st_size / 1e6)
    assert await room.verdict() == Verdict()
    await room.close()
