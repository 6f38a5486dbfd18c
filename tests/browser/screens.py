"""Which screens there are, when each is at its most telling, and whose eyes see it."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.browser.sketches import SHIP, WORKS, points
from workshops.rehearsal.browser import Browser, Refusal, form_fields, form_on, option
from workshops.rehearsal.day import Day, nothing

WRITER, HOST, LEAD, SHARED, LATE = "p34", "p29", "p01", "p33", "p39"
PHONE, WALL, RUN = "/w/{room}/", "/w/{room}/wall/", "/w/{room}/run/"
IN_A_CHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49"


def as_it_is(page: Any) -> None:
    """Nothing to tap."""


def behind(selector: str) -> Callable[[Any], None]:
    """What stands one tap behind "Look up"; where people write, it stands there at once."""

    def tapped(page: Any) -> None:
        if (summary := page.locator(".lookup__behind > summary")).count():
            summary.first.click()
        page.evaluate("name => document.querySelector(name)?.scrollIntoView()", selector)

    return tapped


tapped = behind(".lookup__behind")


def down(selector: str) -> Callable[[Any], None]:
    """Where something stands below the first view."""

    def scrolled(page: Any) -> None:
        page.evaluate("name => document.querySelector(name)?.scrollIntoView()", selector)

    return scrolled


def unfolded(selector: str) -> Callable[[Any], None]:
    def opened(page: Any) -> None:
        page.locator(f"{selector} > summary").click()

    return opened


def without_signal(page: Any) -> None:
    """A thought sent while the network is away waits in the outbox."""
    page.context.set_offline(True)
    page.locator("label.quad[data-q=S]").click()
    page.locator("#compose textarea").fill("Pump makers praise our 12-day samples")
    page.locator(".ph__act .btn--primary").click()
    page.locator(".waiting__text").first.wait_for()


def left(seconds: int) -> Callable[[Any], None]:
    """The clock of the step near its end, or past it where `seconds` are fewer than none (R-GEN-6)."""
    moved = """seconds => document.querySelectorAll("[data-ends]").forEach((clock) => {
        clock.dataset.ends = Date.now() + seconds * 1000; })"""

    def near(page: Any) -> None:
        page.evaluate(moved, seconds)
        page.locator(".is-last" if seconds > 0 else ".is-up").first.wait_for()

    return near


def six_digits(page: Any) -> None:
    """Two of the eight are still to be typed."""
    page.locator("input[inputmode=numeric]").first.fill("482716")


def typing(page: Any) -> None:
    """Two bars of the chat program and the keyboard leave little: prompt, field and button stay in view."""
    page.locator("#compose textarea").fill("夜班浇注温度记录不完整")
    page.set_viewport_size({"width": 360, "height": 330})
    page.locator("html[data-typing]").wait_for()


def asked_for_the_pin(page: Any) -> None:
    """Somebody sits on the own seat: an older phone of one's own."""
    page.locator("details.roster").first.locator("summary").click()
    page.locator("details.roster .is-in").first.click()
    page.locator("#pin").fill("48")


def own_department(page: Any) -> None:
    """The department opened, where the own name is tapped."""
    page.locator("details.roster").nth(2).locator("summary").click()
    page.locator("#roster h2").first.scroll_into_view_if_needed()


def without_the_room(page: Any) -> None:
    """A wall or a console that lost the room holds its last picture, and says since when."""
    page.context.set_offline(True)
    page.locator("[data-offline-line]:not([hidden])").first.wait_for()


def reasons_open(page: Any) -> None:
    page.evaluate("document.querySelector('[data-reasons]')?.setAttribute('open', '')")


@dataclass(frozen=True)
class Screen:
    name: str
    device: str
    path: str
    who: str = WRITER
    look: Callable[[Any], None] = as_it_is
    context: dict[str, Any] = field(default_factory=dict)


def phone(name: str, who: str = WRITER, look: Callable[[Any], None] = as_it_is, path: str = PHONE, **context) -> Screen:
    return Screen(f"phone-{name}", "phone", path, who, look, context)


def wall(name: str, look: Callable[[Any], None] = as_it_is) -> Screen:
    return Screen(f"projector-{name}", "projector", WALL, look=look)


def console(name: str, path: str = RUN, look: Callable[[Any], None] = as_it_is) -> Screen:
    return Screen(f"console-{name}", "console", path, look=look)


def tablet(name: str) -> Screen:
    """A tablet that several people share."""
    return Screen(f"tablet-{name}", "tablet", PHONE, SHARED)


Act = Callable[[Day], Awaitable[Any]]
Scene = tuple[Act, Screen, Act]
"""What is done for a picture, the picture, and what is done so that the day goes on as before."""


@dataclass(frozen=True)
class Book:
    """What is pictured of a day, by stage and step: as people find the step, at the very start, played, and once.

    `papers`: where each is fetched, and which of its pages.
    """

    before: dict[str, tuple[Screen, ...]]
    after: dict[str, tuple[Screen, ...]]
    papers: dict[str, tuple[str, int]]
    first: dict[str, tuple[Scene, ...]] = field(default_factory=dict)
    once: dict[str, tuple[Scene, ...]] = field(default_factory=dict)


BEFORE: dict[str, tuple[Screen, ...]] = {
    "doors": (
        console("home", "/"),
        console("plan", "/w/{room}/plan/"),
        console("prepare", "/w/{room}/plan/prepare/"),
        console("doors", "/w/{room}/doors/"),
        phone("join", "", path="/j/", look=six_digits),
        phone("name", "", path="/j/{code}", look=own_department),
    ),
    "contract.agree": (phone("contract"),),
    "vision.imagine": (phone("vision-card"),),
    "vision.check": (phone("vision-qualities", look=tapped),),
    "vision.gallery": (phone("lookup"),),
    "stakes.sign": (phone("stakes-sign"),),
    "goals.temperature": (phone("temperature"),),
    "swot.write": (phone("swot"), phone("offline", look=without_signal)),
    "swot.evidence": (phone("evidence", look=tapped), wall("facts")),
    "swot.vote": (phone("swot-vote"),),
    "strategy.silent": (phone("strategy"),),
    "strategy.cluster": (phone("lead", LEAD),),
    "strategy.relevance": (phone("relevance", look=tapped),),
    "strategy.rank": (phone("rank"),),
    "actions.cross-check": (phone("action-accept"),),
    "actions.decide": (phone("lead-decide", LEAD, tapped), console("decide")),
    "consensus.read": (phone("clause"),),
    "consensus.fist": (phone("fist"),),
    "town.collect": (phone("question", LEAD, tapped),),
    "signing.sign": (phone("sign"),),
    "close.word": (phone("word"),),
    "close.photo": (phone("photo"),),
}
AFTER: dict[str, tuple[Screen, ...]] = {
    "checkin.arrive": (wall("join"), phone("my-seat", path="/w/{room}/seat/")),
    "contract.agree": (wall("contract"),),
    "grouping.reveal": (wall("groups"), phone("group"), console("groups")),
    "vision.imagine": (console("override", look=reasons_open),),
    "vision.draw": (wall("vision"), phone("vision-draw", look=tapped)),
    "vision.gallery": (wall("vision-gallery"),),
    "vision.name": (wall("vision-titles"),),
    "stakes.choose": (phone("stakes", HOST, tapped),),
    "stakes.sign": (wall("stakes"),),
    "goals.show": (wall("goals"), wall("offline", without_the_room)),
    "swot.write": (
        wall("swot"),
        wall("swot-paper"),
        console("live"),
        Screen("console-live-tablet", "tablet", RUN, context={"viewport": {"width": 1180, "height": 820}}),
        phone("mynotes", look=down("#my-notes")),
        console("drift", "/w/{room}/run/drift/"),
        console("ahead", "/w/{room}/run/ahead/"),
        console("paper", "/w/{room}/run/paper/"),
        console("offline", look=without_the_room),
        wall("last-minute", left(40)),
        wall("time-is-up", left(-130)),
        console("time-is-up", look=left(-130)),
        phone("last-minute", look=left(40)),
        phone("wechat", look=typing, user_agent=IN_A_CHAT, viewport={"width": 360, "height": 640}),
        phone("seat", "", path="/j/{code}", look=asked_for_the_pin),
    ),
    "swot.why": (wall("why"), phone("why", HOST, tapped)),
    "strategy.cluster": (
        wall("affinity"),
        console("affinity"),
        phone("affinity"),
        phone("affinity-place", HOST, tapped),
    ),
    "strategy.relevance": (wall("relevance"),),
    "strategy.rank": (wall("rank"),),
    "actions.draft": (console("draft"), phone("draft", look=tapped), wall("draft")),
    "actions.cross-check": (wall("actions"), console("actions")),
    "actions.decide": (wall("decide"),),
    "consensus.read": (wall("consensus"),),
    "consensus.fist": (
        wall("fist"),
        console("fist"),
        phone("fist-shown"),
        console("paper-fist", "/w/{room}/run/paper/"),
    ),
    "town.ask": (wall("town"), console("town")),
    "revise.changes": (console("revise"), wall("revise")),
    "signing.write": (phone("commitments"),),
    "signing.say": (phone("say", look=tapped),),
    "signing.sign": (wall("commitments"), phone("thanks"), console("signing")),
    "close.word": (wall("words"), console("words")),
    "close.photo": (wall("photo"), console("photo")),
    "end": (
        console("end"),
        console("promises", "/w/{room}/run/promises/"),
        phone("promise", path="/w/{room}/promise/"),
        phone("my-promises", path="/w/{room}/sheet/"),
        console("papers", "/w/{room}/papers/"),
        console("followup", "/w/{room}/run/after/"),
        phone("followup", path="/w/{room}/after/"),
        console("needs", "/w/{room}/run/needs/"),
        phone("needs", LEAD, path="/w/{room}/needs/"),
        phone("documents", path="/w/{room}/documents/"),
    ),
}


async def rest(day: Day) -> None:
    await day.facilitator.press("/run/pause/")


async def go_on(day: Day) -> None:
    await day.facilitator.press("/run/resumption/")


async def onto_a_tablet(day: Day) -> None:
    """One person sits down at a tablet that several share."""
    shared = Browser(day.base)
    await shared.get(f"/j/{day.code}")
    await shared.post(f"/j/{day.code}/tablet/")
    player = day.players[SHARED]
    pin, player.browser = await player.pin(), shared
    await player.join(day.code, pin)


async def come_late(day: Day) -> None:
    """A note written two steps ago comes now: kept, in no count (R-GEN-3)."""
    player = day.players[LATE]
    words = {"text": "Containers are booked before the order is packed, 6 of 22 in December", "column": "W"}
    await player.browser.send(f"/w/{day.room}/notes/", words | {"step": "swot.write", "language": "en"})


async def suggest(day: Day) -> None:
    """Somebody who is no host says where two notes of others would hang."""
    player = day.players[WRITER]
    mine = await player.mine()
    column = mine.xpath("//form[contains(@action, '/strategy/placing/')]//input[@name='column']/@value")[0]
    missing = 2
    for note in reversed(mine.xpath("//*[@id='suggesting']//li/@data-note")):
        # A note that hangs in that column already cannot be suggested for it.
        with contextlib.suppress(Refusal):
            await player.fill("/strategy/placing/", None, {"column": column}, note=note)
            missing -= 1
        if not missing:
            return


async def add_up(day: Day) -> None:
    """The wall asks whether the strategies together reach the goals."""
    await day.facilitator.press("/run/strategy/light/", having={"step": "rank"})


async def ask_for_help(day: Day) -> None:
    """A promise that names what it needs of the decision maker."""
    player = day.players[SHARED]
    form = form_on(await player.mine(), "/commitments/", text="")
    lead = option(form, "need_from_person", day.players[LEAD].name)
    words = {"text": "I will write 30 one-page work cards", "need": "the drawings as they are now"}
    await player.fill("/commitments/", having={"text": ""}, due=day.moved("2026-06-30"), need_from_person=lead, **words)


FACTS = (
    ("W", "Core stock is counted by hand, plans are wrong", "Nov 2025: 19 plan changes by missing cores"),
    ("T", "Containers to Europe late by 9 days", "Q4 2025 shipping list"),
    ("S", "Weekly plan is stable on Mondays", ""),
)


async def remember_facts(day: Day) -> None:
    """Three facts of somebody who has the link before the day."""
    for column, text, evidence in FACTS:
        form = form_on(await day.facilitator.browser.page(day.places["facts"]), "/notes/")
        words = {"column": column, "text": text, "evidence": evidence, "language": "en"}
        await day.facilitator.browser.post(form.get("action"), form_fields(form) | words)


async def forget_facts(day: Day) -> None:
    page = await day.facilitator.browser.page(day.places["facts"])
    for form in page.xpath("//form[contains(@action, '/withdrawal/')]"):
        await day.facilitator.browser.post(form.get("action"), form_fields(form))


async def give_a_link(day: Day) -> None:
    """The link that leaders open: the statement with its trace, to read alone."""
    browser = day.facilitator.browser
    form = form_on(await browser.page(f"/w/{day.room}/papers/"), "/links/new/")
    await browser.post(form.get("action"), form_fields(form))
    page = await browser.page(f"/w/{day.room}/papers/")
    day.places["report"] = "/w/" + page.xpath("string(//a[contains(@href, '/r/')]/@href)").split("/w/")[1]


async def draw_together(day: Day) -> None:
    """A group whose people are elsewhere draws on its screens: two hands, one picture."""
    await day.facilitator.browser.post(f"/w/{day.room}/plan/vision/screens/", {"on": "1"})
    for sketch, hands in ((WORKS, (WRITER, HOST)), (SHIP, (SHARED,))):
        for place, (pen, width, corners) in enumerate(sketch):
            hand = day.players[hands[place % len(hands)]]
            await hand.fill("/strokes/", pen=pen, width=width, points=points(corners))


async def on_paper_again(day: Day) -> None:
    await day.facilitator.browser.post(f"/w/{day.room}/plan/vision/screens/", {})


FIRST: dict[str, tuple[Scene, ...]] = {
    "doors": ((remember_facts, phone("facts", "", path="{facts}"), forget_facts),),
    "vision.draw": (
        (draw_together, phone("drawing", look=behind(".pad")), nothing),
        (nothing, wall("drawing"), on_paper_again),
    ),
}
"""What is pictured before the people of the file play a step: nothing stands there yet."""
ONCE: dict[str, tuple[Scene, ...]] = {
    "checkin.arrive": ((onto_a_tablet, tablet("arrive"), nothing),),
    "contract.agree": ((nothing, tablet("contract"), nothing),),
    "vision.demo": ((nothing, tablet("lookup"), nothing),),
    "swot.write": (
        (nothing, tablet("swot"), nothing),
        (rest, wall("paused"), nothing),
        (nothing, phone("paused"), nothing),
        (nothing, console("paused"), go_on),
    ),
    "swot.vote": ((come_late, phone("late", LATE, unfolded("#kept")), nothing),),
    "strategy.cluster": (
        (suggest, console("suggestions", look=down(".suggestions")), nothing),
        (nothing, phone("suggestions", HOST, tapped), nothing),
    ),
    "strategy.rank": ((add_up, wall("addsup"), nothing),),
    "signing.write": ((ask_for_help, tablet("commitments"), nothing),),
    "end": ((give_a_link, Screen("report-page", "console", "{report}", ""), nothing),),
}
PAPERS: dict[str, tuple[str, int]] = {
    f"{name}{suffix}": (f"{address}?language={language}", 1)
    for name, address in {
        "report-bag": "/w/{room}/papers/bag.pdf",
        "report-briefing": "/w/{room}/papers/briefing.pdf",
        "report-day": "/w/{room}/papers/day.pdf",
        "report-daypicture": "/w/{room}/papers/picture.png",
        "name-cards": "/w/{room}/papers/cards.pdf",
        "report-consensus": "/w/{room}/documents/statement.pdf",
        "report-trace": "{report}report.pdf",
        "report-commitments": "/w/{room}/documents/commitments.pdf",
    }.items()
    for suffix, language in {"": "en", "-zh": "zh-hans"}.items()
}
"""In both languages; paper is light in any theme."""
KICKOFF = Book(BEFORE, AFTER, PAPERS, FIRST, ONCE)
