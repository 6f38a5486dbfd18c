"""A screen that follows the room: applies frames by element id as the browser does, and fetches every gap."""

import asyncio
import contextlib
import json
import random
from urllib.parse import urlencode

import httpx
import websockets
from lxml import html
from websockets.typing import Origin

from workshops.rehearsal.browser import Browser, Refusal

SILENCE = 35.0
HOPES, HOPEFUL, LONGEST = 120, 1.0, 15.0
UNHEARD = 1.5
REFUSED = 4403
LOST = (OSError, websockets.WebSocketException, httpx.TransportError, Refusal, TimeoutError)


class Screen:
    """Opens a page and keeps its `#surface` true until `close()`."""

    def __init__(self, browser: Browser, path: str):
        self.browser, self.path = browser, path
        self.cursor, self.epoch, self.surface = -1, "", html.Element("main")
        self.applied = asyncio.Condition()
        self.following: asyncio.Task | None = None
        self.pokes: set[str] = set()
        self.refused = self.leaving = False
        self.closed = self.failures = 0

    async def open(self) -> "Screen":
        page = await self.browser.page(self.path)
        body = page.find("body") if page.find("body") is not None else page
        self.socket = body.get("data-socket")
        self.changes = body.get("data-changes")
        self.cursor, self.epoch = int(body.get("data-seq")), body.get("data-epoch")
        self.surface = page.get_element_by_id("surface")
        self.following = asyncio.create_task(self.follow())
        return self

    async def close(self) -> None:
        self.leaving = True
        if self.following:
            self.following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.following

    async def follow(self) -> None:
        # What goes wrong while a socket closes may swallow the cancellation, so the end is asked for as well.
        while not (self.refused or self.leaving):
            with contextlib.suppress(*LOST):
                await self.listen()
            self.failures += 1
            await asyncio.sleep(self.pause())

    def pause(self) -> float:
        """Seconds before the next try, as `line.js` waits."""
        longest = LONGEST if self.failures > HOPES else HOPEFUL
        return random.uniform(0, min(longest, 0.25 * 2 ** min(self.failures, HOPES)))

    async def listen(self) -> None:
        query = urlencode({"since": self.cursor, "epoch": self.epoch})
        address = self.browser.base.replace("http", "ws", 1) + f"{self.socket}&{query}"
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.http.cookies.jar)
        async with websockets.connect(
            address,
            origin=Origin(self.browser.base),
            additional_headers={"Cookie": cookies},
            max_size=None,
            compression=None,
        ) as socket:
            self.failures = 0
            self.opened()
            heard = asyncio.Event()
            asking = asyncio.create_task(self.ask_unless(heard))
            try:
                while True:
                    # `wait_for` of Python 3.11 swallows a cancellation that comes together with a frame.
                    async with asyncio.timeout(SILENCE):
                        frame = json.loads(await socket.recv())
                    heard.set()
                    await self.take(frame)
            except websockets.ConnectionClosed as closed:
                self.closed = closed.rcvd.code if closed.rcvd else 1006
                self.refused = self.closed == REFUSED
            finally:
                asking.cancel()

    async def ask_unless(self, heard: asyncio.Event) -> None:
        """Who hears nothing on a new socket asks, and goes on listening meanwhile, as `live.js` does."""
        wait, tries = UNHEARD, 0
        while not heard.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await heard.wait()
                return
            with contextlib.suppress(*LOST):
                await self.fetch()
                return
            tries += 1
            wait = random.uniform(0, min(LONGEST, 0.25 * 2**tries))

    def opened(self) -> None:
        """The line is there; what was missed comes along it, and is asked for only where nothing comes."""

    async def fetch(self) -> None:
        query = urlencode({"since": self.cursor, "epoch": self.epoch})
        frame = json.loads((await self.browser.get(f"{self.changes}&{query}")).text)
        if frame["epoch"] != self.epoch or frame["to"] > self.cursor:
            await self.apply(frame)

    async def take(self, frame: dict) -> None:
        """A pushed frame: applied when it fits, ignored when old, and a gap is fetched, never guessed."""
        if frame["epoch"] != self.epoch or frame["from"] > self.cursor:
            await (self.apply(frame) if frame["from"] == 0 and frame.get("html") else self.fetch())
        elif frame["to"] > self.cursor:
            await (self.apply(frame) if "html" in frame else self.fetch())

    async def apply(self, frame: dict) -> None:
        if frame.get("html"):
            self.show([one for one in html.fragments_fromstring(frame["html"]) if not isinstance(one, str)])
        self.cursor, self.epoch = frame["to"], frame["epoch"]
        async with self.applied:
            self.applied.notify_all()

    def show(self, elements: list[html.HtmlElement]) -> None:
        """As `place.js`: pokes are noted, a whole surface replaces, everything else finds its place."""
        homeless = []
        for element in elements:
            if element.get("data-poke"):
                self.pokes.add(element.get("data-poke"))
            elif element.get("id") == "surface":
                self.surface = element
            elif not place(self.surface, element):
                homeless.append(element)
        # A note may come before the column that holds it.
        for element in homeless:
            place(self.surface, element)

    async def reach(self, seq: int, patience: float = 30.0) -> None:
        """Wait until this screen stands at `seq` or later."""
        async with asyncio.timeout(patience), self.applied:
            await self.applied.wait_for(lambda: self.cursor >= seq)

    def elements(self) -> list[tuple[str, str, str]]:
        """What lies where: container, id and text of everything that has a place, in reading order."""
        return placed(self.surface)

    def notes(self) -> list[str]:
        """The ids of the notes that hang here, in reading order."""
        return [name for _into, name, _text in self.elements() if name.startswith("note-")]


def placed(surface: html.HtmlElement) -> list[tuple[str, str, str]]:
    # What stands in a region is personal: fetched by its phone, never pushed.
    found = surface.xpath("descendant::*[@data-into][not(ancestor::*[@data-region])]")
    return [(one.get("data-into"), one.get("id"), " ".join(one.text_content().split())) for one in found]


def find(surface: html.HtmlElement, name: str | None) -> html.HtmlElement | None:
    found = surface.xpath("descendant-or-self::*[@id=$name]", name=name or "")
    return found[0] if found else None


def place(surface: html.HtmlElement, fresh: html.HtmlElement) -> bool:
    """Put an element where its id, container and order say; `False` when it has no place here (yet)."""
    old, container = find(surface, fresh.get("id")), find(surface, fresh.get("data-into"))
    if fresh.get("data-gone") is not None:
        if old is not None:
            old.drop_tree()
        return True
    if container is None:
        if old is not None and not fresh.get("data-into"):
            fresh.tail = old.tail
            old.getparent().replace(old, fresh)
            return True
        return False
    stood = container.index(old) if old is not None and old.getparent() is container else len(container)
    if old is not None:
        old.drop_tree()
    fresh.tail = None
    container.insert(position(container, fresh, stood), fresh)
    return True


def position(container: html.HtmlElement, fresh: html.HtmlElement, stood: int) -> int:
    """Before the first that comes later, after the last of those that have an order, else where it stood."""
    order, downwards = fresh.get("data-order") or "", container.get("data-descending") is not None
    ordered = [child for child in container if child.get("data-order") is not None]
    for child in ordered:
        if (child.get("data-order") < order) if downwards else (child.get("data-order") > order):
            return container.index(child)
    return container.index(ordered[-1]) + 1 if ordered else stood
