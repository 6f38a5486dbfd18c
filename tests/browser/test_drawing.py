"""Drawing from two phones: one sheet a group, each with an own undo, nothing lost without a signal."""

import pytest
from playwright.sync_api import expect

from tests.browser import seen
from tests.browser.conftest import live

pytestmark = pytest.mark.browser

TO_DRAW = """
from workshops.models import Workshop
Workshop.objects.update(draws_on_screens=True)
room = Workshop.objects.get()
room.agenda.update(state="locked")
room.agenda.create(kind="vision", order=50, minutes=70)
room.change("", "", lambda live, changing: live.agenda.get(kind="vision").enter("draw", changing))
"""
STROKES = "from workshops.kickoff.vision.models import Stroke; print([one.pen for one in Stroke.objects.all()])"


@pytest.fixture
def drawing_room(room):
    room.manage(TO_DRAW)
    return room


def pad(phone):
    phone.locator(".lookup__in").click()
    sheet = phone.locator("[data-pad-sheet]")
    phone.wait_for_function("document.querySelector('script[src*=drawing]')")
    sheet.scroll_into_view_if_needed()
    return sheet


def draw(phone, top: float, pen: str = "Ink") -> None:
    """A line across the sheet, at this share of its height."""
    phone.locator(".pad__pen", has_text=pen).click()
    box = phone.locator("[data-pad-sheet]").bounding_box()
    phone.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + top * box["height"])
    phone.mouse.down()
    phone.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + top * box["height"], steps=5)
    phone.mouse.up()


def draw_with_a_resting_hand(phone) -> None:
    """The hand lies down before the pen and stays: the pen draws, the hand does not."""
    phone.locator(".pad__pen", has_text="Green").click()
    box, events = phone.locator("[data-pad-sheet]").bounding_box(), phone.context.new_cdp_session(phone)

    def hand(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in places]
        events.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def pen(kind: str, across: float, force: float) -> None:
        place = {"x": box["x"] + across * box["width"], "y": box["y"] + 0.4 * box["height"]}
        pressed = {"pointerType": "pen", "button": "left", "buttons": 1, "force": force, "clickCount": 1}
        events.send("Input.dispatchMouseEvent", {"type": kind} | place | pressed)

    hand("touchStart", (0.8, 0.8))
    hand("touchMove", (0.9, 0.9))
    pen("mousePressed", 0.2, 0.25)
    pen("mouseMoved", 0.4, 0.25)
    pen("mouseMoved", 0.6, 1)
    pen("mouseReleased", 0.6, 1)
    hand("touchEnd")


def drawn(page, *pens: str) -> None:
    """Wait until the room's strokes on this screen are these, in this order."""
    expect(page.locator("[id^=sheet-] path")).to_have_class([f"ink {pen}" for pen in pens])


def test_two_phones_draw_one_picture_and_each_takes_back_its_own(drawing_room):
    first, second, wall = drawing_room.phone(0), drawing_room.phone(1), drawing_room.wall()
    pad(first), pad(second)
    assert seen.faults_of_a_phone(first) == []
    draw(first, 0.3, "Red")
    drawn(second, "p-r")
    draw(second, 0.6, "Blue")
    for page in (first, second, wall):
        drawn(page, "p-r", "p-b")
    first.reload()
    live(first)
    pad(first)
    first.locator("[data-pad-back] button").click()
    for page in (first, second, wall):
        drawn(page, "p-b")
    draw_with_a_resting_hand(second)
    # One stroke, in two pieces: where the pen pressed lightly and where it pressed hard.
    for page in (first, second, wall):
        drawn(page, "p-b", "p-g", "p-g")
    assert drawing_room.manage(STROKES) == "['b', 'g']"
    none_left = "None of these strokes is yours. What others drew, they take back themselves."
    first.locator("[data-pad-back] button").click()
    expect(first.locator(".pad__said")).to_have_text(none_left)
    draw(first, 0.8)
    expect(first.locator(".pad__said")).to_have_text("")
    second.set_viewport_size({"width": 844, "height": 390})
    assert second.locator("[data-pad-sheet]").bounding_box()["height"] <= 390


def test_strokes_without_a_signal_wait_where_they_were_drawn_and_arrive_once(drawing_room):
    phone, wall = drawing_room.phone(), drawing_room.wall()
    pad(phone)
    phone.context.set_offline(True)
    for top, pen in ((0.2, "Red"), (0.4, "Green"), (0.6, "Blue")):
        draw(phone, top, pen)
    phone.locator("[data-pad-back] button").click()
    waiting = phone.locator("[data-pad-waiting] .is-waiting")
    expect(phone.locator("[data-pad-waits]")).to_be_visible()
    expect(waiting).to_have_count(2)
    phone.context.set_offline(False)
    expect(waiting).to_have_count(0)
    for page in (phone, wall):
        drawn(page, "p-r", "p-g")
    assert drawing_room.manage(STROKES) == "['r', 'g']"
