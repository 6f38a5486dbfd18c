"""A movement of the example's day in real browsers: what came before it is kept, its own steps are still to come."""

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect

from tests.browser import seen
from tests.browser.conftest import Room, live
from tests.servers import PATIENCE, ROOT, Tutti

expect.set_options(timeout=PATIENCE * 1000)
EXAMPLE = ROOT / "examples" / "kickoff.json"
NEVER_SAID: dict[str, tuple[str, ...]] = {
    "checkin": ("contract", "groups", "expected_group_flags"),
    "vision": ("vision", "promises", "refused_forfeits", "goal_readin"),
    "swot": ("swot_notes", "swot_votes"),
    "strategy": ("strategy_notes", "group_columns", "strategy_columns", "key_actions", "decisions"),
    "consensus": ("clauses", "fist_of_five", "consensus_statement", "town_meeting"),
    "signing": ("commitments", "signatures"),
}
"""What of the file is first said in the movement that begins with this stage."""

PREPARED = """
import json
from pathlib import Path
from people.models import Membership, User
from workshops import exchange
from workshops.models import Workshop

content, stage, step = json.loads(Path({example!r}).read_text()), {stage!r}, {step!r}
for name in {gone!r}:
    content[name] = type(content[name])()
workshop = exchange.import_workshop(content)
known = User.objects.filter(email=stage + "@example.com").first()
hanna = known or User.objects.create_user(stage + "@example.com", "a long passphrase", name="Hanna")
Membership.objects.get_or_create(user=hanna, organisation=workshop.organisation, role="fac")
workshop.facilitator, workshop.state = hanna, Workshop.State.LIVE
workshop.save()
workshop.seats.update(checked_in_at=None, left_at=None, claimed_at=None, seated_at=None)
for seat in workshop.seats.filter(person__key__in={here!r}):
    seat.claim("en", "paper")
workshop.agenda.update(state="pending", step="")

def begin(live, changing):
    run = live.agenda.get(kind=stage)
    live.agenda.filter(order__lt=run.order).update(state="locked")
    run.enter(step, changing)

workshop.change("", "", begin)
room = {{"id": workshop.public_id, "code": workshop.join_code, "key": workshop.projector_key}}
print(json.dumps(room | {{"seats": dict(workshop.seats.exclude(person=None).values_list("person__key", "pk"))}}))
"""


@dataclass
class Tablet:
    """One tablet for several people: each passes it on, and comes back with the own PIN (R-GEN-13)."""

    room: "Movement"
    page: Any
    pins: dict[str, str] = field(default_factory=dict)

    def take(self, key: str) -> Any:
        """The next person takes it from whoever had it; the page of the room as it is for them."""
        if self.page.locator("form.shared[data-passing]").count():
            settled(self.page, self.room.step)
            self.page.locator("form.shared[data-passing] button").tap()
            self.page.wait_for_url("**/j/*")
        tap_name(self.page, self.room.seats[key])
        if key in self.pins:
            self.page.locator("#pin").fill(self.pins[key])
            self.page.locator(".ph__act .btn--primary").tap()
        else:
            self.pins[key] = self.page.locator(".own-seat__pin b").inner_text()
            self.page.locator(".ph__act .btn--ink").tap()
        self.page.wait_for_url(f"**/w/{self.room.id}/")
        live(self.page)
        return self.page


@dataclass
class Movement(Room):
    """A room of the kickoff with everybody of the example on its roster; `seats` by the names of the file."""

    seats: dict[str, int]  # type: ignore[assignment]
    stage: str = ""
    step: str = ""
    faults: list[str] = field(default_factory=list)
    """What somebody could not read, reach or hear on the steps that were played."""

    @classmethod
    def prepared(cls, server: Tutti, devices: Any, stage: str, step: str, here: tuple[str, ...] = ()) -> "Movement":
        """A room that stands at this step, the first of its movement; nobody is here yet but who sits there unseen."""
        stages = list(NEVER_SAID)
        gone = [name for one in stages[stages.index(stage) :] for name in NEVER_SAID[one]]
        code = PREPARED.format(example=str(EXAMPLE), gone=gone, stage=stage, step=step, here=here)
        about = json.loads(server.manage("shell", "-v0", "-c", code).strip().splitlines()[-1])
        return cls(server, devices, stage=stage, step=f"{stage}.{step}", **about)

    def open(self, language: str, wall: str, tablet: str = "en-GB") -> None:
        """The projector and the console stand ready, then the first phone comes in."""
        self.projector = self.wall(locale=wall)
        self.desk = self.console(f"{self.stage}@example.com")
        self.mine = self.seated(language)
        self.shared = Tablet(self, self.devices("tablet", self.url(f"/j/{self.code}"), locale=tablet))
        self.shared.page.locator("form[action$='/tablet/'] button").tap()
        self.shared.page.locator("button[name=own]").wait_for()

    def seated(self, language: str, key: str = "p34") -> Any:
        page = self.devices("phone", self.url(f"/j/{self.code}"), locale=language)
        tap_name(page, self.seats[key])
        page.wait_for_url(f"**/w/{self.id}/")
        live(page)
        return page

    def next(self, step: str) -> None:  # type: ignore[override]
        """Press *Next*, with a reason where one is asked, until phone and projector stand there too."""
        there = self.desk.locator(f"#next input[name=expected][value^='{step}.']")
        asking = self.desk.locator("[data-reasons][open] .asks__one")
        self.desk.locator("#next .btn--primary").click()
        there.or_(asking).first.wait_for(state="attached")
        if asking.count():
            for one in asking.all():
                one.locator("[data-says]").first.click()
            self.desk.locator("#next .btn--primary").click()
            there.wait_for(state="attached")
        expect(self.desk.locator("[data-reasons][open]")).to_have_count(0)
        for page in (self.mine, self.projector):
            page.locator(f"#surface[data-step^='{step}.']").wait_for(state="attached")
        begins = self.step.split(".")[0] != step.split(".")[0]
        self.step = step
        self.look(self.desk if begins else None)

    def look(self, desk: Any = None) -> None:
        """Keep what is wrong with the phone and the wall of this step, and with the desk where a stage begins."""
        settled(self.mine, self.step)
        found = {"wall": seen.faults_of_a_wall(self.projector), "phone": seen.faults_of_a_phone(self.mine)}
        found |= {"desk": seen.violations(desk)} if desk else {}
        found["wall"] += self.projector.evaluate(seen.WAY_IN, self.code)
        found["desk"] = found.get("desk", []) + self.desk.evaluate(seen.REDS)
        for where, page in {"wall": self.projector, "phone": self.mine, "desk": desk}.items():
            found[where] = found.get(where, []) + (seen.faults_of_senses(page) if page else [])
        self.faults += [f"{self.step} {where}: {fault}" for where, faults in found.items() for fault in faults]


def settled(page: Any, step: str) -> None:
    """The step and what is personal have come: a finger put down on a page that still moves is no tap."""
    page.locator(f"#surface[data-step^='{step}.'] #mine > *").first.wait_for(state="attached")


def tap_name(page: Any, seat: int) -> None:
    """Find the own name on the roster, which a long one folds by department."""
    name = page.locator(f"button[name=seat][value='{seat}']").first
    if not name.is_visible():
        page.locator("details.roster", has=page.locator(f"button[value='{seat}']")).locator("summary").tap()
    name.tap()


def unfold(page: Any, name: str = "") -> None:
    """What stands one tap behind "Look up", by the words of its tap where there are two."""
    behind = page.locator(".lookup__behind", has=page.locator("> summary", has_text=name))
    behind.locator("> summary").wait_for()
    if behind.get_attribute("open") is None:
        behind.locator("> summary").tap()


REACH = 120
"""How many times somebody presses Tab at most."""


def keyed(page: Any, selector: str, press: str = "Enter", words: str = "") -> None:
    """Without a finger: Tab leads to what is named, ringed and in sight, where a key is pressed or words typed."""
    for _turn in range(REACH):
        if page.evaluate("name => Boolean(document.activeElement?.matches(name))", selector):
            break
        page.keyboard.press("Tab")
    expect(page.locator(selector).and_(page.locator(":focus"))).to_have_count(1)
    page.wait_for_function(f"() => ({seen.RINGED})() && !({seen.COVERED})()")
    if words:
        page.keyboard.insert_text(words)
    else:
        page.keyboard.press(press)


def draw(page: Any) -> None:
    """A signature in two strokes of a pen: Chromium takes the tap after a hasty finger as stopping a fling."""
    pad = page.locator(".sigpad canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    for top in (0.3, 0.6):
        page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + top * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.65 * box["width"], box["y"] + (top + 0.1) * box["height"], steps=4)
        page.mouse.up()


def finger_drags(page: Any, thing: Any, place: Any) -> None:
    """Hold a thing until it is lifted, move it into a place until the gap opens there, let go: all by touch."""
    touch = page.context.new_cdp_session(page)

    def put(kind: str, *points: tuple[float, float]) -> None:
        found = [{"x": across, "y": down} for across, down in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

    thing.scroll_into_view_if_needed()
    here, there = middle(thing), middle(place)
    put("touchStart", here)
    expect(thing).to_contain_class("sortable-chosen")
    for part in (0.1, 0.3, 0.6, 0.9, 1.0):
        put("touchMove", tuple(one + (other - one) * part for one, other in zip(here, there, strict=True)))
    expect(place.locator(".is-hole")).to_have_count(1)
    put("touchEnd")


def mouse_drags(page: Any, thing: Any, place: Any) -> None:
    """The same with the mouse; both stand in sight, as for a person who drags."""
    lifts(page, thing)
    page.mouse.move(*middle(place), steps=8)
    expect(place.locator(".is-hole")).to_have_count(1)
    page.mouse.up()


def lifts(page: Any, thing: Any) -> None:
    """Press the mouse on a thing; while it still glides to its place after another drag, nobody can take it."""
    page.wait_for_function("thing => !thing.closest('[data-pick]').animated", arg=thing.element_handle())
    page.mouse.move(*middle(thing))
    page.mouse.down()


def middle(thing: Any) -> tuple[float, float]:
    box = thing.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def shows(page: Any, selector: str, *texts: str) -> None:
    """Wait until exactly these texts stand there, in this order."""
    expect(page.locator(selector)).to_have_text(list(texts))
