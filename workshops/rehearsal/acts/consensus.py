"""The statement, as its people do it: read, heard, reworded, carried, frozen."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import form_fields, form_on, option

if TYPE_CHECKING:
    from workshops.rehearsal.cast import Player
    from workshops.rehearsal.day import Day

VALUES = ("support", "live_with", "hear_first")


@plays("consensus", "generate")
async def introduce(day: "Day") -> None:
    await day.facilitator.press("/statement/introduction/", text=day.content["consensus_statement"]["intro"])


@plays("consensus", "read")
async def read(day: "Day") -> None:
    """Clause by clause on every phone; who supports a clause reads on, and supports all the others at the end."""
    clauses = day.content["clauses"]

    async def through(player: "Player") -> None:
        for clause in clauses:
            said = stance_of(clause["rounds"][0], player.key)
            address = "/reading/" if said["value"] == "support" and clause != clauses[-1] else "/stance/"
            if address == "/reading/":
                await player.fill(address)
            elif said["value"] != "support":
                await say(player, said)
        if await player.has_form("/clauses/support/"):
            await player.fill("/clauses/support/")

    await in_turn(through(player) for player in day.writers)
    await compare(day, 0)


def stance_of(told: dict, key: str) -> dict[str, str]:
    """What this person says in a round."""
    for mark in told["hear_first"]:
        if mark["person"] == key:
            return {"value": "hear_first", "change": mark["change"]}
    return {"value": "live_with" if key in told["live_with"] else "support"}


async def say(player: "Player", said: dict[str, str]) -> None:
    """Answer the clause at hand, the first on the phone that offers this answer."""
    mine = await player.mine()
    now = mine.xpath("//*[contains(@class, 'stand__now')]")[0]
    form = form_on(now, "/stance/", value=said["value"])
    await player.browser.send(form.get("action"), form_fields(form) | said)


async def compare(day: "Day", number: int) -> None:
    """What the console counts is what was said in that round, by those who have a phone here."""
    here = {player.key for player in day.writers}
    counted = [list(map(int, row.get("data-counts").split())) for row in await tallies(day)]
    for place, clause in enumerate(day.content["clauses"]):
        told = clause["rounds"][min(number, len(clause["rounds"]) - 1)]
        values = [stance_of(told, key)["value"] for key in here]
        expected = [values.count(value) for value in VALUES]
        if counted[place] != expected:
            day.report.mismatches.append(f"{clause['id']}: {counted[place]} instead of {expected}")


async def tallies(day: "Day") -> list:
    return (await day.facilitator.panel()).find_class("clause-desk__tally")


@plays("consensus", "voice")
async def listen(day: "Day") -> None:
    """Each mark gets its reply; the clause that is reworded is asked about once more, at once."""
    for place, clause in enumerate(day.content["clauses"], start=1):
        for mark in clause["rounds"][0]["hear_first"]:
            if mark["person"] not in day.players:
                continue
            row = (await day.facilitator.panel()).xpath(f"//li[@data-clause='{place}']")[0]
            form = form_on(row, "/reply/")
            fields = form_fields(form) | {
                "reply": mark["reply"],
                "outcome": mark["outcome"],
                "by": option(form, "by", day.names[mark["reply_by"]]),
            }
            await day.facilitator.send(form, fields)
        for told in clause["rounds"][1:]:
            await reword(day, place, told)
    await compare(day, 1)


async def reword(day: "Day", place: int, told: dict) -> None:
    row = (await day.facilitator.panel()).xpath(f"//li[@data-clause='{place}']")[0]
    form = next(one for one in row.iter("form") if "effect" in form_fields(one))
    await day.facilitator.send(form, {"effect": told["text"]})
    await in_turn(say(player, stance_of(told, player.key)) for player in day.writers)


@plays("consensus", "fist")
async def show_hands(day: "Day") -> None:
    said = day.content["fist_of_five"]
    reasons = {row["person"]: row for row in said["replies"]}
    await in_turn(
        day.players[key].fill("/fist/", value=value, reason=reasons.get(key, {}).get("reason"))
        for key, value in said["votes"].items()
        if key in day.players
    )
    for row in said["replies"]:
        if row["person"] in day.players:
            form = form_on(await day.facilitator.panel(), "/reply/")
            by = option(form, "by", day.names[row["reply_by"]])
            await day.facilitator.press("/reply/", reply=row["reply"], by=by)


@plays("consensus", "freeze")
async def freeze(day: "Day") -> None:
    await day.facilitator.press("/run/statement/")
