"""Live rooms of this process: one task a room listens for hints, renders once an audience, sends one text to all.

Handing each consumer its own copy through `group_send` collapses at 300 phones; this does not.
"""

import asyncio
import contextlib
import logging
import time
from collections import Counter, defaultdict
from dataclasses import replace

from live import feed, hints, metrics, reader
from live.lines import Line, Message
from live.models import Room
from live.once import expect_rush
from live.ring import News, Ring

log = logging.getLogger(__name__)
HEARTBEAT = 15.0
BUSY, LATE, WINDOW, LOOK = 0.010, 0.003, 0.040, 1.0
SPREAD = 300
MOMENT = 1.0  # seconds


class Subscriber:
    """One socket: who reads there, what it saw last, and the way to it. Until it was told anything it `waits`."""

    def __init__(self, audience: feed.Audience, cursor: int, epoch: str, line: Line):
        self.audience, self.cursor, self.epoch, self.line = audience, cursor, epoch, line
        self.waits = True

    def push(self, message: Message, to: int, epoch: str) -> None:
        """Send; the room has looked that not too much is still on the way."""
        self.cursor, self.epoch, self.waits = to, epoch, False
        self.line.push(message)


class LiveRoom:
    def __init__(self, pk: int, public_id: str):
        self.pk, self.public_id = pk, public_id
        self.subscribers: set[Subscriber] = set()
        self.woken = asyncio.Event()
        self.pokes: set[str] = set()
        self.ring = Ring()
        self.head: Room | None = None
        self.must_look = True
        self.audiences: Counter[feed.Audience] = Counter()
        self.beaten = self.looked = time.monotonic()
        self.is_waiting, self.rests_until, self.is_behind = False, 0.0, True
        self.tasks = [asyncio.ensure_future(self.listen()), asyncio.ensure_future(self.serve())]

    def wake(self, poke: str = "", news: News | None = None) -> None:
        """Something changed: somewhere else, then the database is asked; in this process, where its writer tells."""
        self.pokes |= {poke} - {""}
        self.is_behind = news is None or time.monotonic() - news.told_at > LATE
        if news is None:
            self.must_look = True
        else:
            for audience, frame in news.frames:
                self.ring.keep(audience, frame)
            if self.is_free and self.show(news.head):
                return
            self.head = news.head
        self.woken.set()

    @property
    def is_free(self) -> bool:
        """Whether nothing is to be asked for or waited for before the next news is shown."""
        occupied = self.woken.is_set() or self.must_look or self.pokes
        return self.is_waiting and not occupied and time.monotonic() >= self.rests_until

    def show(self, head: Room) -> bool:
        """Right on the writer's word, without another turn of the loop; whether that was all there is to do."""
        started, worked = time.monotonic(), time.thread_time()
        try:
            left = self.tell(head)
        except Exception:
            log.exception("news could not be shown at once")
            return False
        metrics.push_seconds.observe(time.monotonic() - started)
        self.rest(time.thread_time() - worked)
        return not left

    def rest(self, took: float) -> None:
        """Where news had to wait for the loop the next ones wait as long as these took, and travel together."""
        if took > BUSY and self.is_behind:
            self.rests_until = time.monotonic() + min(took, WINDOW)

    def join(self, subscriber: Subscriber) -> None:
        self.subscribers.add(subscriber)
        self.audiences[subscriber.audience] += 1
        self.wake()

    def leave(self, subscriber: Subscriber) -> None:
        if subscriber in self.subscribers:
            self.subscribers.remove(subscriber)
            self.audiences -= Counter([subscriber.audience])

    async def listen(self) -> None:
        """Subscribe once to the room's hints; while the layer is gone, look at the database every second."""
        while True:
            try:
                layer = hints.layer()
                channel = await layer.new_channel()
                await layer.group_add(hints.group(self.public_id), channel)
                self.wake()
                while True:
                    hint = await layer.receive(channel)
                    if hint.get("by") != hints.OWN:
                        self.wake(hint.get("poke", ""))
            except asyncio.CancelledError:
                raise
            except Exception:
                log.warning("the channel layer does not answer", exc_info=True)
                self.wake()
                await asyncio.sleep(1)

    async def serve(self) -> None:
        while True:
            try:
                self.is_waiting = True
                # `wait_for` of Python 3.11 swallows a cancellation that comes together with what it waits for.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT):
                        await self.woken.wait()
                self.is_waiting = False
                if (rest := self.rests_until - time.monotonic()) > 0:
                    await asyncio.sleep(rest)
                told = self.woken.is_set()
                self.woken.clear()
                started = time.monotonic()
                beat = started - self.beaten >= HEARTBEAT
                await self.catch_up(beat)
                took = time.monotonic() - started
                if told:
                    metrics.push_seconds.observe(took)
                self.beaten = started if beat else self.beaten
                self.rest(took)
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("a room could not be served")
                self.wake()
                await asyncio.sleep(1)

    async def catch_up(self, beat: bool) -> None:
        """Walls come last, for they take the longest to render: a room that returns would wait for them phone by phone.

        Where something is new meanwhile the walls that are left wait for the next turn, which takes the one furthest
        behind first."""
        head = await self.look(beat)
        behind = self.tell(head, beat)
        for audience, cursor, epoch in sorted(behind, key=lambda key: (key[0].surface == "projector", key[1])):
            await self.bring(head, audience, cursor, epoch, behind[audience, cursor, epoch])
            if audience.surface == "projector" and self.woken.is_set():
                break
        self.poke(head.seq, str(head.epoch))

    def tell(self, head: Room, beat: bool = False) -> dict[tuple, list[Subscriber]]:
        """Send everybody what lies in the ring, and gives back for whom something else has to be asked for.

        Who comes and has missed nothing is told so."""
        behind: dict[tuple, list[Subscriber]] = defaultdict(list)
        seq, epoch = head.seq, str(head.epoch)
        heartbeat = Message(feed.Frame(seq, seq, epoch).text())
        looks, must_return = time.monotonic() - self.looked >= LOOK, False
        self.looked = time.monotonic() if looks else self.looked
        for subscriber in self.subscribers:
            if looks and subscriber.line.is_stuck:
                metrics.dropped.add()
                subscriber.line.drop()
            elif subscriber.cursor != seq or subscriber.epoch != epoch:
                if subscriber.line.is_busy:
                    must_return = True
                else:
                    behind[subscriber.audience, subscriber.cursor, subscriber.epoch].append(subscriber)
            elif (beat or subscriber.waits) and not subscriber.line.is_busy:
                subscriber.push(heartbeat, seq, epoch)
        if must_return:
            asyncio.get_running_loop().call_later(WINDOW * 5, self.wake)
        return {key: waiting for key, waiting in behind.items() if not self.send_kept(head, key, waiting)}

    def send_kept(self, head: Room, key: tuple, waiting: list[Subscriber]) -> bool:
        """Whether what leads these sockets on lies in the ring, and is sent."""
        audience, cursor, epoch = key
        frame = self.ring.joined(audience, cursor, epoch, head.seq) if epoch == str(head.epoch) else None
        if frame:
            self.send(frame, waiting)
        return frame is not None

    async def look(self, beat: bool) -> Room:
        """Where the room stands: as this process's writer left it, unless somebody else may have been there since."""
        head, self.head, must_look, self.must_look = self.head, None, self.must_look or beat, False
        if head is None or must_look or any(subscriber.cursor > head.seq for subscriber in self.subscribers):
            return await reader.run(feed.head, self.pk)
        return head

    async def bring(
        self, head: Room, audience: feed.Audience, cursor: int, epoch: str, waiting: list[Subscriber]
    ) -> None:
        """Ask for a frame for these sockets. What one audience cannot be shown must not keep the others waiting; it
        keeps what it has, and is tried again with the next change or heartbeat."""
        try:
            frame = await reader.run(feed.from_head, head, audience, cursor, epoch)
        except Exception:
            metrics.unshown.add()
            log.exception("an audience could not be served: %s", audience.surface)
            return
        self.send(frame, waiting)

    def send(self, frame: feed.Frame, waiting: list[Subscriber]) -> None:
        if frame.pokes:
            expect_rush()
            frame = replace(frame, spread=self.spread)
        message = Message(frame.text())
        for subscriber in waiting:
            subscriber.push(message, frame.to, frame.epoch)

    def poke(self, seq: int, epoch: str) -> None:
        """Let the desks fetch what changed beside the room's own order."""
        while self.pokes:
            region = self.pokes.pop()
            if region == hints.ADMISSION:
                self.admit_anew()
                continue
            message = Message(feed.Frame(seq, seq, epoch, poke=region).text())
            for subscriber in self.subscribers:
                if subscriber.audience.surface == "console" and not subscriber.line.is_busy:
                    subscriber.line.push(message)

    def admit_anew(self) -> None:
        """End the sockets of walls and desks: they come back at once, and who may look no longer is refused there.

        A moment later, when the browser in which a password was changed has the answer with its new session.
        """
        asyncio.get_running_loop().call_later(MOMENT, self.end_sockets)

    def end_sockets(self) -> None:
        for subscriber in self.subscribers:
            if subscriber.audience.surface != "phone":
                subscriber.line.drop()

    @property
    def spread(self) -> int:
        """In how many milliseconds poked phones ask for what is theirs: one for each screen that looks on."""
        return min(SPREAD, len(self.subscribers))

    def stop(self) -> None:
        for task in self.tasks:
            task.cancel()


class Hub:
    def __init__(self) -> None:
        self.rooms: dict[int, LiveRoom] = {}

    def wake(self, public_id: str, poke: str = "", news: News | None = None) -> None:
        """A change of this process: its own screens are told at once, whatever the channel layer does."""
        for room in self.rooms.values():
            if room.public_id == public_id:
                room.wake(poke, news)

    def render(self, head: Room, before: int) -> News:
        """In the writer's thread, right after its COMMIT: what it changed, once for each audience that is here.

        Where the whole surface is due there is no frame: the room asks for it in its own time."""
        room = self.rooms.get(head.pk)
        audiences = tuple(room.audiences) if room else ()
        frames = [(audience, feed.parts_from_head(head, audience, before)) for audience in audiences]
        return News(head, [(audience, frame) for audience, frame in frames if frame], time.monotonic())

    def join(self, pk: int, public_id: str, subscriber: Subscriber) -> None:
        hints.remember_loop()
        room = self.rooms.get(pk) or self.rooms.setdefault(pk, LiveRoom(pk, public_id))
        room.join(subscriber)

    def leave(self, pk: int, subscriber: Subscriber) -> None:
        room = self.rooms.get(pk)
        if room is None:
            return
        room.leave(subscriber)
        if not room.subscribers:
            room.stop()
            del self.rooms[pk]


hub = Hub()
hints.wakers.append(hub.wake)
