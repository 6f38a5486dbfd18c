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
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import autodiscover_modules
from playwright.sync_api import Error as PlaywrightError

from tests.browser.screens import KICKOFF, RUN, WRITER, Book, Scene, Screen
from tests.browser.space_screens import SPACE
from tests.conftest import DEVICES, starter
from tests.servers import Tutti
from workshops.demo.days import without_day
from workshops.management.commands.rehearse import content_of
from workshops.rehearsal.acting import ACTS, REASON
from workshops.rehearsal.acting import AFTER as END
from workshops.rehearsal.browser import Browser
from workshops.rehearsal.day import Day, nothing

pytestmark = [pytest.mark.browser, pytest.mark.pictures, pytest.mark.timeout(3600)]

KICKOFF_FILE, SPACE_FILE = Path("examples/kickoff.json"), Path("examples/openspace.json")
FOLDER = Path("build/pictures")
ONLY = os.environ.get("SCREENS", "").split()
PATIENCE = 120_000
SHARPER = {"phone": 2, "console": 1.25, "projector": 1, "tablet": 1.25}
FACTS = """
from workshops.kickoff.swot import facts
from workshops.models import Seat
print(facts.address(Seat.objects.get(workshop__room__public_id="{room}", person__key="{person}")))
"""
AT_HOME = {"color_scheme": "light", "timezone_id": "Asia/Shanghai"}
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

    def __init__(self, chromium: Any, day: Day, do: Loop):
        self.chromium, self.day, self.do, self.errors = chromium, day, do, []

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
            if screen.device == "projector":
                # A wall is dark where the console says that the lamps are out.
                self.do(self.day.facilitator.press("/run/lamps/", dark="on"))
                self.photograph(screen, "-dark", LOCALES[""])
                self.do(self.day.facilitator.press("/run/lamps/", dark="off"))

    def take_scenes(self, scenes: tuple[Scene, ...]) -> None:
        for before, screen, after in scenes:
            self.do(before(self.day))
            self.take((screen,))
            self.do(after(self.day))

    def photograph(self, screen: Screen, suffix: str, locale: str) -> None:
        device = DEVICES[screen.device] | {"device_scale_factor": SHARPER[screen.device]}
        context = self.chromium.new_context(**device | AT_HOME | {"locale": locale} | screen.context)
        context.add_cookies(self.cookies(screen, "zh-hans" if locale == LOCALES["-zh"] else "en"))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(f"{screen.name}: {error}"))
        try:
            page.goto(self.day.base + screen.path.format(room=self.day.room, code=self.day.code, **self.day.places))
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
    """A day with addresses that only some people get, by name."""

    def __init__(self, *content: Any, **how: Any):
        super().__init__(*content, **how)
        self.places: dict[str, str] = {}

    async def begin(self, email: str, password: str) -> None:
        """The demo workshop itself, not a copy of it: it is prepared already."""
        await self.facilitator.sign_in(email, password)
        # A machine that takes pictures has its hands full while it presses a paper.
        self.facilitator.browser.http.timeout = PATIENCE / 1000
        page = await self.facilitator.browser.page("/")
        self.room = self.facilitator.room = page.xpath("string(//a[contains(@href, '/run/')]/@href)").split("/")[2]
        doors = await self.facilitator.browser.page(f"/w/{self.room}/doors/")
        self.code = "".join(doors.xpath("//*[contains(@class, 'digits')]//text()")).replace(" ", "").strip()[:8]


@pytest.fixture
def do() -> Iterator[Loop]:
    with Loop() as loop:
        yield loop


@pytest.fixture(scope="module")
def tutti(schemas) -> Iterator[Tutti]:
    with ExitStack() as stack:
        yield starter(schemas, stack)(options=())


@pytest.fixture
def login(tutti) -> tuple[str, str]:
    demo = json.loads((tutti.data / "demo.json").read_text())
    return demo["email"], demo["password"]


@contextmanager
def leaving(day: Day, do: Loop) -> Iterator[Day]:
    yield day
    do(day.leave())


@pytest.fixture(scope="module")
def folder() -> Path:
    if not ONLY:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FOLDER


def picture(day: Day, book: Book, chromium: Any, do: Loop, folder: Path) -> list[str]:
    """Play the day and take what the book names; what went wrong with a screen."""
    camera = Photographer(chromium, day, do)
    camera.take(book.before.get("doors", ()))
    camera.take_scenes(book.first.get("doors", ()))
    do(day.open_doors())
    while (position := do(day.facilitator.position())) and position != "end":
        stage, step = [*position.split("."), ""][:2]
        place = f"{stage}.{step}"
        camera.take(book.before.get(place, ()))
        camera.take_scenes(book.first.get(place, ()))
        do(ACTS.get((stage, step), nothing)(day))
        camera.take(book.after.get(place, ()))
        camera.take_scenes(book.once.get(place, ()))
        do(day.facilitator.next(REASON))
    do(ACTS.get((day.kind, END), nothing)(day))
    camera.take(book.after["end"])
    camera.take_scenes(book.once.get("end", ()))
    for name, (address, number) in book.papers.items():
        if not ONLY or name in ONLY:
            paper = do(day.facilitator.browser.get(address.format(room=day.room, **day.places))).content
            print_out(paper, number, folder / name)
    return camera.errors


def test_every_living_screen_of_a_kickoff(chromium, folder, tutti, login, do):
    content = json.loads(KICKOFF_FILE.read_text())
    for promise in content["commitments"]:
        # The day is moved to today; words of a promise that name another day would stand beside its date.
        promise["text"] = without_day(promise["text"])
    with leaving(PicturedDay(content, tutti.url, phones=42), do) as day:
        do(day.begin(*login))
        day.places["facts"] = tutti.manage("shell", "-v0", "-c", FACTS.format(room=day.room, person=WRITER)).strip()
        assert picture(day, KICKOFF, chromium, do, folder) == []


def test_every_living_screen_of_an_open_space(chromium, folder, tutti, login, do):
    raw = SPACE_FILE.read_bytes()
    autodiscover_modules("acts")
    with leaving(PicturedDay(content_of(raw), tutti.url, phones=20), do) as day:
        do(day.facilitator.sign_in(*login))
        day.room = do(day.facilitator.upload(SPACE_FILE.name, raw))
        assert picture(day, SPACE, chromium, do, folder) == []


def print_out(paper: bytes, number: int, file: Path) -> None:
    """One page of a document at the size of a screen; a picture as it is."""
    if paper.startswith(b"\x89PNG"):
        file.with_suffix(".png").write_bytes(paper)
        return
    how = ["-png", "-singlefile", "-f", str(number), "-scale-to-x", "1270", "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", *how, "-", str(file)], input=paper, check=True)
