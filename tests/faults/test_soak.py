"""F24: phones come and go, sleep and lose the network for twenty minutes; `SOAK_MINUTES` says otherwise.

What has grown at the end, or fallen behind, would be a flaw of a long day.
"""

import asyncio
import os
import random
import statistics
import time

import httpx
import pytest

from tests.faults.process import memory, open_files
from tests.faults.room import Phone, Verdict

pytestmark = pytest.mark.soak
MINUTES = float(os.environ.get("SOAK_MINUTES", "20"))
PHONES = 60


class Soak:
    """A room at work until its time is over."""

    def __init__(self, room, servers, phones: list[Phone]):
        self.room, self.servers, self.phones = room, servers, phones
        self.chance, self.end = random.Random(7), time.monotonic() + MINUTES * 60
        self.rough_until = 0.0
        self.away: set[Phone] = set()
        self.lags: list[float] = []
        self.held: list[tuple[int, int]] = []

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.end

    async def write(self, number: int) -> None:
        for n in range(10_000):
            await asyncio.sleep(self.chance.uniform(5, 25))
            if self.is_over:
                return
            await self.room.note(self.phones[number], f"{number}-{n}")

    async def come_and_go(self) -> None:
        """A page is closed, and opened again by the same person a while later."""
        while not self.is_over:
            await asyncio.sleep(2)
            phone = self.chance.choice(self.phones)
            if phone in self.away:
                continue
            self.away.add(phone)
            phone.following.cancel()
            await asyncio.sleep(self.chance.uniform(0, 5))
            await self.swap(phone, await self.opened_again(phone))

    async def opened_again(self, phone: Phone) -> Phone:
        while True:
            try:
                return await Phone(phone.browser, phone.path).open()
            except httpx.TransportError:
                await asyncio.sleep(1)

    async def swap(self, old: Phone, fresh: Phone) -> None:
        fresh.outbox, old.outbox = old.outbox, None
        self.phones[self.phones.index(old)] = fresh
        self.room.screens[self.room.screens.index(old)] = fresh
        self.away.discard(old)
        await old.close()

    async def sleep_and_wake(self) -> None:
        while not self.is_over:
            await asyncio.sleep(15)
            phone = self.chance.choice(self.phones)
            if phone not in self.away:
                self.away.add(phone)
                phone.freeze()
                await asyncio.sleep(self.chance.uniform(5, 45))
                phone.thaw()
                self.away.discard(phone)

    async def weather(self) -> None:
        """The network goes dark for a while, or breaks every connection."""
        while not self.is_over:
            await asyncio.sleep(self.chance.uniform(20, 60))
            self.room.line.light.clear()
            await asyncio.sleep(self.chance.uniform(1, 12))
            if self.chance.random() < 0.5:
                self.room.line.break_off()
            self.room.line.light.set()
            self.rough_until = time.monotonic() + 8

    async def measure(self) -> None:
        wall = self.room.screens[0]
        while not self.is_over:
            await asyncio.sleep(5)
            self.held.append((sum(memory(one) for one in self.servers), sum(open_files(one) for one in self.servers)))
            if self.room.line.light.is_set() and time.monotonic() > self.rough_until:
                self.lags.append(await self.room.reached([wall]))

    async def run(self) -> None:
        work = [self.come_and_go(), self.sleep_and_wake(), self.weather(), self.measure()]
        await asyncio.gather(*work, *(self.write(number) for number in range(len(self.phones))))
        self.room.line.light.set()


async def soaked(room, servers, figures) -> None:
    await room.through()
    soak = Soak(room, servers, await room.opened(PHONES))
    await soak.run()
    assert await room.verdict() == Verdict()
    third = len(soak.held) // 3
    then, now = (
        [statistics.median(values) for values in zip(*part, strict=True)]
        for part in (soak.held[third : 2 * third], soak.held[-third:])
    )
    lags = sorted(soak.lags)
    figures(minutes=MINUTES, notes=room.journal.sent, repeated=room.journal.repeated, megabytes=now[0] / 1e6)
    figures.at_most(10, memory_grown_percent=(now[0] / then[0] - 1) * 100)
    figures.at_most(8, files_grown=now[1] - then[1])
    figures.at_most(1, lag_p99=lags[int(len(lags) * 0.99)])
    await room.close()


async def test_f24_soak_on_one_machine(scratch, figures):
    room = scratch(seats=PHONES)
    await soaked(room, [room.server], figures)


async def test_f24_soak_on_several_processes(several, figures):
    room, further = several(seats=PHONES)
    await soaked(room, [room.server, *further], figures)
