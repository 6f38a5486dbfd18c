"""`make pictures`: one PNG of each living screen, taken from the demo workshop while its day is played.

`SCREENS="phone-sign projector-words" make pictures` plays the same day and takes those alone, beside what is there.
Everybody else is played by the rehearsal; a picture is what a real browser shows to one of them just then.
"""

import asyncio
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.browser.screens import AFTER, BEFORE, ONCE, PAPERS, RUN, Screen
from tests.conftest import DEVICES
from workshops.rehearsal.acting import ACTS, REASON
from workshops.rehearsal.browser import Browser
from workshops.rehearsal.day import Day, nothing

pytestmark = [pytest.mark.browser, pytest.mark.pictures, pytest.mark.timeout(3600)]

EXAMPLE = Path("examples/kickoff.json")
FOLDER = Path("build/pictures")
ONLY = os.environ.get("SCREENS", "").split()
PATIENCE = 120_000
SHARPER = {"phone": 2, "console": 1.25, "projector": 1, "tablet": 1.25}
LOCALES = {"": "en-GB", "-zh": "zh-CN"}


class Loop:
    """An event loop in a thread of its own, because Playwright has the one of this thread."""

    def __enter__(self) -> "Loop":
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def __call__(self, act: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(act, self.loop).result()


def chosen(screens: tuple[Screen, ...]) -> list[Screen]:
    return [screen for screen in screens if not ONLY or screen.name in ONLY]


class Photographer:
    """Opens each screen as its own person sees it, in two languages and in the dark."""

    def __init__(self, chromium: Any, day: Day):
        self.chromium, self.day, self.errors = chromium, day, []

    def whose(self, screen: Screen) -> Browser | None:
        if screen.device == "console" or screen.path == RUN:
            return self.day.facilitator.browser
        if screen.device == "projector":
            return self.day.walls[0].browser
        return self.day.players[screen.who].browser if screen.who else None

    def take(self, screens: tuple[Screen, ...]) -> None:
        for screen in chosen(screens):
            for suffix, locale in LOCALES.items():
                self.photograph(screen, suffix, locale)

    def photograph(self, screen: Screen, suffix: str, locale: str) -> None:
        device = DEVICES[screen.device] | {"device_scale_factor": SHARPER[screen.device]}
        context = self.chromium.new_context(**device | {"locale": locale, "color_scheme": "light"} | screen.context)
        context.add_cookies(self.cookies(screen, "zh-hans" if suffix else "en"))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(f"{screen.name}: {error}"))
        try:
            page.goto(self.day.base + screen.path.format(room=self.day.room, code=self.day.code))
            if page.locator("body[data-socket]").count():
                page.locator("body[data-live=live]").wait_for()
            screen.look(page)
            page.wait_for_function("[...document.images].every(image => image.complete || image.loading === 'lazy')")
            page.screenshot(path=FOLDER / f"{screen.name}{suffix}.png", animations="disabled")
            if not suffix and screen.device != "projector":
                # The same page in the dark: half of what a picture costs is opening it.
                page.emulate_media(color_scheme="dark")
                page.screenshot(path=FOLDER / f"{screen.name}-dark.png", animations="disabled")
        except PlaywrightError as error:
            # The day goes on for the other pictures; at its end the test names this one.
            self.errors.append(f"{screen.name}{suffix}: {error}")
        context.close()

    def cookies(self, screen: Screen, language: str) -> list[dict[str, str]]:
        browser = self.whose(screen)
        kept = [one for one in browser.http.cookies.jar if one.name != "django_language"] if browser else []
        named = [(one.name, one.value or "") for one in kept] + [("django_language", language)]
        return [{"name": name, "value": value, "url": self.day.base} for name, value in named]


class PicturedDay(Day):
    """The demo workshop itself, not a copy of it: it is prepared already."""

    code = ""

    async def begin(self, email: str, password: str) -> None:
        await self.facilitator.sign_in(email, password)
        page = await self.facilitator.browser.page("/")
        self.room = self.facilitator.room = page.xpath("string(//a[contains(@href, '/run/')]/@href)").split("/")[2]
        doors = await self.facilitator.browser.page(f"/w/{self.room}/doors/")
        self.code = "".join(doors.xpath("//*[contains(@class, 'digits')]//text()")).replace(" ", "").strip()[:8]

    async def paper(self, address: str) -> bytes:
        return (await self.facilitator.browser.get(address)).content


@pytest.fixture
def do() -> Iterator[Loop]:
    with Loop() as loop:
        yield loop


@pytest.fixture
def day(server, do) -> Iterator[PicturedDay]:
    tutti = server(options=())
    login = json.loads((tutti.data / "demo.json").read_text())
    made = PicturedDay(json.loads(EXAMPLE.read_text()), tutti.url, phones=42)
    do(made.begin(login["email"], login["password"]))
    yield made
    do(made.leave())


def test_every_living_screen(chromium, day, do):
    if not ONLY:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    camera = Photographer(chromium, day)
    camera.take(BEFORE["doors"])
    do(day.open_doors())
    while (position := do(day.facilitator.position())) and position != "end":
        stage, step = [*position.split("."), ""][:2]
        place = f"{stage}.{step}"
        camera.take(BEFORE.get(place, ()))
        do(ACTS.get((stage, step), nothing)(day))
        camera.take(AFTER.get(place, ()))
        for before, screen, after in ONCE.get(place, ()):
            do(before(day))
            camera.take((screen,))
            do(after(day))
        do(day.facilitator.next(REASON))
    camera.take(AFTER["end"])
    for name, (address, number) in PAPERS.items():
        if not ONLY or name in ONLY:
            print_out(do(day.paper(address.format(room=day.room))), number, FOLDER / name)
    assert camera.errors == []


def print_out(paper: bytes, number: int, file: Path) -> None:
    """One page of a document at the size of a screen; a picture as it is."""
    if paper.startswith(b"\x89PNG"):
        file.with_suffix(".png").write_bytes(paper)
        return
    how = ["-png", "-singlefile", "-f", str(number), "-scale-to-x", "1270", "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", *how, "-", str(file)], input=paper, check=True)
