"""The movements of the day with a phone, a shared tablet, a projector and a console that presses *Next*."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import live
from tests.browser.movement import Movement, shows

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=15_000)
MINE = "Carlos Mendes"


@pytest.fixture
def movement(module_server, devices):
    """`movement("vision", "demo")`: a room of the example's day at the first step of that movement."""
    return lambda stage, step: Movement.prepared(module_server, devices, stage, step)


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


def agree_or_not(room: Movement) -> None:
    """The phone agrees, the tablet too, then its next person has a concern, which is answered without a name."""
    room.mine.locator("#own-tap form:has([value=agree]) button").tap()
    shows(room.projector, "#agreed .arrivals__count", "1 of 4 agree")
    tablet = room.shared.take("p03")
    tablet.locator("#own-tap form:has([value=agree]) button").tap()
    shows(room.projector, "#agreed .arrivals__count", "2 of 4 agree")
    tablet = room.shared.take("p05")
    tablet.locator("details.concern > summary").tap()
    tablet.locator("#concern").fill("夜班谁来看？")
    tablet.locator("details.concern button").tap()
    shows(room.desk, "[data-concern] > p", "夜班谁来看？")
    room.desk.locator("[data-concern] input[name=reply]").fill("The shift leader reads it aloud.")
    room.desk.locator("[data-concern] form[action$='/reply/'] button").click()
    shows(room.projector, ".agreements__heard li p", "夜班谁来看？", "The shift leader reads it aloud.")
    shows(tablet, "#own-tap .banner--ok .soft", "The shift leader reads it aloud.")
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
