"""The first movement with a phone, a shared tablet and a projector: the picture, what it is worth, the goals."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.movement import Movement, draw, keyed, shows, unfold

pytestmark = pytest.mark.browser


def photo() -> dict:
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), "wheat").save(stream, "JPEG")
    return {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def test_movement_one_with_a_phone_a_tablet_and_a_projector(movement):
    room = movement("vision", "demo", "p04", "p05")
    room.open("zh-CN", wall="en-GB")
    for key in ("p23", "p03", "p29"):
        room.shared.take(key)
    vision(room)
    stakes(room)
    goals(room)
    assert room.faults == []


def vision(room: Movement) -> None:
    phone, wall, tablet = room.mine, room.projector, room.shared.page
    room.desk.locator("form[action$='/vision/demonstration/'] button").first.click()
    wall.locator(".demo .story").wait_for()
    room.next("vision.imagine")
    phone.locator("#card-text").fill("最后一辆货车准时出门。")
    phone.locator(".ph__act .btn--primary").tap()
    shows(phone, "#my-notes .note__text", "最后一辆货车准时出门。")
    shows(wall, "#kept b", "1")
    tablet.locator("#card-text").fill("A green light over the gate")
    tablet.locator(".ph__act .btn--primary").tap()
    shows(wall, "#kept b", "2")
    room.next("vision.draw")
    unfold(phone)
    assert sorted(phone.locator(".ours .note__text").all_inner_texts()) == [
        "A green light over the gate",
        "最后一辆货车准时出门。",
    ]
    phone.set_input_files("input[type=file]", photo())
    phone.locator("[data-upload-send]").tap()
    wall.locator(".vg[data-group=A] figure img").wait_for()
    room.shared.take("p23")
    unfold(tablet)
    tablet.locator("details[id^=story] > summary").tap()
    tablet.locator("textarea[name=story]").fill(
        "Nobody runs on Thursday evening: the last lorry has left under a green light."
    )
    tablet.locator("details[id^=story] button").tap()
    shows(
        wall,
        ".vg[data-group=B] .story",
        "Nobody runs on Thursday evening: the last lorry has left under a green light.",
    )
    room.next("vision.check")
    judge(room)
    room.next("vision.gallery")
    unfold(tablet)
    tablet.locator("#remark-text").fill("I want to work there.")
    tablet.locator("button[form=compose]").tap()
    shows(wall, ".gallery__notes .note__text", "I want to work there.")
    room.next("vision.name")
    give_a_title(room)


def judge(room: Movement) -> None:
    """Five times yes on the phone; the console has the sum of its group."""
    unfold(room.mine)
    for yes in room.mine.locator("#qualities label[for$=-yes]").all():
        yes.tap()
    room.mine.locator("#qualities .btn--primary").tap()
    shows(room.mine, "#qualities .banner--ok", "你的已收到，大家看画时还能改。")


def give_a_title(room: Movement) -> None:
    """One suggests, the host confirms on the tablet."""
    room.mine.locator("#title-text").fill("亮灯的大门")
    room.mine.locator("form[action$='/ideas/'] button").tap()
    shows(room.projector, ".vg[data-group=A] .titles .serif", "亮灯的大门")
    tablet = room.shared.take("p29")
    expect(tablet.locator("input[id^=call-]").first).to_have_value("亮灯的大门")
    tablet.locator("input[id^=call-other-]").fill("The bright gate")
    tablet.locator("form:has([id^=call-other-]) button").tap()
    shows(room.projector, ".vg[data-group=A] h2 bdi", "亮灯的大门")


def stakes(room: Movement) -> None:
    """A light forfeit: the phone proposes and signs it by keys alone, on the tablet it is chosen and made milder."""
    phone, wall, tablet = room.mine, room.projector, room.shared.page
    room.next("stakes.ideas")
    keyed(phone, ".lookup__behind > summary")
    keyed(phone, "#forfeit-text", words="给全公司讲一课")
    keyed(phone, "#forfeit .btn--primary")
    phone.locator("#forfeits [data-forfeit]").wait_for()
    room.next("stakes.choose")
    unfold(tablet)
    tablet.locator("[data-all-six] button").tap()
    shows(wall, ".kept-forfeits [data-chosen] span", "给全公司讲一课")
    room.next("stakes.sign")
    keyed(phone, "#choice-sign", "Space")
    keyed(phone, "[data-sigpad-mode=typed]")
    keyed(phone, "#typed-name", words="Carlos Mendes")
    keyed(phone, "[form=hand]")
    shows(phone, "#signed b", "你已签名。")
    shows(wall, "[data-promise=A] .sg b", "1")
    tablet.locator("label[for=choice-milder]").tap()
    tablet.locator("#own-text").fill("I bake bread for the night shift")
    tablet.locator("[name=passes]").tap()
    draw(tablet)
    tablet.locator("#pin").fill(room.shared.pins["p29"])
    tablet.locator("[form=hand]").click()
    shows(tablet, "#signed > span > span", "I bake bread for the night shift")
    tablet.locator("svg.own-hand path").wait_for(state="attached")
    shows(wall, "[data-promise=A] .sg b", "2")


def goals(room: Movement) -> None:
    phone, wall, tablet = room.mine, room.projector, room.shared.page
    room.next("goals.show")
    shows(wall, ".goal-tabs [aria-current] b", "50 million CNY")
    shows(phone, ".lookup__h", "抬头看墙")
    room.next("goals.restate")
    unfold(phone)
    phone.locator("#own-restatement textarea").fill("说好哪天发，就哪天发。")
    phone.locator("#own-restatement button").tap()
    shows(wall, ".restatement p", "说好哪天发，就哪天发。")
    room.next("goals.temperature")
    for scale in ("understand", "believe"):
        keyed(phone, f"[name={scale}]", "ArrowLeft")
    phone.keyboard.press("ArrowLeft")
    keyed(phone, ".ph__act .btn--primary")
    tablet.locator("label[for=understand-4]").tap()
    tablet.locator("label[for=believe-2]").tap()
    tablet.locator(".ph__act .btn--primary").tap()
    shows(wall, ".hands__middle b", "4.50", "3.00")
    expect(wall.locator("#hands")).to_have_attribute("data-answered", "2")
