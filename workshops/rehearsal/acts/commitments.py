"""Commitments and signing, as its people do it."""

import io
from typing import TYPE_CHECKING

from PIL import Image

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import Browser, form_fields, form_on
from workshops.rehearsal.cast import sit

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day


@plays("signing", "write")
async def write_commitments(day: "Day") -> None:
    rows = [row for row in day.content["commitments"] if row["person"] in day.players]
    await in_turn(
        day.players[row["person"]].fill(
            "/commitments/", having={"text": ""}, text=row["text"], due=day.moved(row["due"])
        )
        for row in rows
    )


@plays("signing", "say")
async def say(day: "Day") -> None:
    """Group by group; no name is on any screen (R-SIGN-10), and who passes sends nothing."""
    while (await day.facilitator.panel()).xpath("//form[contains(@action, '/run/standing/')]"):
        await day.facilitator.press("/run/standing/")


def hand_of(row: dict) -> dict[str, str]:
    own = {"strokes": row["strokes"]} if row["mode"] == "drawn" else {"strokes": "", "typed_name": row["typed"]}
    return own | ({"remark": row["remark"]} if row.get("remark") else {})


@plays("signing", "sign")
async def sign(day: "Day") -> None:
    """Most sign at once on the own phone, three on a tablet that they share, one on paper; who left by a link."""
    left = {row["person"] for row in day.content["attendance"] if row["left_at"]}
    rows = [row for row in day.content["signatures"] if row["person"] in day.players]
    here = [row for row in rows if row["person"] not in left and day.players[row["person"]].role == "writer"]
    with_pen, by_tablet, by_phone = here[:1], here[1:4], here[4:]
    await in_turn(day.players[row["person"]].fill("/signature/", None, None, **hand_of(row)) for row in by_phone)
    await sign_on_tablet(day, by_tablet)
    for row in with_pen:
        await sign_on_paper(day, row)
    for row in rows:
        if row["person"] in left:
            await sign_by_link(day, row)


async def sign_on_tablet(day: "Day", rows: list[dict]) -> None:
    """One after the other: the own name, the own PIN, the hand with the PIN, and on to the next (R-GEN-13)."""
    tablet = Browser(day.base)
    await tablet.get(f"/j/{day.code}")
    await tablet.post(f"/j/{day.code}/tablet/")
    for row in rows:
        player = day.players[row["person"]]
        pin = await player.pin()
        await sit(tablet, day.code, player.name, pin)
        form = form_on(await tablet.page(f"/w/{day.room}/mine/"), "/signature/")
        await tablet.send(form.get("action"), form_fields(form) | hand_of(row) | {"pin": pin})
        await tablet.post(f"/w/{day.room}/seat/passing/")
        await player.join(day.code, pin)
    await tablet.close()


async def sign_on_paper(day: "Day", row: dict) -> None:
    """The sheet is printed, signed with a pen, photographed, and entered at the desk (R-SIGN-1)."""
    desk = day.facilitator.browser
    missing = await desk.page(f"/w/{day.room}/run/signatures/")
    sheet = missing.xpath("//li[.//bdi[normalize-space()=$name]]//a/@href", name=day.names[row["person"]])[0]
    await desk.post(form_on(await desk.page(sheet), "/page/").get("action"))
    form = form_on(await desk.page(sheet), "/hand/")
    fields = form_fields(form) | {"remark": row.get("remark", "")}
    photo = {"photo": ("signed.jpg", photo_of_page(), "image/jpeg")}
    await desk.post(form.get("action"), fields | {"digits": fields["sheet"][:4]}, files=photo)


def photo_of_page() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1200, 1600), "#f4f1e8").save(file, "JPEG")
    return file.getvalue()


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
    day.report.signatures = int(panel.xpath("string(//*[@id='signed']/@data-signed)") or 0)
