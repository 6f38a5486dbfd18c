"""What a phone keeps until the room has answered: the rules of `static/js/sender.js`, played in Python."""

import asyncio
import contextlib
import random
import secrets
import time
from collections import deque
from dataclasses import dataclass, field

import httpx

from workshops.rehearsal import browser
from workshops.rehearsal.browser import Browser, Refusal

KEPT = (200, 201, 202)
AGAIN = (408, 425, 429)
PATIENCE = 10.0


@dataclass
class Journal(browser.Journal):
    """What the phones of a room were told; `seconds` from the tap to the answer."""

    refused: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)


@dataclass
class Item:
    """One thing that somebody wrote, with the key that makes repeating it harmless."""

    fields: dict[str, str]
    answered: asyncio.Future
    written: float = field(default_factory=time.monotonic)
    tries: int = 0

    @property
    def key(self) -> str:
        return self.fields["key"]


class Outbox:
    """In order, one at a time, with the same key until there is a final answer; then forgotten."""

    def __init__(self, tab: Browser, address: str, journal: Journal, patience: float = PATIENCE, seat: str = ""):
        self.tab, self.address, self.journal, self.patience, self.seat = tab, address, journal, patience, seat
        self.items: deque[Item] = deque()
        self.woken = asyncio.Event()
        self.working = asyncio.create_task(self.work())

    def write(self, text: str, **fields) -> asyncio.Future:
        """Keep it and send it when its turn comes. The future brings the reply, or raises `Refusal`."""
        named = {"text": text, "key": secrets.token_hex(16)} | {name: str(value) for name, value in fields.items()}
        item = Item(named, asyncio.get_running_loop().create_future())
        self.journal.sent += 1
        self.items.append(item)
        self.wake()
        return item.answered

    def wake(self) -> None:
        """The network is back, the page is visible, the socket is open: try at once."""
        self.woken.set()

    async def close(self) -> None:
        """The tab is gone; what it kept stays in `items`, for the tab that opens next."""
        self.working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.working

    async def work(self) -> None:
        while True:
            wait = await self.send(self.items[0]) if self.items else None
            if wait is None and self.items:
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self.woken.wait()
            self.woken.clear()

    async def send(self, item: Item) -> float | None:
        """The pause before the next try, or `None` when the answer was final."""
        reply = await self.post(item)
        if reply is not None and (reply.status_code == 403 or reply.is_redirect):
            with contextlib.suppress(httpx.TransportError):
                await self.tab.http.get(self.address.removesuffix("notes/"))
            reply = await self.post(item)
        if reply is not None and self.is_final(reply):
            self.items.popleft()
            self.settle(item, reply)
            return None
        item.tries += 1
        self.journal.repeated += 1
        asked = float(reply.headers.get("Retry-After", 0)) if reply is not None else 0.0
        return max(asked, random.random() * min(15.0, 0.25 * 2**item.tries))

    async def post(self, item: Item) -> httpx.Response | None:
        token = self.tab.http.cookies.get("csrftoken") or ""
        headers = {"X-CSRFToken": token, "X-Requested-With": "outbox"} | ({"X-Seat": self.seat} if self.seat else {})
        try:
            async with asyncio.timeout(self.patience):
                return await self.tab.http.post(
                    self.address, data=item.fields, headers=headers, timeout=None, follow_redirects=False
                )
        except TimeoutError:
            self.journal.unanswered += 1
        except httpx.TransportError:
            pass
        return None

    @staticmethod
    def is_final(reply: httpx.Response) -> bool:
        elsewhere = reply.status_code == 409 and reply.headers.get("X-Rule") == "R-GEN-13"
        return reply.status_code in KEPT or not (reply.status_code >= 500 or reply.status_code in AGAIN or elsewhere)

    def settle(self, item: Item, reply: httpx.Response) -> None:
        words = item.fields["text"]
        if reply.status_code not in KEPT:
            self.journal.refused[item.key] = words
            item.answered.set_exception(Refusal(self.address, reply))
            return
        (self.journal.late if reply.status_code == 202 else self.journal.acknowledged)[item.key] = words
        self.journal.seconds.append(time.monotonic() - item.written)
        if not item.answered.done():
            item.answered.set_result(reply)
