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
REFUSED = 4403


class Screen:
    """Opens a page and keeps its `#surface` true until `close()`."""

    def __init__(self, browser: Browser, path: str):
        self.browser, self.path = browser, path
        self.cursor, self.epoch, self.surface = -1, "", html.Element("main")
        self.applied = asyncio.Condition()
        self.following: asyncio.Task | None = None
        self.pokes: set[str] = set()
        self.refused = False
        self.closed = 0

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
        if self.following:
            self.following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.following

    async def follow(self) -> None:
        wait = 0.25
        while not self.refused:
            try:
                await self.listen()
                wait = 0.25
            except (OSError, websockets.WebSocketException, httpx.TransportError, Refusal, TimeoutError):
                pass
            await asyncio.sleep(random.uniform(0, wait))
            wait = min(5.0, wait * 2)

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
            await self.fetch()
            try:
                while True:
                    await self.take(json.loads(await asyncio.wait_for(socket.recv(), SILENCE)))
            except websockets.ConnectionClosed as closed:
                self.closed = closed.rcvd.code if closed.rcvd else 1006
                self.refused = self.closed == REFUSED

    async def fetch(self) -> None:
        query = urlencode({"since": self.cursor, "epoch": self.epoch})
        frame = json.loads((await self.browser.get(f"{self.changes}&{query}")).text)
        await self.apply(frame)

    async def take(self, frame: dict) -> None:
        """A pushed frame: applied when it fits, ignored when old, and a gap is fetched, never guessed."""
        if frame["epoch"] != self.epoch or frame["from"] > self.cursor:
            await (self.apply(frame) if frame["from"] == 0 and frame.get("html") else self.fetch())
        elif frame["to"] > self.cursor:
            await (self.apply(frame) if "html" in frame else self.fetch())

    async def apply(self, frame: dict) -> None:
        if frame.get("html"):
            for element in html.fragments_fromstring(frame["html"]):
                if not isinstance(element, str):
                    self.place(element)
        self.cursor, self.epoch = frame["to"], frame["epoch"]
        async with self.applied:
            self.applied.notify_all()

    def place(self, element: html.HtmlElement) -> None:
        if element.get("data-poke"):
            self.pokes.add(element.get("data-poke"))
            return
        if element.get("id") == "surface":
            self.surface = element
            return
        old = self.find(element.get("id"))
        if old is not None:
            old.drop_tree()
        container = self.find(element.get("data-into"))
        if element.get("data-gone") is not None or container is None:
            return
        later = [child for child in container if (child.get("data-order") or "") > (element.get("data-order") or "")]
        container.insert(list(container).index(later[0]) if later else len(container), element)

    def find(self, name: str | None) -> html.HtmlElement | None:
        found = self.surface.xpath("descendant-or-self::*[@id=$name]", name=name or "")
        return found[0] if found else None

    async def reach(self, seq: int, patience: float = 30.0) -> None:
        """Wait until this screen stands at `seq` or later."""
        async with asyncio.timeout(patience), self.applied:
            await self.applied.wait_for(lambda: self.cursor >= seq)

    def elements(self) -> list[tuple[str, str, str]]:
        """What lies where: container, id and text of everything that has a place, in reading order."""
        return placed(self.surface)


def placed(surface: html.HtmlElement) -> list[tuple[str, str, str]]:
    # What stands in a region is personal: fetched by its phone, never pushed.
    found = surface.xpath("descendant::*[@data-into][not(ancestor::*[@data-region])]")
    return [(one.get("data-into"), one.get("id"), " ".join(one.text_content().split())) for one in found]
