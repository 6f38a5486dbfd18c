"""The opening contract, as its people do it."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


@plays("contract", "agree")
async def agree(day: "Day") -> None:
    contract = day.content["contract"]
    concerns = {row["person"]: row for row in contract.get("concerns", [])}
    taps = {key: answer for key, answer in contract["taps"].items() if key in day.players}
    await in_turn(
        day.players[key].fill(
            "/agreement/", having={"answer": answer}, answer=answer, concern=concerns.get(key, {}).get("text")
        )
        for key, answer in taps.items()
    )
    for row in concerns.values():
        await day.facilitator.press("/reply/", reply=row["reply"])
