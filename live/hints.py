"""Hints say only "look": `{seq}` to the hub of each process. Lost ones are healed by the next or by the heartbeat."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import BaseChannelLayer, InMemoryChannelLayer, get_channel_layer

from live import metrics

log = logging.getLogger(__name__)
PATIENCE = 1.0

serving: asyncio.AbstractEventLoop | None = None
wakers: list[Callable[[str, str, Any], None]] = []
"""Called on the server's loop with a room, a poke and what its writer tells: own screens need no channel layer."""
ADMISSION = "admission"
"""In the place of a region: who may look has changed, and walls and desks have to ask again."""
OWN = secrets.token_hex(4)
"""Marks the hints that this process has told its own screens already."""
travelling: set[asyncio.Task] = set()
"""Hints on their way to other processes; a loop keeps no task that nobody else does."""


def group(public_id: str) -> str:
    """The one name under which a room's hints travel."""
    return f"room.{public_id}"


def remember_loop() -> None:
    """Called on the server's loop: hints of the writer's thread travel on the loop where the hubs listen."""
    global serving
    serving = asyncio.get_running_loop()


def send(public_id: str, seq: int, poke: str = "", news: Any = None) -> None:
    """Tell every process that the room stands at `seq`, and the desks which region to fetch. Never raises:
    a failed hint must not fail a request. `news` is what the writer has rendered for the screens of this process."""
    try:
        if serving and serving.is_running():
            serving.call_soon_threadsafe(spread, public_id, seq, poke, news)
        else:
            async_to_sync(tell)(public_id, seq, poke)
    except Exception:
        metrics.lost_hints.add()
        log.warning("a hint was not sent", exc_info=True)


def follow(call: Callable[..., None], *arguments: Any) -> None:
    """Call it on the server's loop behind what has been sent; at once where none serves.

    A thread that went on right after its COMMIT would take from the loop the time in which it writes to the screens.
    """
    try:
        if serving and serving.is_running():
            serving.call_soon_threadsafe(call, *arguments)
            return
    except RuntimeError:
        log.info("the server stopped before an answer was ready")
    call(*arguments)


def layer() -> BaseChannelLayer:
    """The channel layer of this installation; settings always name one."""
    named = get_channel_layer()
    assert named is not None
    return named


def spread(public_id: str, seq: int, poke: str, news: Any) -> None:
    """On the server's loop: the screens of this process first."""
    for wake in wakers:
        wake(public_id, poke, news)
    if not isinstance(layer(), InMemoryChannelLayer):
        task = asyncio.ensure_future(tell_others(public_id, seq, poke))
        travelling.add(task)
        task.add_done_callback(travelling.discard)


async def tell(public_id: str, seq: int, poke: str = "") -> None:
    for wake in wakers:
        wake(public_id, poke, None)
    await tell_others(public_id, seq, poke)


async def tell_others(public_id: str, seq: int, poke: str) -> None:
    hint = {"type": "hint", "seq": seq, "poke": poke, "by": OWN}
    try:
        async with asyncio.timeout(PATIENCE):
            await layer().group_send(group(public_id), hint)
    except Exception:
        metrics.lost_hints.add()
        log.warning("a hint was not sent", exc_info=True)
