"""Stakes and promise, as its people do it: proposals, alarms, six questions, hands."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import form_fields, option

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

MOST_ANSWERS = 30


def promises(day: "Day") -> list[dict]:
    return day.content.get("promises", [])


@plays("stakes", "ideas")
async def propose(day: "Day") -> None:
    """The console names goal and date; whoever had an idea proposes it, one of the group the celebration."""
    goals = {goal["id"]: goal["title"] for goal in day.content["goals"]}
    for row in promises(day):
        for form in (await day.facilitator.panel()).xpath("//form[contains(@action, '/aim/')]"):
            if letter_of(form) in ("", row["group"]):
                goal = option(form, "goal", goals[row["goal"]])
                fields = form_fields(form) | {"goal": goal, "tier": row["tier"], "due": day.moved(row["due"])}
                await day.facilitator.send(form, fields)
    ideas = [one for row in promises(day) for one in row["forfeits"]] + day.content.get("refused_forfeits", [])
    await in_turn(
        day.players[one["proposed_by"]].fill("/forfeits/", text=one["text"], category=one.get("category", "treat"))
        for one in ideas
        if one["proposed_by"] in day.players
    )
    for row in promises(day):
        if row.get("celebration") and (signed := [one for one in row["signed"] if one["person"] in day.players]):
            await day.players[signed[0]["person"]].fill("/celebration/", celebration=row["celebration"])


@plays("stakes", "choose")
async def choose(day: "Day") -> None:
    """What rings is refused on the console; the rest passes by one tap, the host's or the console's."""
    for _one in day.content.get("refused_forfeits", []):
        if await has_form(day, "/refusal/"):
            await day.facilitator.press("/refusal/")
    for row in day.content.get("groups", []):
        host = day.players.get(row.get("host") or "")
        while host and await host.has_form("/answers/"):
            await host.fill("/answers/", having={"no": ""})
    for _one in range(MOST_ANSWERS):
        forms = (await day.facilitator.panel()).xpath("//form[@data-all-six]")
        if not forms:
            break
        await day.facilitator.send(forms[0], {})
    refused = (await day.facilitator.panel()).xpath("//li[@data-status='refused']//bdi")
    wanted = [one["text"] for one in day.content.get("refused_forfeits", []) if one["proposed_by"] in day.players]
    found = [" ".join(one.text_content().split()) for one in refused]
    if sorted(found) != sorted(wanted):
        day.report.mismatches.append(f"stakes.choose: refused {found} instead of {wanted}")


async def has_form(day: "Day", address: str) -> bool:
    return bool((await day.facilitator.panel()).xpath("//form[contains(@action, $address)]", address=address))


@plays("stakes", "sign")
async def sign(day: "Day") -> None:
    """Everybody signs at once, one with milder words; who stays out sends nothing."""
    hands = [one for row in promises(day) for one in row["signed"] if one["person"] in day.players]

    async def one(row: dict) -> None:
        own = {"own_text": row["own_text"], "passes": "1"} if row.get("own_text") else {"passes": None}
        mark = {"strokes": row["strokes"]} if row["mode"] == "drawn" else {"strokes": "", "typed_name": row["typed"]}
        player = day.players[row["person"]]
        if await player.has_form("/signature/"):
            await player.fill("/signature/", choice=row["choice"], **own, **mark)

    await in_turn(one(row) for row in hands)
    wall = await day.walls[0].browser.page(day.walls[0].path)
    counted = sum(int(one.text_content()) for one in wall.xpath("//p[contains(@class, 'sg')]/b"))
    if counted != len(hands):
        day.report.mismatches.append(f"stakes.sign: {counted} signed instead of {len(hands)}")


def letter_of(form) -> str:
    """Of which group a part of the console speaks; "" in a room of one group."""
    return form.xpath("string(ancestor::section[1]/@data-promise)").strip()
