"""The way to one socket: in frames that are encoded once, or by plain `send`. Neither ever waits for a slow reader."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from functools import cached_property

from live import frames

PATIENCE = 10.0
MOST_WAITING = 256 * 1024


class Message:
    """One text for many sockets."""

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def frame(self) -> bytes:
        return frames.encode(self.text)


class FrameLine:
    """Writes to the transport itself. What waits there is bounded: above that a socket gets nothing until it reads."""

    def __init__(self, protocol: frames.SharedFrames):
        self.protocol = protocol
        self.written = self.left = 0
        self.moved = time.monotonic()
        self.is_clear = True

    @property
    def is_busy(self) -> bool:
        return not self.is_clear and self.protocol.waiting() > MOST_WAITING

    @property
    def is_stuck(self) -> bool:
        """Whether something waits, and nothing has left for ten seconds."""
        waiting = self.protocol.waiting()
        if not waiting or self.written - waiting > self.left:
            self.left, self.moved = self.written - waiting, time.monotonic()
        return time.monotonic() - self.moved > PATIENCE

    def push(self, message: Message) -> None:
        frame = message.frame
        self.written += len(frame)
        self.is_clear = self.protocol.write_frame(frame)

    def drop(self) -> None:
        self.protocol.cut()


class PlainLine:
    """Sends through whatever server this is: one text at a time, and the next when that has left."""

    def __init__(self, send: Callable[[str], Awaitable], close: Callable[[], Awaitable]):
        self.send, self.close = send, close
        self.sending: asyncio.Task | None = None
        self.since = 0.0
        self.is_dropped = False

    @property
    def is_busy(self) -> bool:
        return self.sending is not None and not self.sending.done()

    @property
    def is_stuck(self) -> bool:
        return self.is_busy and not self.is_dropped and time.monotonic() - self.since > PATIENCE

    def push(self, message: Message) -> None:
        self.since = time.monotonic()
        self.sending = asyncio.ensure_future(self.deliver(message.text))

    async def deliver(self, text: str) -> None:
        with contextlib.suppress(Exception):
            await self.send(text)

    def drop(self) -> None:
        self.is_dropped = True
        if self.sending:
            self.sending.cancel()
        self.sending = asyncio.ensure_future(self.shut())

    async def shut(self) -> None:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(PATIENCE):
                await self.close()


Line = FrameLine | PlainLine


def line_to(scope, send: Callable[[str], Awaitable], close: Callable[[], Awaitable]) -> Line:
    """The better way that the server of this scope offers."""
    offered = scope.get("extensions", {}).get(frames.EXTENSION)
    return FrameLine(offered["protocol"]) if offered else PlainLine(send, close)
