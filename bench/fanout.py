"""So many notes a second to so many watchers: how late each note is on each screen, and what one delivery costs."""

import asyncio
import gc
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from picows import WSMsgType

from bench import figures, posting, processes
from bench.rooms import Room
from bench.watchers import Watcher, arrivals, forget_all, watch

WRITERS = 20
PATIENCE = 10.0
serials = itertools.count(1)


@dataclass
class Window:
    """What one measured stretch of time brought."""

    latencies: list[float] = field(repr=False)
    lost: int
    deliveries: int
    posts: int
    cpu: float
    loop: float = 0.0
    errors: int = 0

    def millis(self, share: float) -> float:
        return 1000 * figures.percentile(self.latencies, share)


Send = Callable[[int], Awaitable[bool]]


async def measure(send: Send, watchers: Sequence[Watcher], pid: int, rate: float, seconds: float) -> Window:
    """Send a note every 1/rate seconds whatever happens, then wait until every watcher has every note."""
    forget_all(watchers)
    gc.collect()
    gc.disable()
    sent: dict[int, float] = {}
    answers: list[asyncio.Task[bool]] = []
    before, looped, start = processes.cpu_seconds(pid), processes.loop_seconds(pid), time.perf_counter()
    for turn in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + turn / rate - time.perf_counter()))
        serial = next(serials)
        sent[serial] = time.perf_counter()
        answers.append(asyncio.ensure_future(send(serial)))
    taken = await asyncio.gather(*answers)
    seen = await settled(watchers, sent)
    cpu, loop = processes.cpu_seconds(pid) - before, processes.loop_seconds(pid) - looped
    gc.enable()
    late = [came - sent[serial] for mine in seen.values() for serial, came in mine.items() if serial in sent]
    missing = figures.lost(sent, {place: set(mine) for place, mine in seen.items()})
    return Window(late, missing, len(late), len(sent), cpu, loop, taken.count(False))


async def settled(watchers: Sequence[Watcher], sent: dict[int, float]) -> dict[int, dict[int, float]]:
    """Look only now and then: looking takes the time of what is looked at."""
    end = time.perf_counter() + PATIENCE
    await asyncio.sleep(0.3)
    while True:
        seen = arrivals(watchers)
        complete = all(sent.keys() <= mine.keys() for mine in seen.values())
        if complete or time.perf_counter() > end:
            return seen
        await asyncio.sleep(0.5)


async def through_forms(room: Room) -> Send:
    """Writers in turn, each with its own connection; who is still waiting for an answer is passed over."""
    free = asyncio.Queue[posting.Phone]()
    for number in range(WRITERS):
        free.put_nowait(await posting.phone(room, number))

    async def send(serial: int) -> bool:
        phone = await free.get()
        answer = await phone.send(phone.note(posting.words(serial)))
        free.put_nowait(phone)
        return answer.status == 201

    return send


async def through_socket(url: str, like: str) -> Send:
    """The bare server gets the very text that Tutti pushes, as one message of its one writer."""
    writer = await watch(f"{url}/write")

    async def send(serial: int) -> bool:
        assert writer.transport
        writer.transport.send(WSMsgType.TEXT, like.format(serial=f"mark-{serial:06d}").encode())
        return True

    return send
