"""Tutti as it is served, with one open room in it, on the servers' core."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench import processes
from bench.seed import EMAIL, PASSWORD
from tests.servers import ROOT, Schemas, Tutti
from workshops.rehearsal.browser import Browser

TOKEN = "b" * 32
LANGUAGES = ("en", "zh-hans")
STAYS_QUIET = {"BACKUP_MINUTES": "0"}
schemas = Schemas()


@dataclass
class Room:
    """A running server and the people whom it knows."""

    server: Tutti
    id: str
    key: str
    wall: int
    step: str
    claims: list[str] = field(repr=False)
    session: str = ""

    @property
    def pid(self) -> int:
        assert self.server.process
        return self.server.process.pid

    @property
    def host(self) -> str:
        return urlsplit(self.server.url).netloc

    def cookies(self, number: int) -> str:
        """What the browser of seat `number` sends: its seat, its language, its token against forged forms."""
        language = LANGUAGES[number % 2]
        claim = self.claims[number % len(self.claims)]
        login = f"; sessionid={self.session}" if self.session else ""
        return f"seat_{self.id}={claim}; csrftoken={TOKEN}; django_language={language}{login}"

    def socket(self, number: int, surface: str = "projector", since: int = -1, epoch: str = "") -> str:
        query = {"as": surface, "group": "", "language": LANGUAGES[number % 2], "since": since, "epoch": epoch}
        return f"ws://{self.host}/ws/w/{self.id}/?{urlencode(query)}"

    async def head(self) -> tuple[int, str]:
        """Where the room stands, as a phone asks."""
        from bench.posting import phone

        one = await phone(self, 0)
        await one.send(one.request("GET", f"/w/{self.id}/changes/?as=phone"))
        frame = json.loads(one.body)
        one.close()
        return frame["to"], frame["epoch"]

    async def sign_in(self) -> Browser:
        """The facilitator comes through the login, with its form."""
        browser = Browser(self.server.url)
        await browser.get("/accounts/login/")
        await browser.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
        self.session = browser.http.cookies["sessionid"]
        return browser


@contextmanager
def open_room(
    seats: int, notes: int = 0, env: dict[str, str] | None = None, kind: type[Tutti] = Tutti
) -> Iterator[Room]:
    """A server with a room of its own, gone afterwards."""
    server = kind(STAYS_QUIET | {"PYTHONPATH": str(ROOT)} | (env or {}))
    if "DATABASE_URL" not in server.extra:
        schemas.fill(server.data)
    words = ["--seats", str(seats), "--notes", str(notes)]
    made = subprocess.run(
        [sys.executable, "-m", "bench.seed", *words],
        cwd=ROOT,
        env=server.environment(),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    with server:
        assert server.process
        for thread in os.listdir(f"/proc/{server.process.pid}/task"):
            processes.pin(processes.SERVER_CORE, int(thread))
        yield Room(server, **json.loads(made.stdout.splitlines()[-1]))
