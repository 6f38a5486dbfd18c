"""What people do in each step, taken from the file: one function a step, through the forms of its pages."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from lxml import html

from workshops.rehearsal.browser import Refusal, form_fields, form_on, option, ticked
from workshops.rehearsal.cast import all_of

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

Act = Callable[["Day"], Awaitable[None]]
ACTS: dict[tuple[str, str], Act] = {}
AT_ONCE = 12


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


@plays("strategy", "silent")
async def write_in_silence(day: "Day") -> None:
    by_author: dict[str, list[dict]] = {}
    for row in day.content["strategy_notes"]:
        by_author.setdefault(row["author"], []).append(row)

    async def write(key: str, rows: list[dict]) -> None:
        for row in rows:
            await day.players[key].fill("/notes/", day.journal, {"step": "strategy.silent.0"}, text=row["text"])
            await asyncio.sleep(day.pace / 10)

    await in_turn(write(key, rows) for key, rows in by_author.items())


async def numbers_of(day: "Day") -> dict[str, str]:
    """Which number of the console's board belongs to which text."""
    notes = (await day.facilitator.panel()).xpath("//*[@data-note][.//*[contains(@class, 'note__text')]]")
    text = "string(.//*[contains(@class, 'note__text')])"
    return {" ".join(note.xpath(text).split()): note.get("data-note") for note in notes}


@plays("strategy", "cluster")
async def cluster(day: "Day") -> None:
    """The host opens each column with its first note; then everybody places the own rest."""
    notes = await numbers_of(day)
    rows = [row for row in day.content["strategy_notes"] if row["text"] in notes]
    homes: dict[str, str] = {}
    for column in dict.fromkeys(row["final_column"] for row in rows):
        first = next(row for row in rows if row["final_column"] == column)
        await day.facilitator.press("/run/strategy/placing/", {"column": "new"}, note=notes[first["text"]])
        homes[column] = await column_of(day, notes[first["text"]])
        rows.remove(first)

    async def place(row: dict) -> None:
        player = day.players[row["author"]]
        await player.fill("/strategy/placing/", None, {"column": homes[row["final_column"]]}, note=notes[row["text"]])

    await in_turn(place(row) for row in rows)
    wall = await day.walls[0].browser.page(day.walls[0].path)
    shown = [" ".join(one.text_content().split()) for one in wall.find_class("note__text")]
    day.must_show("notes on the wall", [row["text"] for row in day.content["strategy_notes"]], shown)


async def column_of(day: "Day", note: str) -> str:
    panel = await day.facilitator.panel()
    return panel.xpath("//*[@data-note=$note]/ancestor::*[@data-column][1]/@data-column", note=note)[0]


@plays("strategy", "name")
async def name_columns(day: "Day") -> None:
    """Each column gets its heading, second language, goals and effect, found by a note that hangs in it."""
    notes = await numbers_of(day)
    for column in day.content["strategy_columns"]:
        first = next(row for row in day.content["strategy_notes"] if row["final_column"] == column["id"])
        number = await column_of(day, notes[first["text"]])
        form = form_on(await day.facilitator.panel(), f"/columns/{number}/heading/", described="1")
        goals = [next(goal["title"] for goal in day.content["goals"] if goal["id"] == key) for key in column["goals"]]
        fields = form_fields(form) | {
            "heading": column["heading"],
            "heading_other": column.get("heading_zh", ""),
            "effect": column.get("effect", ""),
            "goals": [ticked(form, "goals", title) for title in goals],
        }
        await day.facilitator.browser.post(form.get("action"), fields)


@plays("actions", "draft")
async def draft_actions(day: "Day") -> None:
    headings = {column["id"]: column["heading"] for column in day.content["strategy_columns"]}

    async def plan(row: dict) -> None:
        player = day.players[row["owner"]]
        form = form_on(await player.mine(), "/actions/")
        fields = form_fields(form) | {
            "strategy": option(form, "strategy", headings[row["strategy"]]),
            "owner": option(form, "owner", day.names[row["owner"]]),
            "text": row["text"],
            "due": day.moved(row["due"]),
            "measure": row["measure"],
            "unit": row["unit"],
            "baseline": "" if row["baseline"] is None else row["baseline"],
            "target": row["target"],
        }
        await player.browser.send(form.get("action"), fields)

    await in_turn(plan(row) for row in day.content["key_actions"])


@plays("actions", "cross-check")
async def answer_for_actions(day: "Day") -> None:
    """Owners one after the other on each phone: source, supplier, what is new, money; then the date, which says yes."""
    by_owner: dict[str, list[dict]] = {}
    for row in day.content["key_actions"]:
        by_owner.setdefault(row["owner"], []).append(row)

    async def answer(key: str, rows: list[dict]) -> None:
        player = day.players[key]
        for row in rows:
            card = await card_of(player, row)
            form = form_on(card, "/details/")
            supplier = day.names[row["source_by"]] if row.get("source_by") else ""
            fields = form_fields(form) | {
                "source": row["source"],
                "source_by": option(form, "source_by", supplier) if supplier else "",
                "frequency": row["frequency"],
                "new_vs_past": row["new_vs_past"],
                "budget": row["budget"],
            }
            await player.browser.send(form.get("action"), fields)
            date = form_on(await card_of(player, row), "/date/")
            await player.browser.send(
                date.get("action"), form_fields(date) | {"start": day.moved(row["start"]), "due": day.moved(row["due"])}
            )

    await in_turn(answer(key, rows) for key, rows in by_owner.items())


async def card_of(player, row: dict) -> html.HtmlElement:
    """The card of an action on its owner's phone; the list leads to it where there are several."""
    mine = await player.mine()
    for card in mine.xpath("//*[@data-action]"):
        if row["text"] in " ".join(card.text_content().split()):
            return card.getparent()
    raise LookupError(f"{player.key} does not see “{row['text'][:40]}”")


@plays("actions", "decide")
async def decide(day: "Day") -> None:
    """The decision maker answers request by request; a yes above the envelope is refused and becomes later."""
    lead = day.lead
    texts = {row["id"]: row["text"] for row in day.content["key_actions"]}
    decisions = {texts[row["action"]]: row for row in day.content["decisions"] if row.get("action")}
    for _request in decisions:
        mine = await lead.mine()
        request = mine.xpath("//*[contains(@class, 'plan-request')]")
        if not request:
            break
        text = " ".join(request[0].xpath("string(.//h2)").split())
        await decide_one(day, mine, decisions[text])


async def decide_one(day: "Day", mine: html.HtmlElement, row: dict) -> None:
    lead = day.lead
    if row.get("refused_attempt"):
        form = form_on(mine, "/decision/", outcome="yes")
        fields = form_fields(form) | {"line": option(form, "line", row["envelope"]), "amount": row["amount"]}
        try:
            await lead.browser.send(form.get("action"), fields)
            day.report.mismatches.append(f"{row['id']}: a yes above the envelope was taken")
        except Refusal as refused:
            if refused.rule != row["refused_attempt"]["reason_rule"]:
                day.report.mismatches.append(f"{row['id']}: refused by {refused.rule}")
    form = form_on(mine, "/decision/", outcome=row["outcome"])
    fields = form_fields(form)
    if row["outcome"] == "yes":
        fields |= {"line": option(form, "line", row["envelope"]), "amount": row["amount"]}
    if row["outcome"] == "later":
        fields |= {
            "by_date": day.moved(row["by_date"]),
            "by_person": option(form, "by_person", day.names[row["by_person"]]),
        }
    await lead.browser.send(form.get("action"), fields)


@plays("consensus", "generate")
async def introduce(day: "Day") -> None:
    await day.facilitator.press("/statement/introduction/", text=day.content["consensus_statement"]["intro"])


@plays("consensus", "freeze")
async def freeze(day: "Day") -> None:
    await day.facilitator.press("/run/statement/")


@plays("signing", "write")
async def write_commitments(day: "Day") -> None:
    rows = [row for row in day.content["commitments"] if row["person"] in day.players]
    await in_turn(
        day.players[row["person"]].fill(
            "/commitments/", having={"text": ""}, text=row["text"], due=day.moved(row["due"])
        )
        for row in rows
    )


def hand_of(row: dict) -> dict[str, str]:
    own = {"strokes": row["strokes"]} if row["mode"] == "drawn" else {"strokes": "", "typed_name": row["typed"]}
    return own | ({"remark": row["remark"]} if row.get("remark") else {})


@plays("signing", "sign")
async def sign(day: "Day") -> None:
    """Everybody signs at once on the own phone; who left early signs by the personal link of the console."""
    left = {row["person"] for row in day.content["attendance"] if row["left_at"]}
    rows = [row for row in day.content["signatures"] if row["person"] in day.players]
    here = [row for row in rows if row["person"] not in left and day.players[row["person"]].role == "writer"]
    await in_turn(day.players[row["person"]].fill("/signature/", None, None, **hand_of(row)) for row in here)
    for row in rows:
        if row["person"] in left:
            await sign_by_link(day, row)


async def sign_by_link(day: "Day", row: dict) -> None:
    page = await day.facilitator.browser.page(f"/w/{day.room}/run/signatures/")
    name = day.names[row["person"]]
    link = page.xpath("//li[.//bdi[normalize-space()=$name]]//input/@value", name=name)[0]
    browser = day.players[row["person"]].browser
    path = "/" + link.split("/", 3)[3]
    form = form_on(await browser.page(path), "/signature/")
    await browser.send(form.get("action"), form_fields(form) | hand_of(row))


@plays("signing", "support")
async def support(day: "Day") -> None:
    for row in day.content["signatures"]:
        if row["person"] == day.lead.key:
            await day.lead.fill("/signature/", None, None, **hand_of(row))
    panel = await day.facilitator.panel()
    counted = panel.xpath("string(//*[@id='signed'])")
    day.report.signatures = int(counted.split("/")[0] or 0)


@plays("close", "parked")
async def settle(day: "Day") -> None:
    for row in day.content.get("parked_items", []):
        raised = day.players.get(row["raised_by"])
        if raised:
            await raised.browser.send(f"/w/{day.room}/parked/", {"text": row["text"]})
    if (await day.facilitator.panel()).xpath("//form[contains(@action, '/run/parked/')]"):
        await day.facilitator.press("/run/parked/")
