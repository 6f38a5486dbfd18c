"""Goal read-in, as its people do it."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


@plays("goals", "show")
async def show_goals(day: "Day") -> None:
    for _goal in day.content["goals"][1:]:
        await day.facilitator.press("/run/goals/showing/")


@plays("goals", "restate")
async def restate(day: "Day") -> None:
    for row in day.content.get("goal_readin", {}).get("restated", [])[:1]:
        await day.players[row["by"]].fill("/goals/restatement/", text=row["text"])


@plays("goals", "temperature")
async def temperature(day: "Day") -> None:
    said = day.content["goal_readin"]
    await in_turn(
        day.players[key].fill("/goals/temperature/", understand=value, believe=said["believe"][key])
        for key, value in said["understand"].items()
        if key in day.players
    )
