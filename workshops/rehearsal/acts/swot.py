"""The SWOT, as its people do it: notes, one that is held, votes, chains of why, and the list."""

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import form_fields, form_on
from workshops.rehearsal.cast import Player

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

TOP = 5


def words(element) -> str:
    return " ".join(element.text_content().split())


@plays("swot", "write")
async def write(day: "Day") -> None:
    by_author: dict[str, list[dict]] = {}
    for row in day.content["swot_notes"]:
        by_author.setdefault(row["author"], []).append(row)
    titles = {goal["id"]: (goal["title"], goal.get("title_zh") or goal["title"]) for goal in day.content["goals"]}

    async def all_of_one(key: str, rows: list[dict]) -> None:
        for row in rows:
            await put_up(day, day.players[key], row, titles)
            await asyncio.sleep(day.pace / 10)

    await in_turn(all_of_one(key, rows) for key, rows in by_author.items())
    await keep_back_what_is_held(day)
    wall = await day.walls[0].browser.page(day.walls[0].path)
    shown = [words(one) for one in wall.find_class("note__text")]
    day.must_show("notes of the SWOT", [row["text"] for row in visible(day)], shown)


async def put_up(day: "Day", player: Player, row: dict, titles: dict[str, tuple[str, str]]) -> None:
    """A note with all that its author knows."""
    form = form_on(await player.mine(), "/swot/notes/")
    names = ("text", "evidence", "customer", "lens")
    fields = form_fields(form) | {name: row.get(name) or "" for name in names} | {"column": row["quadrant"]}
    if row.get("goal"):
        fields["goal"] = goal_of(form, titles[row["goal"]])
    # What is held is kept aside: it is on no wall until the desk decides.
    await player.browser.send(form.get("action"), fields, None if row.get("held") else day.journal)


def goal_of(form, titles: tuple[str, str]) -> str:
    """The choice that reads like the goal in the language of this phone."""
    choices = {choice.text_content(): choice.get("value") for choice in form.xpath(".//select[@name='goal']/option")}
    return next(value for text, value in choices.items() if text in titles)


def visible(day: "Day") -> list[dict]:
    return [row for row in day.content["swot_notes"] if not row.get("held")]


async def keep_back_what_is_held(day: "Day") -> None:
    """What names a person and blames waits at the desk (R-GEN-19)."""
    panel = await day.facilitator.panel()
    for number in panel.xpath("//*[@id='held']//*[@data-note]/@data-note"):
        await day.facilitator.press(f"/notes/{number}/keeping/")


@plays("swot", "vote")
async def vote(day: "Day") -> None:
    """Each ballot of the file: a note that is named twice got two."""
    texts = {row["id"]: row["text"] for row in day.content["swot_notes"]}
    by_person: dict[str, list[str]] = {}
    for row in day.content["swot_votes"]:
        by_person.setdefault(row["person"], []).extend(row["votes"])

    async def place(key: str, votes: list[str]) -> None:
        player = day.players[key]
        rows = {
            words(one.xpath(".//*[@dir='auto']")[0]): one for one in (await player.mine()).find_class("ballot__row")
        }
        for name in dict.fromkeys(votes):
            form = rows[texts[name]].xpath(".//form")[0]
            await player.browser.send(form.get("action"), form_fields(form) | {"count": votes.count(name)})

    await in_turn(place(key, votes) for key, votes in by_person.items() if key in day.players)


@plays("swot", "why")
async def ask_why(day: "Day") -> None:
    """The desk chooses the weaknesses, a scribe of the group types the causes."""
    numbers, chosen = await weaknesses(day)
    rows = {row["text"]: row for row in day.content["swot_notes"] if row["text"] in numbers}
    for text in chosen:
        if not rows[text]["priority"]:
            await choose(day, numbers[text])
    for row in sorted(rows.values(), key=lambda row: row["priority"]):
        if not row.get("whys"):
            continue
        if not (row["priority"] and row["text"] in chosen):
            await choose(day, numbers[row["text"]])
        for step in row["whys"]:
            address = f"/swot/notes/{numbers[row['text']]}/whys/"
            await day.players[row["author"]].fill(address, text=step["text"], control=step["control"])
        if not row["priority"]:
            await choose(day, numbers[row["text"]])


async def weaknesses(day: "Day") -> tuple[dict[str, str], list[str]]:
    """Numbers of all weaknesses by their text, and those that are chosen."""
    rows = (await day.facilitator.panel()).xpath("//*[@id='choose-weaknesses']//*[@data-note]")
    numbers = {words(row.xpath(".//*[@dir='auto']")[0]): row.get("data-note") for row in rows}
    chosen = [row for row in rows if row.xpath(".//*[@aria-pressed='true']")]
    return numbers, [words(row.xpath(".//*[@dir='auto']")[0]) for row in chosen]


async def choose(day: "Day", number: str) -> None:
    await day.facilitator.press(f"/run/swot/notes/{number}/priority/")


@plays("swot", "agree")
async def agree(day: "Day") -> None:
    """Each field of each group has its list, five notes at most."""
    hung = Counter((row["group"], row["quadrant"]) for row in visible(day))
    wanted = sum(min(TOP, count) for count in hung.values())
    wall = await day.walls[0].browser.page(day.walls[0].path)
    listed = len(wall.find_class("note__text"))
    if listed != wanted:
        day.report.mismatches.append(f"the list of the SWOT: {listed} notes instead of {wanted}")
