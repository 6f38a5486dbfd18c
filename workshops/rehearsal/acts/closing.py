"""The close, as its people do it."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import plays

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


@plays("close", "parked")
async def settle(day: "Day") -> None:
    for row in day.content.get("parked_items", []):
        raised = day.players.get(row["raised_by"])
        if raised:
            await raised.browser.send(f"/w/{day.room}/parked/", {"text": row["text"]})
    if (await day.facilitator.panel()).xpath("//form[contains(@action, '/run/parked/')]"):
        await day.facilitator.press("/run/parked/")
