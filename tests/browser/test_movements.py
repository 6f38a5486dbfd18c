"""The five movements of the day with a phone, a shared tablet, a projector and a console that presses *Next*."""

import pytest
from playwright.sync_api import expect

from tests.browser import seen
from tests.browser.conftest import live
from tests.browser.movement import Movement, draw, keyed, settled, shows, unfold

pytestmark = pytest.mark.browser
MINE = "Carlos Mendes"


# --- Prelude --------------------------------------------------------------------------------------------------------


def test_prelude_with_a_phone_a_tablet_and_a_projector(movement):
    room = movement("checkin", "arrive")
    room.open("zh-CN", wall="en-GB")
    for key in ("p03", "p29", "p05"):
        room.shared.take(key)
    shows(room.projector, ".arrival", "郝建国", "胡斌", "罗静怡", MINE)
    room.next("contract.welcome")
    shows(room.mine, ".lookup__h", "抬头看墙")
    # The rising lines stay behind the button that passes the tablet on.
    expect(room.shared.page.locator(".shared")).to_have_css("z-index", "1")
    room.next("contract.agree")
    agree_or_not(room)
    room.next("grouping.reveal")
    change_the_wall(room)
    assert room.faults == []


def agree_or_not(room: Movement) -> None:
    """The phone agrees, the tablet too, then its next person has a concern, which is answered without a name."""
    keyed(room.mine, "button[form=own-agree]")
    shows(room.projector, "#agreed .arrivals__count", "1 of 4 agree 1 / 4 人同意")
    tablet = room.shared.take("p03")
    tablet.locator("button[form=own-agree]").tap()
    shows(room.projector, "#agreed .arrivals__count", "2 of 4 agree 2 / 4 人同意")
    tablet = room.shared.take("p05")
    keyed(tablet, "details.concern > summary")
    keyed(tablet, "#concern", words="夜班谁来看？")
    keyed(tablet, "details.concern button")
    shows(room.desk, "[data-concern] p.grow", "夜班谁来看？")
    room.desk.locator("[data-concern] input[name=reply]").fill("The shift leader reads it aloud.")
    room.desk.locator("[data-concern] form[action$='/reply/'] button").click()
    shows(room.projector, ".agreements__heard li p", "夜班谁来看？", "The shift leader reads it aloud.")
    shows(tablet, "#own-tap .stated .soft", "The shift leader reads it aloud.")
    # Who scans the square once more is led to the own place, as it was.
    room.mine.goto(room.url(f"/j/{room.code}"))
    room.mine.wait_for_url(f"**/w/{room.id}/")
    live(room.mine)
    expect(room.mine.locator("#own-tap")).to_have_attribute("data-answer", "agree")


def change_the_wall(room: Movement) -> None:
    """The console picks a person up and places them on the other wall; the own phone turns blue."""
    expect(room.mine.locator(".my-group")).to_have_attribute("data-wall", "red")
    shows(room.projector, "#group-A ol b", "罗静怡", "郝建国", "胡斌", MINE)
    room.desk.locator(f"#groups [data-pick='{room.seats['p34']}']").click()
    room.desk.locator("#groups [data-column='B'] header").click()
    shows(room.projector, "#group-B ol b", MINE)
    shows(room.projector, "#group-A ol b", "罗静怡", "郝建国", "胡斌")
    expect(room.mine.locator(".my-group")).to_have_attribute("data-wall", "blue")


# --- Movement II ----------------------------------------------------------------------------------------------------


def test_movement_two_with_a_phone_a_tablet_and_a_projector(movement):
    room = movement("swot", "write")
    room.open("en-GB", wall="zh-CN", tablet="zh-CN")
    for key in ("p01", "p03", "p29"):
        room.shared.take(key)
    swot(room)
    assert room.faults == []


def swot(room: Movement) -> None:
    """The phone is played by its keyboard alone, the tablet by fingers."""
    phone, wall, tablet = room.mine, room.projector, room.shared.page
    keyed(phone, "#field-S", "Space")
    keyed(phone, "#note-text", words="Samples reach customers in 12 days")
    expect(phone.locator(".standing")).to_be_hidden()
    keyed(phone, ".ph__act .btn--primary")
    shows(wall, "#swot-S .note__text", "Samples reach customers in 12 days")
    shows(phone, "#my-notes .q-letter", "S")
    shows(phone, ".standing [data-standing-of=room] b", "1")
    expect(phone.locator("[data-own-count]")).to_have_text("1")
    tablet.locator("label[for=field-W]").tap()
    tablet.locator("#note-text").fill("换型时间太长")
    tablet.locator(".ph__act .btn--primary").tap()
    shows(wall, "#swot-W .note__text", "换型时间太长")
    a_wall_a_group(room)
    room.next("swot.evidence")
    expect(phone.locator("[data-said]")).to_have_text("Look up. How do we know?")
    shows(wall, ".swot-facts__notes .note__text", "Samples reach customers in 12 days", "换型时间太长")
    settled(phone, room.step)
    keyed(phone, ".lookup__behind > summary")
    own = ".lacking__one:first-of-type"
    keyed(phone, f"{own} [name=evidence]", words="September 2025, order of 1.6 million")
    keyed(phone, f"{own} [name=customer]", words="Hailan Pumps")
    keyed(phone, f"{own} button")
    shows(wall, ".swot-facts__notes .note__text", "换型时间太长")
    room.next("swot.vote")
    settled(phone, room.step)
    keyed(phone, "[data-field=S] .ballot__row button:last-of-type")
    shows(phone, "#placed-S", "1")
    tablet.locator("label[for=tab-W]").first.tap()
    tablet.locator("[data-field=W] .ballot__row button").last.tap()
    shows(tablet, "#placed-W", "1")
    room.next("swot.why")
    unfold(tablet)
    if not tablet.locator(".chain").count():
        tablet.locator("#chains details > summary").tap()
        tablet.locator("#chains details [aria-pressed=false]").first.tap()
    tablet.locator(".chain__new textarea").fill("没有提前备好模具")
    tablet.locator(".chain__new label[for^=control-]").first.tap()
    tablet.locator(".chain__new button").tap()
    shows(wall, ".swot-why__chain p", "没有提前备好模具")
    room.next("swot.agree")


def a_wall_a_group(room: Movement) -> None:
    """Each group has a projector of its own; a note that is read out fills the walls on which it hangs."""
    address = room.url(f"/w/{room.id}/wall/?key={room.key}&group=")
    ours, theirs = (room.devices("projector", address + letter) for letter in "AB")
    for page, texts in ((ours, ["Samples reach customers in 12 days", "换型时间太长"]), (theirs, [])):
        live(page)
        shows(page, ".swot-field__notes .note__text", *texts)
    star = room.desk.get_by_role("button", name="Read 1 out")
    star.click()
    for page in (room.projector, ours):
        shows(page, ".read-out .note__text", "Samples reach customers in 12 days")
        assert seen.faults_of_a_wall(page) == []
    expect(theirs.locator(".read-out .note")).to_have_count(0)
    star.click()
    expect(room.projector.locator(".read-out .note")).to_have_count(0)


# --- Movement III ---------------------------------------------------------------------------------------------------


def test_movement_three_with_a_phone_a_tablet_and_a_projector(movement):
    room = movement("consensus", "generate")
    room.open("zh-CN", wall="en-GB")
    for key in ("p01", "p23", "p03"):
        room.shared.take(key)
    consensus(room)
    town(room)
    assert room.faults == []


def consensus(room: Movement) -> None:
    """Hear me first, a reply, and the stance changes; then the hands and the first version."""
    phone, wall, tablet, desk = room.mine, room.projector, room.shared.page, room.desk
    room.next("consensus.read")
    settled(phone, room.step)
    keyed(phone, ".stand__now .stand__hear summary")
    keyed(phone, ".stand__now .stand__hear textarea", words="先说清楚夜班怎么办")
    keyed(phone, ".stand__now .stand__hear button")
    shows(phone, ".stand__mark q", "先说清楚夜班怎么办")
    tablet.locator(".stand__now form:has([value=support]) button").tap()
    shows(tablet, "#own-stances .pill.num", "2 of 6")
    expect(desk.locator("[data-clause='1'] [data-counts]")).to_have_attribute("data-counts", "1 0 1")
    room.next("consensus.voice")
    shows(wall, "#clause-counts p b", "1", "0", "1")
    shows(desk, "[data-clause='1'] .clause-desk__mark q", "先说清楚夜班怎么办")
    desk.locator("[data-clause='1'] [name=reply]").fill("Night shift gets its own board.")
    desk.locator("[data-clause='1'] [name=outcome][value=kept]").click()
    unfold(phone)
    said = ".stand__list li:first-child"
    keyed(phone, f"{said} > details > summary")
    shows(phone, f"{said} .banner--ok", "Night shift gets its own board.")
    keyed(phone, f"{said} form:has([value=live_with]) button")
    shows(wall, "#clause-counts p b", "1", "1", "0")
    room.next("consensus.fist")
    settled(phone, room.step)
    keyed(phone, "[name=value]", "ArrowLeft")
    expect(phone.locator("#fist-5")).to_be_checked()
    phone.keyboard.press("ArrowLeft")
    keyed(phone, ".ph__act .btn--primary")
    tablet.locator("label[for=fist-5]").tap()
    tablet.locator(".ph__act .btn--primary").tap()
    shows(wall, "#fist-hands > p b", "4.50")
    room.next("consensus.freeze")
    desk.locator("form[action$='/run/statement/'] button").first.click()
    shows(wall, ".plain h1", "Version 1")


def town(room: Movement) -> None:
    """Asked on the tablet and aloud, answered on the phone; an answer changes the plan, and its owner says yes."""
    phone, wall, desk = room.mine, room.projector, room.desk
    question = "How will we see after four weeks whether it pays?"
    room.next("town.collect")
    tablet = room.shared.take("p01")
    keyed(tablet, ".lookup__behind > summary")
    keyed(tablet, "#target-mine", "5")
    expect(tablet.locator("#target-mine option:checked")).to_have_text("5 · Win and grow key accounts")
    keyed(tablet, "#question-text", words=question)
    keyed(tablet, ".town-ask .btn--primary")
    shows(tablet, "#which-lens-mine", "From which angle? Choose one of the seven.")
    keyed(tablet, ".town-ask [name=lens]", "Space")
    while not tablet.locator("#lens-mine-basis").is_checked():
        tablet.keyboard.press("ArrowRight")
    keyed(tablet, ".town-ask .btn--primary")
    shows(tablet, "#my-questions li [lang]", question)
    room.next("town.present")
    expect(wall.locator(".town-plan article")).to_have_count(3)
    room.next("town.ask")
    desk.locator(".town-lz [name=lens][value=innovation]").click()
    shows(wall, ".cq .q", "What is different from what we did last year?")
    unfold(phone)
    phone.locator("#answer-text").fill("第一次请工程师一起去")
    phone.locator("#scribe .btn--primary").tap()
    shows(wall, ".cq .kw em", "第一次请工程师一起去")
    answered(room, "clear")
    shows(wall, ".cq .pill", "Clear")
    desk.locator(".tq [aria-label^='Ask:']").click()
    shows(wall, ".cq .q", question)
    shows(wall, ".cq .from b", "Basis")
    desk.locator(".town-now", has_text=question).wait_for()
    desk.locator("label[for^=outcome-][for$=-plan_changed]").click()
    desk.locator(".town-now [name=ref]").select_option("a13")
    desk.locator(".town-now [name=words]").fill("One month later, with numbers")
    desk.locator(".town-answer button", has_text="Keep this answer").click()
    shows(wall, ".cq .pill", "Plan changed")
    for step in ("town.present", "town.ask", "revise.changes"):
        room.next(step)
    revise(room)


def answered(room: Movement, outcome: str) -> None:
    room.desk.locator(f".town-now > form label[for$=-{outcome}]").click()
    room.desk.locator(".town-now > form button", has_text="Keep this answer").click()


def revise(room: Movement) -> None:
    """The desk puts the change into a field, its owner says yes on the phone, and the second version is fixed."""
    phone, desk = room.mine, room.desk
    change = desk.locator("[data-change]")
    change.locator("[name=due]").fill("2026-06-30")
    change.locator("button", has_text="Keep this change").click()
    unfold(phone, "确认我的改动")
    phone.locator("#my-changes .btn--primary").tap()
    expect(phone.locator("#my-changes .card .meta").last).to_have_text("你已确认。")
    desk.locator("form[action$='/application/'] button").click()
    desk.locator("button", has_text="Freeze the next version").click()
    expect(room.projector.locator(".town-changes > .sub")).to_contain_text("Fixed as version 2")


# --- Finale ---------------------------------------------------------------------------------------------------------


def test_finale_with_a_phone_a_tablet_and_a_projector(movement):
    room = movement("signing", "write")
    room.open("zh-CN", wall="en-GB")
    for key in ("p01", "p05", "p03"):
        room.shared.take(key)
    promise(room)
    sign(room)
    close(room)
    assert room.faults == []


def promise(room: Movement) -> None:
    """Own words on the phone, seen by nobody else until they are signed; then large, to read from."""
    words = "我将每周五核对样品交期"
    form = room.mine.locator("form.promise__form:has(#text-new)")
    form.locator("#text-new").fill(words)
    form.locator("#due-new").fill("2026-03-31")
    room.mine.locator("[form=promise-new]").tap()
    shows(room.mine, "#own-commitments .promise__text", words)
    assert room.projector.locator("#surface", has_text=words).count() == 0
    room.next("signing.say")
    unfold(room.mine)
    shows(room.mine, ".aloud p > span", words)
    room.mine.locator("[data-fold]").first.tap()
    expect(room.mine.locator(".aloud")).to_be_hidden()


def sign(room: Movement) -> None:
    """The phone draws, the tablet types its name with the PIN; who comes back finds the own keepsake."""
    phone, wall = room.mine, room.projector
    room.next("signing.sign")
    shows(wall, "#signed-count", "0 of 4 signed 0 / 4 人已签")
    phone.locator("[form=hand]").click()
    shows(phone, "[data-sigpad-missing]:visible", "请先手写签名，或打上姓名。")
    draw(phone)
    phone.locator("[form=hand]").click()
    shows(wall, "#signatures .hand__name", MINE)
    assert wall.locator("#signatures svg.sig path").count() == 1
    shows(phone, ".keepsake [data-draws=name]", MINE)
    tablet = room.shared.take("p03")
    keyed(tablet, "[data-sigpad-mode=typed]")
    keyed(tablet, "#typed-name", words="罗静怡")
    keyed(tablet, "#pin", words=room.shared.pins["p03"])
    keyed(tablet, "[form=hand]")
    shows(wall, "#signatures .hand__name", MINE, "罗静怡")
    shows(wall, "#signed-count", "2 of 4 signed 2 / 4 人已签")
    phone.goto(room.url(f"/j/{room.code}"))
    phone.wait_for_url(f"**/w/{room.id}/")
    phone.locator("#my-signature").wait_for()
    room.next("signing.support")
    tablet = room.shared.take("p01")
    unfold(tablet)
    draw(tablet)
    tablet.locator("#pin").fill(room.shared.pins["p01"])
    tablet.locator("#hand [type=submit]").click()
    shows(wall, "#signed-count", "3 of 4 signed 3 / 4 人已签")


def close(room: Movement) -> None:
    phone, wall = room.mine, room.projector
    room.next("close.parked")
    shows(wall, "#settled p", "Who reads night records during holidays", "食堂夜宵时间")
    room.next("close.dates")
    room.next("close.word")
    tablet = room.shared.take("p05")
    for page, word in ((phone, "踏实"), (tablet, "Ready")):
        unfold(page)
        page.locator("#compose textarea").fill(word)
        page.locator("button[form=compose]").tap()
        wall.locator(".word", has_text=word).wait_for()
    shows(wall, ".word", "踏实", "Ready")
    room.next("close.photo")
    room.desk.locator("#next .btn--primary").click()
    shows(wall, "h1", "Thank you for playing")
    shows(phone, "h1", "谢谢大家的合奏")
