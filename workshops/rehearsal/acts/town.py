"""The town meeting and the changes into the plan, as its people do it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from lxml import html

from workshops.rehearsal.acting import plays
from workshops.rehearsal.acts.actions import called
from workshops.rehearsal.browser import form_fields, form_on, option

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

DAYS = ("start", "due")
# Ten working days are never fewer than so many days, on whatever day of the week a rehearsal is held.
TEN_WORKING_DAYS = timedelta(days=12)


def heading_of(day: "Day", key: str) -> str:
    return next(column["heading"] for column in day.content["strategy_columns"] if column["id"] == key)


def row_with(page: html.HtmlElement, text: str, place: str) -> html.HtmlElement:
    """The row of the console that shows this text; `place` is the attribute that such rows carry."""
    for row in page.xpath(f"//*[@{place}]"):
        if text in " ".join(row.text_content().split()):
            return row
    raise LookupError(f"no {place} shows “{text[:40]}”")


async def press_in(day: "Day", row: html.HtmlElement, address: str, **values: Any) -> None:
    form = form_on(row, address)
    fields = form_fields(form) | {name: value for name, value in values.items() if value is not None}
    await day.facilitator.send(form, fields)


@plays("town", "collect")
async def collect(day: "Day") -> None:
    """Questioners write as it came to their minds; the coach has four put in other words and takes one from a draft."""
    town = day.content["town_meeting"]
    for draft in town["draft_box"]:
        player = day.players.get(draft["by"])
        if player:
            await player.browser.send(f"/w/{day.room}/questions/", {"box": "1", "text": draft["text"]})
    for row in town["questions"]:
        if row.get("from_draft"):
            await take_draft(day, row, town["draft_box"])
        elif row["asker"] in day.players:
            await send(day, row)
    for row in town["questions"]:
        if row["original"]:
            await rephrase(day, row)


async def send(day: "Day", row: dict) -> None:
    player = day.players[row["asker"]]
    form = form_on(await player.mine(), "/questions/")
    target = option(form, "target", *called(day, row["target"]))
    fields = form_fields(form) | {"lens": row["lens"], "target": target, "text": row["original"] or row["text"]}
    await player.browser.send(form.get("action"), fields)


async def rephrase(day: "Day", row: dict) -> None:
    """The asker finds it with the coach and asks it openly; the decision maker's is offered by the coach."""
    if row["asker"] == day.lead.key:
        held = row_with(await day.facilitator.panel(), row["original"], "data-question")
        await press_in(day, held, "/words/", text=row["text"])
        return
    player = day.players[row["asker"]]
    own = row_with(await player.mine(), row["original"], "data-state")
    form = form_on(own, "/words/")
    await player.browser.send(form.get("action"), form_fields(form) | {"text": row["text"]})


async def take_draft(day: "Day", row: dict, drafts: list[dict]) -> None:
    draft = next(one for one in drafts if one["id"] == row["from_draft"])
    if draft["by"] not in day.players:
        return await send(day, row)
    found = row_with(await day.facilitator.panel(), draft["text"], "data-draft")
    form = form_on(found, "/taking/")
    target = option(form, "target", *called(day, row["target"]))
    fields = form_fields(form) | {"text": row["text"], "lens": row["lens"], "target": target}
    fields["asker"] = option(form, "asker", day.names[row["asker"]])
    await day.facilitator.send(form, fields)


@plays("town", "ask")
async def ask(day: "Day") -> None:
    """Round by round: each queued question about what this group presents is asked, answered and closed."""
    panel = await day.facilitator.panel()
    for row in day.content["town_meeting"]["questions"]:
        if panel.xpath("//*[@data-round]//*[contains(., $heading)]", heading=heading_of(day, row["target"])):
            await ask_one(day, row)


async def ask_one(day: "Day", row: dict) -> None:
    waiting = row_with(await day.facilitator.panel(), row["text"], "data-question")
    await press_in(day, waiting, "/asking/")
    answer = row["answer"]
    await type_answer(day, row, answer)
    if answer["outcome"] == "decision":
        await record_town_decisions(day)
    form = form_on(await day.facilitator.panel(), "/answer/")
    fields = form_fields(form) | {"outcome": answer["outcome"]}
    if answer["outcome"] == "find_out":
        fields["due"] = min(day.moved(answer["due"]), (date.today() + TEN_WORKING_DAYS).isoformat())
    if answer["outcome"] == "plan_changed":
        fields |= {"ref": option(form, "ref", *called(day, answer["ref"])), "words": words_of(day, row)}
    if answer["outcome"] == "decision":
        decision = next(one for one in day.content["decisions"] if one["id"] == answer["ref"])
        fields["decision"] = option(form, "decision", topic_of(day, decision))
    await day.facilitator.send(form, fields)


def topic_of(day: "Day", decision: dict) -> str:
    """What was decided on a request is called like its deed, anything else as it was typed."""
    deeds = {row["id"]: row["text"] for row in day.content["key_actions"]}
    return deeds.get(decision.get("action") or "", decision["topic"])


async def type_answer(day: "Day", row: dict, answer: dict) -> None:
    """Somebody of the answerer's group types, never the answerer."""
    column = next(one for one in day.content["strategy_columns"] if one["id"] == row["target"])
    group = next(one["members"] for one in day.content["groups"] if one["key"] == column["presented_by"])
    scribe = next((key for key in group if key in day.players and key != answer["by"]), None)
    mine = await day.players[scribe].mine() if scribe else html.Element("div")
    if scribe and mine.xpath("//*[@id='scribe']//form"):
        form = form_on(mine, "/answer/")
        fields = form_fields(form) | {"text": answer["text"]}
        if day.names[answer["by"]] in form.text_content():
            fields["by"] = option(form, "by", day.names[answer["by"]])
        await day.players[scribe].browser.send(form.get("action"), fields)
        return
    form = form_on(await day.facilitator.panel(), "/answer/")
    await day.facilitator.send(form, {"text": answer["text"], "outcome": ""})


async def record_town_decisions(day: "Day") -> None:
    """What the decision maker grants while the room asks, typed into the log (R-TOWN-10)."""
    for row in day.content["decisions"]:
        if row["stage"] == "town" and not row.get("action"):
            form = form_on(await day.facilitator.panel(), "/run/decisions/")
            fields = form_fields(form) | {"topic": row["topic"], "outcome": row["outcome"], "amount": row["amount"]}
            fields |= {"existing_budget": row.get("from_existing_budget", "")}
            fields["line"] = option(form, "line", row["envelope"])
            await day.facilitator.send(form, fields)


def differences(day: "Day", question: str) -> list[dict]:
    changes = day.content["consensus_statement"].get("changes_from_v1", [])
    return [one for one in changes if one["question"] == question]


def words_of(day: "Day", row: dict) -> str:
    return next((one["text"] for one in differences(day, row["id"])), "")


@plays("revise", "changes")
async def revise(day: "Day") -> None:
    """Say what exactly changes, its owner confirms, it goes into the plan; then the next version is frozen."""
    actions = {row["id"]: row for row in day.content["key_actions"]}
    for row in day.content["town_meeting"]["questions"]:
        for change in differences(day, row["id"]):
            await change_plan(day, actions[change["ref"]], change)
    await day.facilitator.press("/run/statement/")


async def change_plan(day: "Day", action: dict, change: dict) -> None:
    """A rehearsal plays the plan as the file has it at the end, so the change writes its new value."""
    value = day.moved(change["new"]) if change["field"] in DAYS else change["new"]
    waiting = row_with(await day.facilitator.panel(), action["text"], "data-change")
    await press_in(day, waiting, "/values/", **{change["field"]: value})
    owner = day.players[action["owner"]]
    form = form_on(row_with(await owner.mine(), action["text"], "data-change"), "/confirmation/")
    await owner.browser.send(form.get("action"), form_fields(form))
    waiting = row_with(await day.facilitator.panel(), action["text"], "data-change")
    await press_in(day, waiting, "/application/")
