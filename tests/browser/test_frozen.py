"""F7: a phone that was locked in a pocket shows the room of now, and what was half typed is still there."""

import pytest

from tests.browser.conftest import hangs, live, write

pytestmark = pytest.mark.browser


def lifecycle(page, state: str) -> None:
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": state})


def test_f7_frozen_phone_wakes_at_the_step_of_now_with_its_half_typed_words(room):
    console = room.console()
    room.writing(console)
    sleeper, other = room.phone(0), room.phone(1)
    wall = room.wall()
    sleeper.locator("#surface[data-step^='scratch.write']").wait_for()
    sleeper.locator("#compose textarea").fill("Half a thou")
    lifecycle(sleeper, "frozen")
    sleeper.context.set_offline(True)
    write(other, "Meanwhile")
    hangs(wall, "Meanwhile")
    room.next(console, "scratch.look")
    wall.locator("#surface[data-step^='scratch.look']").wait_for()
    sleeper.context.set_offline(False)
    lifecycle(sleeper, "active")
    sleeper.locator("#surface[data-step^='scratch.look']").wait_for()
    live(sleeper)
    back = {"expected": "scratch.look.0", "step": "write"}
    assert console.request.post(room.url(f"/w/{room.id}/run/step/"), form=back | token(console)).ok
    sleeper.locator("#compose textarea").wait_for()
    assert sleeper.locator("#compose textarea").input_value() == "Half a thou"


def token(page) -> dict[str, str]:
    (value,) = [one["value"] for one in page.context.cookies() if one["name"] == "csrftoken"]
    return {"csrfmiddlewaretoken": value}
