"""The register of what is played in which step; a ritual's module in `acts/` fills it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workshops.rehearsal.cast import all_of

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

Act = Callable[["Day"], Awaitable[None]]
ACTS: dict[tuple[str, str], Act] = {}
AFTER = "after"
"""What is done once the last step is left, in the place of a step."""
AT_ONCE = 12
REASON = "The room agreed"


def plays(stage: str, step: str) -> Callable[[Act], Act]:
    def registered(act: Act) -> Act:
        ACTS[stage, step] = act
        return act

    return registered


async def in_turn(acts) -> None:
    """As in a room: many at once, but not all in one instant."""
    door = asyncio.Semaphore(AT_ONCE)

    async def one(act) -> None:
        async with door:
            await act

    await all_of(*(one(act) for act in acts))
