"""A room on a running server, with people who come in as people do."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.live.line import LossyLine
from tests.servers import ROOT, Tutti
from workshops.rehearsal.browser import Browser, Journal
from workshops.rehearsal.screen import Screen, placed

# The scratch ritual lies beside the tests, for importing the package of the tests moves the data folder.
SCRATCH = {"DJANGO_SETTINGS_MODULE": "scratch.settings", "PYTHONPATH": str(ROOT / "tests")}


@dataclass
class LiveRoom:
    """A scratch room: phones, walls and the console of a server that may be killed meanwhile."""

    server: Tutti
    id: str
    code: str
    key: str
    seats: list[int]
    line: LossyLine | None = None
    journal: Journal = field(default_factory=Journal)
    screens: list[Screen] = field(default_factory=list)
    browsers: list[Browser] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where phones knock: the server, or a line in between that loses replies."""
        return self.line.url if self.line else self.server.url

    def browser(self, language: str = "en") -> Browser:
        self.browsers.append(Browser(self.address, language))
        return self.browsers[-1]

    async def phone(self, number: int, language: str = "en") -> Screen:
        """Scan, tap the name, be in."""
        browser = self.browser(language)
        await browser.get(f"/j/{self.code}")
        await browser.post(f"/j/{self.code}/seat/", {"seat": self.seats[number], "show_arrival": "on"})
        return await self.screen(browser, f"/w/{self.id}/")

    async def wall(self, language: str = "en") -> Screen:
        browser = self.browser(language)
        await browser.get(f"/w/{self.id}/wall/?key={self.key}")
        return await self.screen(browser, f"/w/{self.id}/wall/")

    async def console(self) -> Browser:
        browser = self.browser()
        await browser.get("/accounts/login/")
        await browser.post("/accounts/login/", {"login": "hanna@example.com", "password": "a long passphrase"})
        await browser.get(f"/w/{self.id}/run/")
        return browser

    async def screen(self, browser: Browser, path: str) -> Screen:
        self.screens.append(await Screen(browser, path).open())
        return self.screens[-1]

    async def next(self, console: Browser, expected: str) -> None:
        await console.post(f"/w/{self.id}/run/next/", {"expected": expected})

    async def opened(self, phones: int) -> list[Screen]:
        """Walls in two languages and phones at the open writing step."""
        await self.wall("en")
        await self.wall("zh-hans")
        self.facilitator = await self.console()
        screens = [await self.phone(number, "zh-hans" if number % 2 else "en") for number in range(phones)]
        await self.next(self.facilitator, "checkin.arrive.0")
        return screens

    async def note(self, phone: Screen, text: str, **fields) -> None:
        await phone.browser.send(f"/w/{self.id}/notes/", {"text": text} | fields, self.journal)

    async def head(self) -> int:
        frame = json.loads((await self.screens[-1].browser.get(self.screens[-1].changes + "&since=0")).text)
        return frame["to"]

    async def reached(self, screens: list[Screen]) -> None:
        head = await self.head()
        await asyncio.gather(*(screen.reach(head) for screen in screens))

    async def converged(self) -> bool:
        """Whether every screen shows, element by element, what a fresh page shows."""
        head = await self.head()
        for screen in self.screens:
            await screen.reach(head)
            page = await screen.browser.page(screen.path)
            if placed(page.get_element_by_id("surface")) != screen.elements():
                return False
        return True

    async def texts(self) -> list[str]:
        """The notes on the wall as a fresh page shows them, in the order of their numbers."""
        wall = next(screen for screen in self.screens if screen.path.endswith("/wall/"))
        page = await wall.browser.page(wall.path)
        return [one.text_content().strip() for one in page.find_class("note__text")]

    async def close(self) -> None:
        await asyncio.gather(*(screen.close() for screen in self.screens))
        await asyncio.gather(*(browser.close() for browser in self.browsers))
        if self.line:
            await self.line.close()


@pytest.fixture
def scratch(server):
    """`scratch(shape, seats=20)`: a new server with one open room of the scratch ritual."""

    def made(shape: dict[str, str] | None = None, seats: int = 10, home: Path | None = None) -> LiveRoom:
        running = server(SCRATCH | (shape or {}), home=home)
        return LiveRoom(
            running, **json.loads(running.manage("make_room", "--seats", str(seats)).strip().splitlines()[-1])
        )

    return made
