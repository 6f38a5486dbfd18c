"""What many ask for at the same moment is made once: the first makes it, the others wait for that."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

# Seconds. What is asked for carries the room's seq in its key; this is for what may change without one.
FRESH = 1.0
MOST = 256


@dataclass
class Made:
    at: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_there: bool = False
    result: Any = None


shelf: dict[Hashable, Made] = {}
shelving = threading.Lock()
queues: list[Callable[[], bool]] = []
"""Each says whether requests wait in this process: a rush."""


class Rush:
    """Until when many are expected to ask for the same, because they were told to."""

    until = 0.0


def expect_rush() -> None:
    Rush.until = time.monotonic() + FRESH


def once(key: Hashable, make: Callable, *arguments) -> Any:
    """`make(*arguments)`, or what it gave a moment ago for the same key. An error is nobody else's answer."""
    with shelving:
        now = time.monotonic()
        made = shelf.get(key)
        if made is None or now - made.at > FRESH:
            clear(now)
            made = shelf[key] = Made(now)
    with made.lock:
        if not made.is_there:
            made.result = make(*arguments)
            made.is_there = True
        return made.result


def peek(key: Hashable) -> Any:
    """What was made for this key a moment ago; `None` where nothing was, or it is still being made."""
    with shelving:
        made = shelf.get(key)
        return made.result if made and made.is_there and time.monotonic() - made.at <= FRESH else None


def clear(now: float) -> None:
    """Take what is stale from the shelf, oldest first: a wall of some megabytes must not lie there for each change."""
    while shelf and (len(shelf) >= MOST or now - next(iter(shelf.values())).at > FRESH):
        del shelf[next(iter(shelf))]


def in_a_rush(key: Hashable, make: Callable, *arguments) -> Any:
    """While requests wait or are expected, what is the same for many of them is made once; else for whoever asks."""
    is_rush = time.monotonic() < Rush.until or any(waits() for waits in queues)
    return once(key, make, *arguments) if is_rush else make(*arguments)
