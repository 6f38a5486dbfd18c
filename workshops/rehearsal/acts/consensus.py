"""The statement, as its people do it."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import plays

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


@plays("consensus", "generate")
async def introduce(day: "Day") -> None:
    await day.facilitator.press("/statement/introduction/", text=day.content["consensus_statement"]["intro"])


@plays("consensus", "freeze")
async def freeze(day: "Day") -> None:
    await day.facilitator.press("/run/statement/")
