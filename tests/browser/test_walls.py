"""Walls at the size of a full room and of a whole day: three hundred notes on any projector, eight hours untouched."""

import pytest
from playwright.sync_api import expect

from tests.browser import seen
from tests.browser.conftest import Room, live
from tests.browser.movement import shows
from tests.browser.test_pages import SIZES

pytestmark = pytest.mark.browser

TEXTS = (
    "图纸晚到，夜班只能等",
    "Defect codes are used differently by shift",
    "二号线换型平均要九十五分钟，早班接手的时候常常找不到工具和上一班的记录",
    "Scrap of large bodies was 7.8 percent in December, and nobody told the pattern shop before the audit",
)
LONGEST = "We confirm dates twice. " * 9
"""Longer than the 80 that are advised, within the 200 that are taken (R-GEN-10)."""
HANG = f"""
from workshops.models import Note, Workshop
workshop = Workshop.objects.get(room__public_id={{room!r}})
run, texts = workshop.current, {TEXTS!r}
said = [({LONGEST!r} if number % 25 == 7 else texts[number % 4]).strip()[:200] for number in range(300)]
walls = [workshop.wall_for(run, group) for group in workshop.groups.all()]
"""
IN_FIELDS = """
from workshops.kickoff.swot.models import SwotNote
for number, text in enumerate(said):
    SwotNote.objects.create(workshop=workshop, wall=walls[number % 2], text=text, number=number // 2 + 1, state="wall",
        group=walls[number % 2].group, quadrant="SWOT"[number % 4], evidence="March, 3 of 40", language="zh-hans")
"""
IN_COLUMNS = """
from workshops.kickoff.strategy.models import Column, StrategyNote
columns = [Column.objects.create(workshop=workshop, wall=walls[at % 2], key=f"X{at}", order=at) for at in range(8)]
for number, text in enumerate(said):
    column = columns[number % 8] if number % 9 else None
    StrategyNote.objects.create(workshop=workshop, wall=walls[number % 2], text=text, number=number // 2 + 1,
        state="wall", group=walls[number % 2].group, column=column, language="zh-hans")
"""
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt"
"""Sixty letters without a place to break, as long as a heading may be."""
ON_A_PLAN = f"""
from datetime import date
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.strategy.models import Column
from workshops.models import Workshop
workshop = Workshop.objects.get(room__public_id={{room!r}})
wall, day = workshop.wall_for(workshop.current), date.today()
for place in range(5):
    strategy = Column.objects.create(workshop=workshop, wall=wall, key=f"C{{{{place}}}}", rank=place, heading={WORD!r})
    for row in range(3):
        words = dict(text={WORD!r}, measure={WORD!r}, start=day, due=day, budget=22000)
        KeyAction.objects.create(workshop=workshop, strategy=strategy, key=f"a{{{{place}}}}{{{{row}}}}", **words)


def begin(live, changing):
    run = live.agenda.get(kind="actions")
    live.agenda.filter(order__lt=run.order).update(state="locked")
    run.enter("draft", changing)


workshop.change("", "", begin)
"""
TURN = 20_000
"""Milliseconds until a dense wall shows its next page."""


def untouched(room, locale: str):
    """A wall whose clock this test turns."""
    wall = room.wall(locale=locale)
    wall.clock.install()
    wall.reload()
    live(wall)
    return wall


def turn_over(wall) -> None:
    """The next page, list after list."""
    wall.clock.fast_forward(TURN)
    wall.clock.fast_forward(TURN // 10)


CALLED_ALOUD = {"swot": 48, "strategy": 56}
"""Pixels of a note's number at 1920."""


@pytest.mark.parametrize(("stage", "step", "hang"), [("swot", "write", IN_FIELDS), ("strategy", "cluster", IN_COLUMNS)])
def test_three_hundred_notes_are_whole_and_the_same_on_every_projector(movement, stage, step, hang):
    """In Chinese, page after page: nothing cut, nothing too small for the back row, one picture from 1280 to 3840."""
    room = movement(stage, step, "p04", "p05", "p06", "p07")
    room.manage(HANG.format(room=room.id) + hang)
    wall = untouched(room, "zh-CN")
    found, pages = {}, []
    for turn in range(3):
        turn_over(wall)
        for width, height in SIZES:
            wall.set_viewport_size({"width": width, "height": height})
            wall.evaluate(seen.STILL)
            faults = wall.evaluate(seen.CUT) + wall.evaluate(seen.SMALL, seen.SMALLEST * width / 1920)
            found[f"{turn} {width}"] = faults
            pages.append(wall.evaluate(seen.HUNG))
            assert wall.evaluate(seen.CALLED) >= CALLED_ALOUD[stage]
    assert found == {page: [] for page in found}
    assert pages == [page for page in pages[:: len(SIZES)] for _size in SIZES]
    assert len({str(page) for page in pages}) == 3
    if stage == "strategy":
        room.manage(ON_A_PLAN.format(room=room.id))
        wall.reload()
        wall.locator("#surface[data-step^='actions.draft'] tbody > :nth-child(3)").wait_for()
        assert [fault for fault in wall.evaluate(seen.CUT) if fault.startswith("outside")] == []


HALF_AN_HOUR = "30:00"


def test_wall_goes_on_for_eight_hours_that_nobody_touches(movement):
    """Half an hour after the other the line falls silent and comes back; nothing piles up, and a new note lands."""
    room = movement("vision", "imagine", "p03")
    wall = untouched(room, "en-GB")
    browser = wall.context.new_cdp_session(wall)

    def half_an_hour() -> dict[str, int]:
        """What the page holds then: nodes, and who listens to them."""
        wall.clock.fast_forward(HALF_AN_HOUR)
        turn_over(wall)
        live(wall)
        browser.send("HeapProfiler.collectGarbage")
        return browser.send("Memory.getDOMCounters")

    weights = [half_an_hour() for _ in range(16)]
    # A catch-up may be under way at any look; what piles up never comes down again.
    for what in ("nodes", "jsEventListeners"):
        first, last = (min(one[what] for one in part) for part in (weights[:4], weights[-4:]))
        assert last <= first, weights
    phone = room.seated("en-GB")
    phone.locator("#card-text").fill("Still light over the gate")
    phone.locator(".ph__act .btn--primary").tap()
    shows(wall, "#kept b", "1")


COUNT_TONES = """() => {
  window.rung = 0;
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    window.rung += 1;
    return start.apply(this, when);
  };
}"""
TONES = 3
"""Of one stroke of the bell."""


def test_bell_rings_on_the_wall_that_was_allowed_to_when_a_step_opens_and_when_its_time_is_up(movement):
    """Of two walls one was clicked: it sounds, the other and the console stay silent; switched off, nobody sounds."""
    room = movement("vision", "gallery", "p04")
    wall, silent, console = untouched(room, "en-GB"), room.wall(), room.console("vision@example.com")
    pages = (wall, silent, console)
    for page in pages:
        page.evaluate(COUNT_TONES)
    allow = wall.get_by_role("button", name="Allow the bell")
    allow.click()
    expect(allow).to_be_hidden()

    def rung() -> list[int]:
        return [page.evaluate("rung") for page in pages]

    def stands_at(position: str) -> None:
        for page in (wall, silent):
            page.locator(f"#surface[data-step^='{position}.']").wait_for(state="attached")

    assert rung() == [0, 0, 0]
    Room.next(room, console, "vision.name")
    stands_at("vision.name")
    assert rung() == [TONES, 0, 0]
    wall.clock.fast_forward(HALF_AN_HOUR)
    wall.wait_for_function("rung > 3")
    assert rung() == [2 * TONES, 0, 0]
    console.get_by_role("button", name="Bell on the wall: on").click()
    wall.locator("#surface[data-bell='off']").wait_for(state="attached")
    console.locator(".band__back").last.click()
    stands_at("vision.gallery")
    assert rung() == [2 * TONES, 0, 0]
