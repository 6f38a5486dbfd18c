"""From silent notes to granted actions with a phone, a shared tablet and a projector."""

import pytest
from playwright.sync_api import expect

from tests.browser.movement import Movement, finger_drags, keyed, lifts, middle, mouse_drags, settled, shows, unfold

pytestmark = pytest.mark.browser
MINE = "Carlos Mendes"


def test_strategies_and_actions_with_a_phone_a_tablet_and_a_projector(movement):
    room = movement("strategy", "silent")
    room.open("en-GB", wall="zh-CN", tablet="zh-CN")
    for key in ("p01", "p03", "p29"):
        room.shared.take(key)
    strategies(room)
    actions(room)
    breaks(room)
    assert room.faults == []


def strategies(room: Movement) -> None:
    phone, wall, tablet, desk = room.mine, room.projector, room.shared.page, room.desk
    for page, text in (
        (phone, "Prepare moulds before the shift"),
        (tablet, "换型前备好工具"),
        (phone, "Level the plan"),
    ):
        page.locator("#compose textarea").fill(text)
        expect(page.locator("#compose [data-count-for]")).to_have_text(f"{len(text)} / 200")
        page.locator(".ph__act .btn--primary").tap()
        page.locator("#my-notes .note__text", has_text=text).wait_for()
    for page in (phone, tablet):
        for tick in page.locator("#my-notes .tick").all():
            tick.tap()
        expect(page.locator("#my-notes .tick[aria-pressed=false]")).to_have_count(0)
    room.next("strategy.post")
    expect(wall.locator(".orphans__notes .note__text")).to_have_count(3)
    room.next("strategy.cluster")
    # The phone and the tablet pick and place, the console drags by mouse and by touch: all is seen on the wall.
    settled(phone, room.step)
    keyed(phone, ".lookup__behind > summary")
    keyed(phone, "#my-hand [data-handle]")
    keyed(phone, ".lane--none .lane__go")
    shows(wall, ".column .note__text", "Prepare moulds before the shift")
    unfold(tablet)
    tablet.locator("#my-hand li", has_text="换型前备好工具").tap()
    tablet.locator("form.lane[data-column]:not(.lane--none)").tap()
    expect(wall.locator(".column .note__text")).to_have_count(2)
    assert set(wall.locator(".column .note__text").all_inner_texts()) == {
        "换型前备好工具",
        "Prepare moulds before the shift",
    }
    column = desk.locator(".desk-column:not(.desk-column--new):not(.desk-column--loose)")
    several(room, column)
    expect(desk.locator(".desk-column--loose [data-pick]")).to_have_count(1)
    finger_drags(desk, desk.locator(".desk-column--loose [data-pick]"), column.locator("[data-drop]"))
    expect(wall.locator(".column .note__text")).to_have_count(3)
    expect(wall.locator(".orphans__notes .note__text")).to_have_count(0)
    room.next("strategy.name")
    unfold(phone)
    phone.locator("#naming [id^=idea-for-]").fill("Halve changeover time")
    phone.locator("#naming form[action$='/ideas/'] button").tap()
    tablet = room.shared.take("p29")
    unfold(tablet)
    tablet.locator("#naming [data-idea] button.btn").tap()
    shows(wall, ".column__name", "Halve changeover time")
    room.next("strategy.merge")
    unfold(phone)
    phone.locator("#effects textarea").fill("Half the changeover time frees a shift a week.")
    phone.locator("#effects form button").tap()
    unfold(tablet)
    tablet.locator("#carrying [value=new]").tap()
    tablet.locator("#carrying").wait_for(state="detached")
    room.next("strategy.relevance")
    shows(wall, ".light__effect", "Half the changeover time frees a shift a week.")
    for page in (phone, tablet):
        unfold(page)
    phone.locator("#relevance [value='3']").tap()
    tablet.locator("#relevance [value='2']").tap()
    shows(wall, ".light__answers > p b", "2")
    room.next("strategy.rank")
    for score in ("immediacy", "speed"):
        keyed(phone, f"#ranking [id^={score}-]", "ArrowLeft")
    expect(phone.locator("#ranking :checked[value='5']")).to_have_count(2)
    keyed(phone, "[form=ranking]")
    shows(wall, ".rank__score", "10.00")


def several(room: Movement, column) -> None:
    """Two notes in hand are one move, by the bar, the mouse or keys alone, and one undo brings both back."""
    desk, notes = room.desk, column.locator(".note__body")
    bar, loose = desk.locator("[data-picked]"), desk.locator(".desk-column--loose")
    moves = (
        lambda: bar.locator("form:has([name=column][value='']) button").click(),
        lambda: mouse_drags(desk, notes.last, loose.locator("[data-drop]")),
        lambda: typed(desk),
    )
    expect(notes).to_have_count(2)
    put_back(desk, notes.last, loose.locator("[data-drop]"))
    for move in moves:
        expect(notes).to_have_count(2)
        notes.first.press("Enter")
        desk.keyboard.press("ArrowDown")
        expect(notes.last).to_be_focused()
        desk.keyboard.press("Shift+Enter")
        expect(bar.locator("[data-picked-count]")).to_have_text("2")
        loose.scroll_into_view_if_needed()
        move()
        expect(room.projector.locator(".orphans__notes .note__text")).to_have_count(3)
        expect(bar).to_be_hidden()
        expect(notes).to_have_count(0)
        desk.keyboard.press("Control+z")
        expect(room.projector.locator(".column .note__text")).to_have_count(2)


def put_back(desk, note, place) -> None:
    """Escape while a note is dragged: it lies where it lay, and nothing has moved."""
    board = desk.locator("[data-board]").first.inner_text()
    lifts(desk, note)
    desk.mouse.move(*middle(place), steps=8)
    expect(place.locator(".is-hole")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator(".is-hole")).to_have_count(0)
    desk.mouse.up()
    assert desk.locator("[data-board]").first.inner_text() == board


def typed(desk) -> None:
    """M goes to the list of places, whose last one is no home; the button beside it moves."""
    for key in ("m", "End", "Tab", "Enter"):
        desk.keyboard.press(key)


def breaks(room: Movement) -> None:
    """On the plan a break is dragged by its grip to another stage."""
    desk = room.signed_in(f"/w/{room.id}/plan/", "strategy@example.com")
    town = desk.locator("[data-kind=town]")
    desk.locator("[data-rest=consensus] .plan__grip").drag_to(town, target_position={"x": 90, "y": 38})
    expect(desk.locator("[data-rest=town]")).to_have_count(1)
    expect(desk.locator("[data-rest=consensus]")).to_have_count(0)


def actions(room: Movement) -> None:
    """A row typed on the phone, owned there, and granted by the decision maker who has the tablet."""
    phone, wall, tablet = room.mine, room.projector, room.shared.page
    room.next("actions.draft")
    keyed(phone, ".lookup__behind > summary")
    keyed(phone, "#text-new", words="Prepare the moulds of line 2 outside the machine")
    keyed(phone, "#owner-new", "C")
    expect(phone.locator("#owner-new option:checked")).to_have_text(MINE)
    # With the keyboard open little is seen, and the field one goes back to is in it.
    phone.set_viewport_size({"width": 360, "height": 370})
    phone.keyboard.press("Shift+Tab")
    expect(phone.locator("#text-new")).to_be_focused()
    expect(phone.locator("#text-new")).to_be_in_viewport(ratio=1)
    phone.set_viewport_size({"width": 390, "height": 844})
    keyed(phone, "#due-new", "2")
    phone.keyboard.type("9052026")
    keyed(phone, "#type-action .btn--primary")
    shows(wall, "#plan-rows .t b", "Prepare the moulds of line 2 outside the machine")
    room.next("actions.cross-check")
    settled(phone, room.step)
    keyed(phone, "[id^=budget-]", words="12000")
    keyed(phone, "form[action$='/details/'] button")
    shows(phone, ".plan-facts dd:nth-of-type(2)", "CNY 12 000 · Asked")
    keyed(phone, "[id^=accept-] button")
    shows(phone, ".plan-ask", "Thank you.")
    room.next("actions.decide")
    shows(wall, "#plan-rows .pill", "待定")
    room.shared.take("p01")
    unfold(tablet)
    tablet.locator("[data-outcome=yes] > summary").tap()
    tablet.locator("[data-outcome=yes] form button").tap()
    shows(wall, "#plan-rows .pill", "可以")
