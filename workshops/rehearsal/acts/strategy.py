"""Strategies by affinity, as its people do it."""

import asyncio
from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import form_fields, form_on, ticked

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
