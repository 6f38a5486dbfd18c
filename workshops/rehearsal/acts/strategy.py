"""Strategies by affinity, as its people do it."""

import asyncio
from typing import TYPE_CHECKING

from lxml import html

from workshops.rehearsal.acting import REASON, in_turn, plays
from workshops.rehearsal.browser import Refusal, form_fields, form_on, ticked

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


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
    """The host opens each column with its first note; then everybody places the own rest; a lone note goes on alone."""
    notes = await numbers_of(day)
    rows = [row for row in day.content["strategy_notes"] if row["text"] in notes]
    homes: dict[str, str] = {}
    for column in dict.fromkeys(home_of(row) for row in rows if home_of(row)):
        first = next(row for row in rows if home_of(row) == column)
        await day.facilitator.press("/run/strategy/placing/", {"column": "new"}, note=notes[first["text"]])
        homes[column] = await column_of(day, notes[first["text"]])
        rows.remove(first)

    async def place(row: dict) -> None:
        player = day.players[row["author"]]
        await player.fill("/strategy/placing/", None, {"column": homes[home_of(row)]}, note=notes[row["text"]])

    await in_turn(place(row) for row in rows if home_of(row))
    lone = [row for row in rows if not home_of(row)]
    if lone and await is_let_through(day):
        day.report.mismatches.append("strategy.cluster: a note without a home was let through")
    for row in lone:
        await day.facilitator.press(f"/run/strategy/notes/{notes[row['text']]}/alone/")
    wall = await day.walls[0].browser.page(day.walls[0].path)
    shown = [" ".join(one.text_content().split()) for one in wall.find_class("note__text")]
    texts = [row["text"] for row in day.content["strategy_notes"]]
    day.must_show("notes on the wall", texts, shown + [row["text"] for row in lone])


async def is_let_through(day: "Day") -> bool:
    """Whether *Next* goes on although a note has no home: R-STRAT-3 must say no."""
    try:
        await day.facilitator.next(REASON)
    except Refusal as refused:
        return refused.rule != "R-STRAT-3"
    return True


def home_of(row: dict) -> str:
    """Where a note hangs before the walls are merged: a column of its group's wall, else of the one wall there is."""
    return (row["group_column"] if "group_column" in row else row["final_column"]) or ""


async def column_of(day: "Day", note: str) -> str:
    panel = await day.facilitator.panel()
    return panel.xpath("//*[@data-note=$note]/ancestor::*[@data-column][1]/@data-column", note=note)[0]


@plays("strategy", "name")
async def name_columns(day: "Day") -> None:
    """Each column of a wall gets its heading, found by a note that hangs in it."""
    notes = await numbers_of(day)
    for column in day.content.get("group_columns") or day.content["strategy_columns"]:
        await name_column(day, notes, column, lambda row: home_of(row))


async def name_column(day: "Day", notes: dict[str, str], column: dict, home) -> str:
    first = next(row for row in day.content["strategy_notes"] if home(row) == column["id"])
    number = await column_of(day, notes[first["text"]])
    form = form_on(await day.facilitator.panel(), f"/columns/{number}/heading/", described="1")
    names = {"heading": column["heading"], "heading_other": column.get("heading_zh", "")}
    await day.facilitator.send(form, names)
    return number


@plays("strategy", "merge")
async def merge(day: "Day") -> None:
    """What is alike comes together on the company wall, the single finds its column, each gets its final heading."""
    notes = await numbers_of(day)
    for column in day.content["strategy_columns"]:
        into = "new"
        for key in column.get("merged_from", []):
            waiting = (await day.facilitator.panel()).xpath("//*[@id='waiting']//*[@data-key=$key]", key=key)[0]
            number = waiting.get("data-column")
            await day.facilitator.press(f"/run/strategy/columns/{number}/carrying/", into=into)
            first = next(row for row in day.content["strategy_notes"] if row.get("group_column") == key)
            into = await column_of(day, (await numbers_of(day))[first["text"]])
        for row in day.content["strategy_notes"]:
            if row["final_column"] == column["id"] and not home_of(row):
                await day.facilitator.press("/run/strategy/placing/", {"column": into}, note=notes[row["text"]])
    notes = await numbers_of(day)
    for column in day.content["strategy_columns"]:
        await name_column(day, notes, column, lambda row: row["final_column"])


@plays("strategy", "relevance")
async def relevance(day: "Day") -> None:
    """Column by column: effect, goals and figures at the console, then everybody taps 0 to 3."""
    goals = {goal["id"]: goal["title"] for goal in day.content["goals"]}
    for column in day.content["strategy_columns"]:
        number = await column_scored(day, column["heading"])
        if (light := await lamp_of(day, number)) is not None:
            await day.facilitator.send(light, {"column": number})
        form = form_on(await day.facilitator.panel(), f"/columns/{number}/effect/")
        fields = form_fields(form) | {"effect": column.get("effect", ""), "effect_other": column.get("effect_zh", "")}
        fields["goals"] = [ticked(form, "goals", goals[key]) for key in column["goals"]]
        for key, value in column.get("effect_values", {}).items():
            fields[f"value-{ticked(form, 'goals', goals[key])}"] = value
        fields["swot_links"] = answered(day, form, column)
        await day.facilitator.send(form, fields)
        given = {key: value for key, value in column["relevance"].items() if key in day.players}
        await in_turn(tap(day, key, number, value) for key, value in given.items())


def answered(day: "Day", form: html.HtmlElement, column: dict) -> list[str]:
    """The notes of the SWOT that a strategy answers, as far as the form offers them."""
    texts = [row["text"] for row in day.content.get("swot_notes", []) if row["id"] in column.get("swot_links", ())]
    boxes = form.xpath(".//input[@name='swot_links']")
    return [box.get("value") for box in boxes if box.getparent().text_content().strip() in texts]


async def tap(day: "Day", key: str, number: str, value: int) -> None:
    await day.players[key].fill(f"/columns/{number}/relevance/", None, None, value=value)


async def column_scored(day: "Day", heading: str) -> str:
    found = (await day.facilitator.panel()).xpath(
        "//*[@id='columns-scored']//*[@data-column][.//*[normalize-space(text())=$heading]]", heading=heading
    )
    return found[0].get("data-column")


async def lamp_of(day: "Day", number: str) -> html.HtmlElement | None:
    """The button that brings a column into the light; the one that is there has none."""
    found = (await day.facilitator.panel()).xpath(
        "//*[@data-column=$number]//form[contains(@action, '/run/strategy/light/')]", number=number
    )
    return found[0] if found else None


@plays("strategy", "rank")
async def rank(day: "Day") -> None:
    """Everybody gives both scales of all columns in one sending."""
    people = {key for column in day.content["strategy_columns"] for key in column["speed"] if key in day.players}

    async def give(key: str) -> None:
        form = form_on(await day.players[key].mine(), "/strategy/ranking/")
        fields = form_fields(form)
        for column in day.content["strategy_columns"]:
            # A phone calls a strategy in its own language where the room has typed both.
            called = {"one": column["heading"], "other": column.get("heading_zh", "")}
            row = form.xpath(".//li[.//h2[normalize-space()=$one or normalize-space()=$other]]", **called)[0]
            number = row.get("data-column")
            fields |= {f"immediacy-{number}": column["immediacy"][key], f"speed-{number}": column["speed"][key]}
        await day.players[key].browser.send(form.get("action"), fields)

    await in_turn(give(key) for key in sorted(people))
    panel = await day.facilitator.panel()
    order = [" ".join(one.text_content().split()) for one in panel.xpath("//*[@id='order']//li//span[@dir='auto']")]
    wanted = [column["heading"] for column in day.content["strategy_columns"]]
    if order != wanted:
        day.report.mismatches.append(f"strategy.rank: {order}")
