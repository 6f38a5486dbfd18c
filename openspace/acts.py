"""What people do in each step of a rehearsed open space, taken from the file, through the forms of its pages."""

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import html

from workshops.rehearsal.acting import AFTER, in_turn, plays
from workshops.rehearsal.browser import form_fields, form_on, option
from workshops.rehearsal.documents import says

if TYPE_CHECKING:
    from workshops.rehearsal.cast import Player
    from workshops.rehearsal.day import Day

SAID = ("state", "effect", "before", "after", "unit", "note")


@plays("openspace", "circle")
async def sit_in_the_circle(day: "Day") -> None:
    """The rule for thanks is on the wall, then everybody plays by the four rules."""
    rule = day.content["reward_rule"]
    values = {name: rule[name] for name in ("mode", "currency", "budget", "step")}
    await day.facilitator.press("/run/space/", corners=day.content["event"]["corners"], **values)
    await in_turn(player.fill("/four-rules/") for player in people(day))


def people(day: "Day") -> list["Player"]:
    return [player for player in day.players.values() if player.role != "facilitator"]


@plays("openspace", "topics")
async def choose_topics(day: "Day") -> None:
    """Questions are raised one after the other, people go to them, corners open; own ideas land on the own sheet."""
    for row in day.content["topics"]:
        words = {name: row[name] for name in ("question", "background", "process")}
        await day.players[row["raised_by"]].fill("/topics/", **words)
    await in_turn(go_home(day, row) for row in day.content["groups"])
    await day.facilitator.press("/run/topics/opening/")
    for row in day.content["topics"]:
        await name_host(day, row)
    await in_turn(write_all(day, key, rows) for key, rows in by_author(day, "home"))


async def go_home(day: "Day", group: dict) -> None:
    question = topic_of(day, group["home_topic"])["question"]
    for key in group["members"]:
        row = row_with(await day.players[key].mine(), question)
        for form in row.xpath(".//form[contains(@action, '/joining/')]") if row is not None else []:
            await day.players[key].browser.send(form.get("action"), form_fields(form))


async def name_host(day: "Day", row: dict) -> None:
    """The facilitator reads the question, ticks it, and names who stays at its sheet."""
    found = row_with(await day.facilitator.panel(), row["question"])
    await day.facilitator.send(form_on(found, "/approval/"), {})
    form = form_on(row_with(await day.facilitator.panel(), row["question"]), "/host/")
    await day.facilitator.send(form, {"seat": option(form, "seat", day.names[row["host"]])})


def topic_of(day: "Day", key: str) -> dict:
    return next(row for row in day.content["topics"] if row["id"] == key)


def row_with(page: html.HtmlElement, text: str) -> html.HtmlElement | None:
    """The innermost line of a list that says this."""
    rows = [row for row in page.iter("li") if text in " ".join(row.text_content().split())]
    return rows[-1] if rows else None


def by_author(day: "Day", source: str) -> list[tuple[str, list[dict]]]:
    rows = [row for row in day.content["opinions"] if row["source"] == source and row["author"] in day.players]
    ordered = sorted(rows, key=lambda row: row["author"])
    return [(key, list(found)) for key, found in groupby(ordered, key=lambda row: row["author"])]


async def write_all(day: "Day", key: str, rows: list[dict]) -> None:
    """The own sentences one after the other; whoever is elsewhere goes to the corner first."""
    player = day.players[key]
    for row in rows:
        line = row_with(await player.mine(), topic_of(day, row["topic"])["question"])
        for form in line.xpath(".//form[contains(@action, '/visit/')]") if line is not None else []:
            await player.browser.send(form.get("action"), form_fields(form))
        await player.fill("/opinions/", day.journal, text=row["text"])


@plays("openspace", "walk")
async def walk(day: "Day") -> None:
    """Everybody visits other corners; each host finds every sentence on the own sheet, once."""
    await in_turn(write_all(day, key, rows) for key, rows in by_author(day, "visitor"))
    for row in day.content["topics"]:
        mine = await day.players[row["host"]].mine()
        found = mine.xpath("//section[@aria-labelledby='sheet-title']//li//span[@lang]")
        expected = [one["text"] for one in day.content["opinions"] if one["topic"] == row["id"]]
        day.must_show(f"sheet of {row['id']}", expected, [one.text_content().strip() for one in found])


@plays("openspace", "home")
async def classify(day: "Day") -> None:
    """Each host enters what the home group agreed on; what says the same is joined."""
    await in_turn(classify_sheet(day, row) for row in day.content["topics"])


async def classify_sheet(day: "Day", topic: dict) -> None:
    host = day.players[topic["host"]]
    texts = {row["id"]: row["text"] for row in day.content["opinions"]}
    for row in (one for one in day.content["opinions"] if one["topic"] == topic["id"]):
        line = card_with(await host.mine(), row["text"])
        if "duplicate_of" in row:
            form = form_on(line, "/merging/")
            fields = {"first": option(form, "first", texts[row["duplicate_of"]][:30])}
        else:
            form = form_on(line, "/class/")
            fields = {"kind": row["class"], "effect": row["effect"], "ease": row["ease"], "why": row["reason"]}
        await host.browser.send(form.get("action"), form_fields(form) | fields)


def card_with(mine: html.HtmlElement, text: str) -> html.HtmlElement:
    """The card of this idea; others name it as something that they may say as well."""
    for card in mine.find_class("idea-card"):
        if text in card.find_class("note__text")[0].text_content():
            return card
    raise LookupError(f"the host does not see “{text[:40]}”")


@plays("openspace", "award")
async def thank(day: "Day") -> None:
    """The wall shows the sums that the file expects, in the order of the groups."""
    wall = await day.walls[0].browser.page(day.walls[0].path)
    shown = ["".join(filter(str.isdigit, one.text_content())) for one in wall.find_class("award__sum")]
    expected = [str(paid) for paid in day.content.get("expected_rewards", {}).get("paid", {}).values()]
    if shown != expected:
        day.report.mismatches.append(f"openspace.award: {shown} instead of {expected}")


@plays("openspace", AFTER)
async def name_owners(day: "Day") -> None:
    """Each idea that is to be done gets its owner and its day, then the event is closed."""
    texts = {row["id"]: row["text"] for row in day.content["opinions"]}
    for row in day.content.get("todos", []):
        form = form_on(row_with(await day.facilitator.panel(), texts[row["opinion"]]), "/owner/")
        owner = option(form, "owner", day.names[row["owner"]])
        await day.facilitator.send(form, {"owner": owner, "due": day.moved(row["due"])})
    await day.facilitator.press("/run/closure/")
    await come_back(day)


async def come_back(day: "Day") -> None:
    """Twelve weeks in one: what owners said, and what was heard on the visits; the page then tells it back."""
    texts, desk = {row["id"]: row["text"] for row in day.content["opinions"]}, day.facilitator.browser
    page = await desk.page(f"/w/{day.room}/weeks/")
    for row in day.content.get("todos", []):
        line = next(one for one in page.xpath("//tr[@data-opinion]") if texts[row["opinion"]] in one.text_content())
        form = form_on(line, "/report/")
        said = {name: "" if row[name] is None else row[name] for name in SAID if name in row}
        await desk.post(form.get("action"), form_fields(form) | said)
    for row in day.content.get("hr_visits", []):
        await desk.post(f"/w/{day.room}/weeks/visits/", {"week": row["week"], "note": row["note"]})
    page = await desk.page(f"/w/{day.room}/weeks/")
    shown = Counter(one.get("data-state") for one in page.xpath("//tr[@data-opinion]//summary/*[@data-state]"))
    if (expected := Counter(row["state"] for row in day.content.get("todos", []))) != shown:
        day.report.mismatches.append(f"openspace.weeks: {dict(shown)} instead of {dict(expected)}")


@says("openspace")
def texts_of(day: "Day", name: str) -> list[str]:
    topics = [row["question"] for row in day.content["topics"]]
    ideas = [row["text"] for row in day.content["opinions"]]
    said = [row["note"] for key in ("todos", "hr_visits") for row in day.content.get(key, [])]
    paid = [f"{paid:,}" for paid in day.content.get("expected_rewards", {}).get("paid", {}).values()]
    return {
        "corners.pdf": lambda: topics,
        "openspace.pdf": lambda: topics + ideas + said,
        "openspace.xlsx": lambda: topics + ideas + said,
        "rewards.pdf": lambda: paid,
        "cards.pdf": lambda: [day.names[row["person"]] for row in day.content["attendance"]],
    }.get(name, list)()
