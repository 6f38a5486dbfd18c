"""A room on a running server, with people who come in as people do, and the question whether it lost anything."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.faults import ledger
from tests.faults.line import Line
from tests.faults.outbox import PATIENCE, Journal, Outbox
from tests.faults.same import difference
from tests.servers import ROOT, Nginx, Tutti
from workshops import newest
from workshops.rehearsal.browser import Browser
from workshops.rehearsal.screen import Screen, placed

# The scratch ritual lies beside the tests, for importing the package of the tests moves the data folder.
SCRATCH = {"DJANGO_SETTINGS_MODULE": "scratch.settings", "PYTHONPATH": str(ROOT / "tests")}
ARRIVE, WRITE, LOOK = "checkin.arrive.0", "scratch.write.0", "scratch.look.0"
WORDS = "a long passphrase"


class Phone(Screen):
    """A screen that also writes; its outbox tries again as soon as the room is there again."""

    outbox: Outbox | None = None

    def __init__(self, browser: Browser, path: str):
        super().__init__(browser, path)
        self.awake = asyncio.Event()
        self.awake.set()

    def freeze(self) -> None:
        """Locked in a pocket: the script stands still, the socket is neither read nor closed."""
        self.awake.clear()

    def thaw(self) -> None:
        """Unlocked: `live.js` opens the line anew and fetches what is missing."""
        self.following.cancel()
        self.awake.set()
        self.following = asyncio.create_task(self.follow())

    async def take(self, frame: dict) -> None:
        await self.awake.wait()
        await super().take(frame)

    def opened(self) -> None:
        if self.outbox:
            self.outbox.wake()

    async def close(self) -> None:
        await super().close()
        if self.outbox:
            await self.outbox.close()


@dataclass
class Verdict:
    """What is wrong with a room, by name. A room that kept its promises equals `Verdict()`."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    tray: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    database: list[str] = field(default_factory=list)


@dataclass
class LiveRoom:
    """A scratch room: phones, walls and the console of a server that may be killed meanwhile."""

    server: Tutti
    id: str
    code: str
    key: str
    seats: list[int]
    line: Line | Nginx | None = None
    patience: float = PATIENCE
    journal: Journal = field(default_factory=Journal)
    screens: list[Screen] = field(default_factory=list)
    browsers: list[Browser] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where phones knock: the server, or a line in between."""
        return self.line.url if self.line else self.server.url

    async def through(self, loss: float = 0.0) -> Line:
        """Whoever comes from now on comes through this line."""
        self.line = await Line((self.line or self.server).port, loss).open()
        self.lines.append(self.line)
        return self.line

    # ---- people ---------------------------------------------------------------------------------------

    def browser(self, language: str = "en") -> Browser:
        self.browsers.append(Browser(self.address, language))
        return self.browsers[-1]

    async def phone(self, number: int, language: str = "en") -> Phone:
        """Scan, tap the name, be in."""
        browser = self.browser(language)
        await browser.get(f"/j/{self.code}")
        await browser.post(f"/j/{self.code}/seat/", {"seat": self.seats[number], "show_arrival": "on"})
        phone = await self.screen(browser, f"/w/{self.id}/", Phone)
        phone.outbox = self.outbox(browser, f"{self.id}-{self.seats[number]}")
        return phone

    def outbox(self, browser: Browser, seat: str = "") -> Outbox:
        return Outbox(browser, f"/w/{self.id}/notes/", self.journal, self.patience, seat)

    def twin(self, phone: Phone) -> Browser:
        """A second tab of the same phone."""
        browser = self.browser()
        browser.http.cookies = phone.browser.http.cookies
        return browser

    async def wall(self, language: str = "en") -> Screen:
        browser = self.browser(language)
        await browser.get(f"/w/{self.id}/wall/?key={self.key}")
        return await self.screen(browser, f"/w/{self.id}/wall/")

    async def console(self, name: str = "hanna") -> Browser:
        browser = self.browser()
        await browser.get("/accounts/login/")
        await browser.post("/accounts/login/", {"login": f"{name}@example.com", "password": WORDS})
        await browser.get(f"/w/{self.id}/run/")
        return browser

    async def screen(self, browser: Browser, path: str, kind: type[Screen] = Screen):
        self.screens.append(await kind(browser, path).open())
        return self.screens[-1]

    async def next(self, console: Browser, expected: str) -> None:
        await console.post(f"/w/{self.id}/run/next/", {"expected": expected})

    async def opened(self, phones: int) -> list[Phone]:
        """Walls in two languages and phones at the open writing step."""
        await self.wall("en")
        await self.wall("zh-hans")
        self.facilitator = await self.console()
        door = asyncio.Semaphore(8)

        async def enter(number: int) -> Phone:
            async with door:
                return await self.phone(number, "zh-hans" if number % 2 else "en")

        screens = await asyncio.gather(*(enter(number) for number in range(phones)))
        await self.next(self.facilitator, ARRIVE)
        return list(screens)

    async def note(self, phone: Phone, text: str, **fields):
        """Write and wait for the answer."""
        return await phone.outbox.write(text, **fields)

    async def burst(self, phones: Iterable[Phone], notes: int, pause: float = 0.0) -> None:
        """Everybody writes so many notes, each when the one before was answered."""

        async def write(number: int, phone: Phone) -> None:
            for n in range(notes):
                await self.note(phone, f"{number}-{n}")
                await asyncio.sleep(pause)

        await asyncio.gather(*(write(number, phone) for number, phone in enumerate(phones)))

    async def taken(self, notes: int) -> None:
        """Wait until so many are acknowledged."""
        while len(self.journal.acknowledged) < notes:
            await asyncio.sleep(0.01)

    # ---- what came of it ------------------------------------------------------------------------------

    def ledger(self) -> ledger.Ledger:
        return ledger.read(self.server, self.id)

    async def reached(self, screens: list[Screen] | None = None, patience: float = 30.0) -> float:
        """Wait until these screens stand where the database stands now; how many seconds it took."""
        started, head = time.monotonic(), self.ledger().head
        await asyncio.gather(*(screen.reach(head, patience) for screen in screens or self.screens))
        return time.monotonic() - started

    async def behind(self) -> list[str]:
        """Screens that do not show, element by element, what a fresh page shows."""
        head = self.ledger().head
        found = []
        for screen in self.screens:
            try:
                await screen.reach(head)
            except TimeoutError:
                found.append(f"{screen.path} stands at {screen.cursor} of {head}")
                continue
            page = await screen.browser.page(screen.path)
            shown, true = screen.elements(), placed(page.get_element_by_id("surface"))
            if shown != true:
                found.append(f"{screen.path} shows something else than a fresh page: {difference(shown, true)}")
        return found

    async def converged(self) -> bool:
        return await self.behind() == []

    async def texts(self) -> list[str]:
        """The notes on the wall as a fresh page shows them, in the order of their numbers."""
        wall = next(screen for screen in self.screens if screen.path.endswith("/wall/"))
        page = await wall.browser.page(wall.path)
        return [one.text_content().strip() for one in page.find_class("note__text")]

    async def tray(self) -> list[str]:
        """The late notes that the facilitator is shown."""
        panel = await self.facilitator.page(f"/w/{self.id}/run/panel/")
        return [one.text_content() for one in panel.xpath("//*[@id='late-tray']//li//p")]

    async def verdict(self) -> Verdict:
        """The journal, the database, a fresh wall, the tray and every screen, held against each other."""
        stored, journal = self.ledger(), self.journal
        told = journal.acknowledged | journal.late
        on_wall = {note.key: note.text for note in stored.notes if note.state == "wall"}
        verdict = Verdict(
            lost=[text for key, text in told.items() if key not in stored.keys],
            twice=[key for key, times in stored.keys.items() if times > 1],
            foreign=[note.text for note in stored.notes if note.key not in told],
            misplaced=[text for key, text in journal.acknowledged.items() if on_wall.get(key) != text],
            database=[stored.integrity] * (stored.integrity != "ok") + ["gaps"] * (not stored.is_gapless),
        )
        if await self.texts() != stored.texts()[-newest.MOST :]:
            verdict.misplaced.append("the wall shows something else than the database holds")
        if sorted(await self.tray()) != sorted(stored.texts("late")):
            verdict.tray.append("the tray shows something else than the database holds")
        verdict.behind = await self.behind()
        return verdict

    async def close(self) -> None:
        await asyncio.gather(*(screen.close() for screen in self.screens))
        await asyncio.gather(*(browser.close() for browser in self.browsers))
        for line in self.lines:
            await line.close()
