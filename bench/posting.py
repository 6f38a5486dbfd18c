"""Notes as browsers send them: the real form over connections that stay open, written in one piece."""

import asyncio
import random
import secrets
import time
from typing import NamedTuple
from urllib.parse import urlencode

from bench.rooms import TOKEN, Room

FIELDS = "SWOT"
ENGLISH = "the line stops twice each day when parts wait at our gate while two forklifts share one key and nobody asks"
CHINESE = "交接班时找不到工具等了二十分钟客户上月退回三批因为标签贴错仓库没有人核对"


def words(serial: int) -> str:
    """A note of some 150 characters in two languages, unlike the others, with a mark by which watchers know it."""
    chance = random.Random(serial)
    english = " ".join(chance.sample(ENGLISH.split(), 12))
    return f"mark-{serial:06d} {english} {''.join(chance.sample(CHINESE, 30))}"


class Answer(NamedTuple):
    status: int
    sent: float
    answered: float

    @property
    def seconds(self) -> float:
        return self.answered - self.sent


class Phone(asyncio.Protocol):
    """One connection; one request at a time."""

    def __init__(self, room: Room, number: int) -> None:
        self.room, self.number = room, number
        self.transport: asyncio.Transport | None = None
        self.came = self.body = b""
        self.sent = 0.0
        self.waiting: asyncio.Future[Answer] | None = None

    def connection_made(self, transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.came += data
        head, gap, body = self.came.partition(b"\r\n\r\n")
        if not gap or len(body) < length_of(head):
            return
        now = time.perf_counter()
        self.body, self.came = body, b""
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(Answer(int(head.split(b" ", 2)[1]), self.sent, now))

    def connection_lost(self, error: Exception | None) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(Answer(0, self.sent, time.perf_counter()))

    @property
    def is_open(self) -> bool:
        """Servers close connections that nobody used for a while."""
        return self.transport is not None and not self.transport.is_closing()

    async def send(self, request: bytes) -> Answer:
        """One request on this connection, or on a new one where the server closed it."""
        if not self.is_open:
            await self.connect()
        assert self.transport
        self.waiting = asyncio.get_running_loop().create_future()
        self.sent = time.perf_counter()
        self.transport.write(request)
        return await self.waiting

    async def connect(self) -> None:
        host, _colon, port = self.room.host.partition(":")
        await asyncio.get_running_loop().create_connection(lambda: self, host, int(port))

    def note(self, text: str, path: str = "notes") -> bytes:
        fields = {
            "text": text,
            "wall": self.room.wall,
            "column": FIELDS[self.number % 4],
            "step": self.room.step,
            "evidence": "March, 3 of 40",
            "language": "en",
            "key": secrets.token_hex(16),
        }
        return self.request("POST", f"/w/{self.room.id}/{path}/", urlencode(fields).encode())

    def request(self, method: str, path: str, body: bytes = b"") -> bytes:
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.room.host}",
            f"Cookie: {self.room.cookies(self.number)}",
            f"X-CSRFToken: {TOKEN}",
            "X-Requested-With: outbox",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(head).encode() + b"\r\n\r\n" + body

    def close(self) -> None:
        if self.transport:
            self.transport.abort()


def length_of(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    raise ValueError("an answer without a length")


async def phone(room: Room, number: int) -> Phone:
    made = Phone(room, number)
    await made.connect()
    return made
