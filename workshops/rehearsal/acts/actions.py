"""The action plan, as its people do it."""

from typing import TYPE_CHECKING

from lxml import html

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import Refusal, form_fields, form_on, option

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


def called(day: "Day", key: str) -> list[str]:
    """What a strategy or an action of the file is called, in each language; a played room gives keys of its own."""
    rows = day.content["strategy_columns"] + day.content["key_actions"]
    row = next(row for row in rows if row["id"] == key)
    return [name for name in (row.get("heading") or row["text"], row.get("heading_zh")) if name]


@plays("actions", "draft")
async def draft_actions(day: "Day") -> None:

    async def plan(row: dict) -> None:
        player = day.players[row["owner"]]
        form = form_on(await player.mine(), "/actions/")
        fields = form_fields(form) | {
            "strategy": option(form, "strategy", *called(day, row["strategy"])),
            "owner": option(form, "owner", day.names[row["owner"]]),
            "text": row["text"],
            "due": day.moved(row["due"]),
            "measure": row["measure"],
            "unit": row["unit"],
            "baseline": "" if row["baseline"] is None else row["baseline"],
            "target": row["target"],
        }
        await player.browser.send(form.get("action"), fields)

    await in_turn(plan(row) for row in day.first_actions)


@plays("actions", "cross-check")
async def answer_for_actions(day: "Day") -> None:
    """Owners one after the other on each phone: source, supplier, what is new, money; then the date, which says yes."""
    by_owner: dict[str, list[dict]] = {}
    for row in day.first_actions:
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
