"""The vision, as its people do it: cards, a photo of the paper, five taps, a remark, a title."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import form_fields, form_on

if TYPE_CHECKING:
    from workshops.rehearsal.cast import Player
    from workshops.rehearsal.day import Day

PICTURES = Path(__file__).resolve().parents[3] / "examples" / "pictures"


def rows(day: "Day") -> list[dict]:
    return day.content.get("vision", [])


@plays("vision", "demo")
async def demonstrate(day: "Day") -> None:
    await day.facilitator.press("/run/vision/demonstration/")


@plays("vision", "imagine")
async def imagine(day: "Day") -> None:
    """Everybody writes at once; nobody sees a card before the room draws."""
    cards = [card for row in rows(day) for card in row["cards"] if card["author"] in day.players]

    async def write(card: dict) -> None:
        having = {"step": "vision.imagine.0"}
        await day.players[card["author"]].fill("/notes/", day.journal, having, text=card["text"])

    await in_turn(write(card) for card in cards)
    wall = await day.walls[0].browser.page(day.walls[0].path)
    kept = wall.get_element_by_id("kept").text_content()
    if str(len(cards)) not in kept.split():
        day.report.mismatches.append(f"vision.imagine: {kept} instead of {len(cards)}")


def members(day: "Day", row: dict) -> list["Player"]:
    return [day.players[card["author"]] for card in row["cards"] if card["author"] in day.players]


@plays("vision", "draw")
async def draw(day: "Day") -> None:
    """One of each group sends the photo, another one tells the story."""
    for row in rows(day):
        first, *others = members(day, row)
        for name in row.get("pictures", []):
            form = form_on(await first.mine(), "/pictures/")
            file = {"picture": (name, photo(name), "image/jpeg")}
            await first.browser.post(form.get("action"), form_fields(form), file)
        if row.get("story"):
            await (others or [first])[0].fill("/story/", story=row["story"])
    wall = await day.walls[0].browser.page(day.walls[0].path)
    shown = len(wall.xpath("//figure//img[contains(@src, '/pictures/')]"))
    wanted = sum(bool(row.get("pictures")) for row in rows(day))
    if shown < min(wanted, len(wall.find_class("vg"))):
        day.report.mismatches.append(f"vision.draw: {shown} pictures on the wall instead of {wanted}")


def photo(name: str) -> bytes:
    """The picture of that name beside the examples, else an empty sheet."""
    file = PICTURES / Path(name).name
    if file.is_file():
        return file.read_bytes()
    stream = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(stream, "JPEG")
    return stream.getvalue()


@plays("vision", "check")
async def check(day: "Day") -> None:
    async def judge(key: str, order: list[str], votes: list[int]) -> None:
        answers = {name: "yes" if yes else "no" for name, yes in zip(order, votes, strict=True)}
        await day.players[key].fill("/qualities/", None, None, **answers)

    await in_turn(
        judge(key, row["quality_order"], votes)
        for row in rows(day)
        for key, votes in row["quality_votes"].items()
        if key in day.players
    )


@plays("vision", "gallery")
async def walk(day: "Day") -> None:
    """From canvas to canvas: one remark of the other group at each."""
    for place, row in enumerate(rows(day)):
        if place and await has_next(day):
            await day.facilitator.press("/showing/", None)
        remark = row.get("gallery_remark")
        if remark and remark["by"] in day.players and await day.players[remark["by"]].has_form("/notes/"):
            having = {"step": "vision.gallery.0"}
            await day.players[remark["by"]].fill("/notes/", day.journal, having, text=remark["text"])


async def has_next(day: "Day") -> bool:
    return bool((await day.facilitator.panel()).xpath("//form[@data-next-canvas]"))


@plays("vision", "name")
async def name(day: "Day") -> None:
    """One suggests the title, the console confirms it with its second language."""
    for row in rows(day):
        await members(day, row)[0].fill("/ideas/", text=row["title"])
        for form in (await day.facilitator.panel()).xpath("//form[@data-title-form]"):
            if letter_of(form) in ("", row["group"]):
                fields = form_fields(form) | {"text": row["title"], "other": row.get("title_zh", "")}
                await day.facilitator.send(form, fields)
    wall = await day.walls[0].browser.page(day.walls[0].path)
    titles = [" ".join(one.text_content().split()) for one in wall.xpath("//section[contains(@class, 'vg')]/h2/bdi")]
    if len(titles) > 1:
        day.must_show("titles on the wall", [row["title"] for row in rows(day)], titles)


def letter_of(form) -> str:
    """Of which group a row of the console speaks; "" in a room of one group."""
    return form.xpath("string(ancestor::li[1]//*[contains(@class, 'wall')][1])").strip()
