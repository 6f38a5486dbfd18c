"""F17: a phone whose clock is hours wrong, and set anew meanwhile, counts, keeps and sends as all the others do."""

import pytest

from tests.browser.conftest import hangs, live, notes, write

pytestmark = pytest.mark.browser
# What the clock is wrong by is kept in the name of the tab, which outlives a reload.
WRONG = """
const True = Date;
globalThis.trueNow = () => True.now();
globalThis.Date = class extends True {
  constructor(...when) { when.length ? super(...when) : super(Date.now()); }
  static now() { return True.now() + Number(globalThis.name || 5 * 3_600_000); }
};
"""
COUNTS = """
() => {
  const timer = document.querySelector("#mine time[data-ends], #surface time[data-ends]");
  const [minutes, seconds] = timer.textContent.split(":").map(Number);
  return Math.abs(minutes * 60 + seconds - (timer.dataset.ends - trueNow()) / 1000) <= 1;
}
"""


def set_clock(phone, hours: int) -> None:
    phone.evaluate("hours => { globalThis.name = String(hours * 3_600_000) }", hours)


def test_f17_wrong_clock_of_a_phone_changes_neither_timer_nor_draft_nor_order(room):
    console = room.console()
    room.writing(console)
    wall, phone = room.wall(), room.phone(0, script=WRONG)
    phone.wait_for_function(COUNTS)
    write(phone, "One")
    hangs(wall, "One")
    phone.context.set_offline(True)
    for text, hours in (("Two", 30), ("Three", -30), ("Four", -48)):
        set_clock(phone, hours)
        write(phone, text)
        phone.locator(".waiting__text", has_text=text).wait_for()
    phone.wait_for_function(COUNTS)
    phone.locator("#compose textarea").fill("Half a thou")
    phone.context.set_offline(False)
    phone.reload()
    live(phone)
    phone.wait_for_function(COUNTS)
    hangs(wall, "Four")
    assert notes(wall) == ["One", "Two", "Three", "Four"]
    assert phone.locator("#compose textarea").input_value() == "Half a thou"
