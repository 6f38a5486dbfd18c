"""Everybody at once: a room comes back, a room is turned to the next step, some stop reading."""

import asyncio
import json
import random
import time
from statistics import median

from bench import figures, posting, processes, rooms
from bench.rooms import Room
from bench.watchers import Watcher, close_all, watch, watch_all
from workshops.rehearsal.browser import form_fields, form_on
from workshops.rehearsal.cast import Facilitator

PATIENCE = 30.0
FAMILY = "👨‍👩‍👧‍👦"
READERS, ASLEEP = 70, 50


async def first_frame(watcher: Watcher) -> float:
    end = time.perf_counter() + PATIENCE
    while not watcher.frames and time.perf_counter() < end:
        await asyncio.sleep(0.005)
    return watcher.frames[0][0]


async def storm(rounds: int, seats: int = 300) -> dict[str, float]:
    """Three hundred seats return onto a wall of two hundred notes; seconds until the last has all of it."""
    took = []
    with rooms.open_room(seats, 200) as room:
        for _ in range(rounds):
            start = time.perf_counter()
            crowd = await watch_all(((room.socket(n), room.cookies(n)) for n in range(seats)), at_once=seats)
            took.append(max([await first_frame(watcher) for watcher in crowd]) - start)
            close_all(crowd)
            await asyncio.sleep(0.3)
    return {f"storm_{seats}_s": median(took)}


class TurningPhone:
    """A phone that fetches its own region when it is poked, after the pause that spreads the phones."""

    def __init__(self, room: Room, number: int) -> None:
        self.room, self.number = room, number

    async def open(self, seq: int, epoch: str) -> None:
        url = self.room.socket(self.number, "phone", seq, epoch)
        self.watcher = await watch(url, self.room.cookies(self.number))

    def whole(self) -> bytes:
        return next((frame for _, frame in self.watcher.frames if b"data-whole" in frame), b"")

    async def turned(self) -> float:
        """When the personal region of the next step had come."""
        end = time.perf_counter() + PATIENCE
        while not (turned := self.whole()) and time.perf_counter() < end:
            await asyncio.sleep(0.005)
        await asyncio.sleep(random.uniform(0, json.loads(turned)["spread"] / 1000))
        phone = await posting.phone(self.room, self.number)
        answer = await phone.send(phone.request("GET", f"/w/{self.room.id}/mine/"))
        phone.close()
        assert answer.status == 200
        return answer.answered


async def turning(seats: int, rounds: int) -> dict[str, float]:
    """*Next*: p95 of the time from the tap to the own region of each phone, jitter included."""
    slowest = []
    with rooms.open_room(seats, 40) as room:
        facilitator = Facilitator(await room.sign_in())
        facilitator.room, room.session = room.id, ""
        seq, epoch = await room.head()
        phones = [TurningPhone(room, number) for number in range(seats)]
        await asyncio.gather(*(phone.open(seq, epoch) for phone in phones))
        for _ in range(min(rounds, 2)):
            await asyncio.sleep(0.5)
            form = form_on(await facilitator.panel(), "/run/next/")
            asking = [name for name in form.xpath(".//input/@name") if name.startswith("reason-")]
            fields = form_fields(form) | dict.fromkeys(asking, "Out of time")
            for phone in phones:
                phone.watcher.frames.clear()
            start = time.perf_counter()
            waiting = [asyncio.ensure_future(phone.turned()) for phone in phones]
            await facilitator.browser.post(form.get("action"), fields)
            slowest.append(figures.percentile([await one - start for one in waiting], 95))
        close_all(phone.watcher for phone in phones)
    return {f"next_{seats}_p95_s": median(slowest)}


async def slow_readers() -> dict[str, float]:
    """Fifty of seventy sockets stop reading while 160 × 20 KB of notes hang; megabytes by which the server grows."""
    with rooms.open_room(READERS) as room:
        crowd = await watch_all((room.socket(n), room.cookies(n)) for n in range(READERS))
        phones = [await posting.phone(room, number) for number in range(4)]
        # What such notes cost where everybody reads is no cost of those who do not.
        await fill_wall(room, phones, 160 * 10_000)
        for watcher in crowd[:ASLEEP]:
            assert watcher.transport
            watcher.transport.underlying_transport.pause_reading()
        before = processes.resident_kb(room.pid)
        most = await fill_wall(room, phones, 160 * 20_000)
        close_all(crowd)
    return {"slow_growth_mb": (most - before) / 1024}


async def fill_wall(room: Room, phones: list[posting.Phone], size: int) -> int:
    """Post the largest notes there are until they hold so many bytes; the most memory meanwhile, in KB."""
    most = sent = 0
    while sent < size:
        requests = [phone.note(FAMILY * 200).replace(b"March%2C+3+of+40", fact()) for phone in phones]
        await asyncio.gather(*(phone.send(one) for phone, one in zip(phones, requests, strict=True)))
        sent += len(phones) * 2 * 200 * len(FAMILY.encode())
        most = max(most, processes.resident_kb(room.pid))
    await asyncio.sleep(0.5)
    return max(most, processes.resident_kb(room.pid))


def fact() -> bytes:
    from urllib.parse import quote

    return quote(FAMILY * 200).encode()
