"""Screens that only watch: each keeps when which frame came, what was in it is read afterwards."""

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

MARK = re.compile(rb"mark-(\d{6})")
AT_ONCE = 50
LARGEST = 64 * 1024 * 1024


class Watcher(WSListener):
    def __init__(self) -> None:
        self.frames: list[tuple[float, bytes]] = []
        self.first = 0.0
        self.transport: WSTransport | None = None

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self.frames.append((time.perf_counter(), frame.get_payload_as_bytes()))


async def watch(url: str, cookies: str = "", make: Callable[[], Watcher] = Watcher) -> Watcher:
    origin = url.replace("ws://", "http://").split("/", 3)
    headers = {"Origin": "/".join(origin[:3])} | ({"Cookie": cookies} if cookies else {})
    transport, watcher = await ws_connect(make, url, extra_headers=headers, max_frame_size=LARGEST)
    watcher.transport = transport
    return watcher


async def watch_all(wishes: Iterable[tuple[str, str]], at_once: int = AT_ONCE) -> list[Watcher]:
    """Open them a few at a time, as a room fills."""
    gate = asyncio.Semaphore(at_once)

    async def one(url: str, cookies: str) -> Watcher:
        async with gate:
            return await watch(url, cookies)

    return list(await asyncio.gather(*(one(*wish) for wish in wishes)))


def close_all(watchers: Iterable[Watcher]) -> None:
    for watcher in watchers:
        if watcher.transport:
            watcher.transport.disconnect(graceful=False)


def forget_all(watchers: Iterable[Watcher]) -> None:
    for watcher in watchers:
        watcher.frames.clear()


def arrivals(watchers: Iterable[Watcher]) -> dict[int, dict[int, float]]:
    """For each watcher, by its place: which note first came when."""
    read: dict[bytes, list[int]] = {}
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for place, watcher in enumerate(watchers):
        mine = found[place]
        for came, frame in watcher.frames:
            serials = read.get(frame)
            if serials is None:
                serials = read[frame] = [int(serial) for serial in MARK.findall(frame)]
            for serial in serials:
                mine.setdefault(serial, came)
    return found
