"""The close, as its people do it."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.acts.vision import photo
from workshops.rehearsal.browser import form_fields, form_on, option

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

WORDS = ("clear", "踏实", "light", "有劲", "curious", "放心")


@plays("close", "parked")
async def settle(day: "Day") -> None:
    """Everybody parks what is still open; each item gets its outcome, the rest and the late tray one tap."""
    rows = day.content.get("parked_items", [])
    for row in rows:
        raised = day.players.get(row["raised_by"])
        if raised:
            await raised.browser.send(f"/w/{day.room}/parked/", {"text": row["text"]})
    for row in rows:
        panel = await day.facilitator.panel()
        items = panel.xpath("//li[@data-parked][.//summary[contains(., $text)]]", text=row["text"])
        if items and row.get("outcome") == "assigned":
            form = items[0].xpath(".//form")[0]
            fields = form_fields(form) | {"outcome": "assigned", "due": day.moved(row["due"])}
            owner = option(form, "owner", day.names[row["owner"]])
            await day.facilitator.send(form, fields | {"owner": owner})
    for address in ("/run/parked/", "/run/late/"):
        if has_form(await day.facilitator.panel(), address):
            await day.facilitator.press(address)


def has_form(panel, address: str) -> bool:
    try:
        form_on(panel, address)
    except LookupError:
        return False
    return True


@plays("close", "word")
async def say_a_word(day: "Day") -> None:
    """One word each, from the file or from a handful; who has no phone is heard by the console."""
    said = {row["person"]: row["text"] for row in day.content.get("words", [])}
    here = [player for player in day.writers if await player.has_form("/notes/")]
    spoken = [(player, said.get(player.key, WORDS[place % len(WORDS)])) for place, player in enumerate(here)]
    await in_turn(player.fill("/notes/", text=text) for player, text in spoken)
    await day.facilitator.press("/run/words/", text="好")
    page = await day.walls[0].browser.page(day.walls[0].path)
    shown = [word.text_content() for word in page.xpath("//*[@id='words']/*")]
    day.must_show("words", [*(text for _player, text in spoken), "好"], shown)


@plays("close", "photo")
async def take_the_picture(day: "Day") -> None:
    panel = await day.facilitator.panel()
    form = form_on(panel, "/run/photo/")
    picture = {"picture": ("all-of-us.jpg", photo("all_of_us.jpg"), "image/jpeg")}
    await day.facilitator.send(form, {}, picture)
