"""Commitments and signing, as its people do it."""

from typing import TYPE_CHECKING

from workshops.rehearsal.acting import in_turn, plays
from workshops.rehearsal.browser import form_fields, form_on

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
