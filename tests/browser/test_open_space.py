"""Three phones, a host's tablet and a projector while people walk, classify and are thanked."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.movement import PREPARED, Movement, shows, unfold
from tests.browser.seen import faults_of_a_phone, violations
from tests.servers import ROOT

pytestmark = pytest.mark.browser
EXAMPLE = ROOT / "examples" / "openspace.json"
OTHER_HOSTS = ("p15", "p31", "p12")
FIRST, SECOND = "Read the meters at ten", "装定时器，夜间自动停"
OWNER = "秦兰"
SHEET = "[id^=topic-]:has(.corner:text-is('A'))"


@pytest.fixture
def walking(module_server, devices) -> Movement:
    """The topics of the example have their corners, the walk is open, and nobody has written yet."""
    gone = ["opinions", "todos"]
    code = PREPARED.format(example=str(EXAMPLE), gone=gone, stage="openspace", step="walk", here=OTHER_HOSTS)
    about = json.loads(module_server.manage("shell", "-v0", "-c", code).strip().splitlines()[-1])
    return Movement(module_server, devices, stage="openspace", step="openspace.walk", **about)


def visit(phone, letter: str) -> None:
    phone.locator(".been li", has=phone.locator(f".corner:text-is('{letter}')")).locator("form button").tap()
    phone.locator(f".been li[data-s=here] .corner:text-is('{letter}')").wait_for()


def say(phone, text: str) -> None:
    phone.locator("#compose textarea").fill(text)
    phone.locator(".ph__act .btn--primary").tap()


def test_walk_home_and_thanks_on_phones_a_tablet_and_a_projector(walking):
    room = walking
    room.projector, room.desk = room.wall(locale="en-GB"), room.console("openspace@example.com")
    room.mine = room.seated("zh-CN", "p22")
    second, third, host = (room.seated("en-GB", key) for key in ("p40", "p08", "p26"))
    walk(room, second, third, host)
    classify(room, host)
    room.next("openspace.award")
    shows(room.projector, ".award__group .award__sum", "CNY 0", "CNY 1,200", "CNY 800", "CNY 0")
    follow(room, host)


def follow(room: Movement, host) -> None:
    """A host takes one on, the day ends, and everybody can use the pages of the twelve weeks."""
    todo = room.desk.locator("#todos li").first
    todo.locator("select").select_option(label=OWNER)
    todo.locator("button").click()
    todo.locator("summary bdi", has_text=OWNER).wait_for()
    room.desk.locator("#next .btn--primary").click()
    host.locator("#my-todos").click()
    found = {"own": faults_of_a_phone(host)}
    for view in ("", "corners", "visits"):
        room.desk.goto(room.url(f"/w/{room.id}/weeks/?view={view}"))
        found[f"weeks {view}"] = violations(room.desk)
    assert found == {page: [] for page in found}


def walk(room: Movement, second, third, host) -> None:
    """One sentence goes straight, one through a dark line; the same words are refused and stay in the field."""
    visit(room.mine, "A")
    say(room.mine, FIRST)
    shows(room.projector, f"{SHEET} .note__text", FIRST)
    expect(host.locator(".been", has_text=FIRST)).to_be_visible()
    visit(third, "A")
    third.context.set_offline(True)
    say(third, SECOND)
    expect(third.locator("[data-outbox-list] li")).to_have_count(1)
    third.context.set_offline(False)
    shows(room.projector, f"{SHEET} .note__text", SECOND, FIRST)
    visit(second, "A")
    say(second, FIRST.upper())
    expect(second.locator("[data-outbox-error]", has_text="Already on the sheet")).to_be_visible()
    shows(room.projector, f"{SHEET} .note__text", SECOND, FIRST)


def classify(room: Movement, host) -> None:
    """The host enters what the home group agreed on; the console could not go on before."""
    room.next("openspace.home")
    unfold(host)
    for kind, left in (("feasible", "1 sorted"), ("testable", "2 sorted")):
        card = host.locator(".idea-card:visible")
        for name, value in (("kind", kind), ("effect", 4), ("ease", 5)):
            card.locator(f"input[name={name}][value='{value}'] + label").tap()
        assert violations(host, "#classing") == []
        card.locator(".btn--primary").tap()
        expect(host.locator(".sorting__queue .meta")).to_have_text(left)
    shows(room.projector, f"{SHEET} .topic__count", "2 of 2")
