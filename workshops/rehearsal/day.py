"""The day of a file, played step by step: people write, the facilitator presses *Next*, all screens are compared."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workshops.rehearsal import acts  # noqa: F401  (its modules fill the register)
from workshops.rehearsal.acting import ACTS, AFTER, REASON
from workshops.rehearsal.browser import Browser, Journal
from workshops.rehearsal.cast import Facilitator, Player, all_of
from workshops.rehearsal.documents import read_documents
from workshops.rehearsal.screen import Screen, placed

LANGUAGES = {"zh": "zh-hans", "en": "en"}
MOST_STEPS = 80


@dataclass
class Report:
    """What was played and what came of it; `mismatches` names whatever a screen or a document did not show."""

    phones: int = 0
    notes: int = 0
    lost: int = 0
    twice: int = 0
    walls_converged: bool = True
    stages_locked: int = 0
    signatures: int = 0
    documents: int = 0
    mismatches: list[str] = field(default_factory=list)
    overrides: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Day:
    def __init__(
        self, content: dict[str, Any], base_url: str, phones: int, pace: float = 0.0, reads_documents: bool = True
    ):
        self.reads_documents = reads_documents
        self.content, self.base, self.pace = first_words(content), base_url, pace
        self.people = {row["id"]: row for row in content["people"]}
        self.names = {key: row["name"] for key, row in self.people.items()}
        self.attendance = self.seats_for(phones)
        self.journal, self.report = Journal(), Report(phones=len(self.attendance))
        self.facilitator = Facilitator(Browser(base_url))
        self.players: dict[str, Player] = {}
        self.walls: list[Screen] = []
        self.room = self.code = ""

    @property
    def kind(self) -> str:
        return self.content.get("kind", "kickoff")

    def moved(self, day: str) -> str:
        """A day of the file, as far from today as it was from its event: a rehearsal is held today."""
        event = self.content["event"]
        held = date.fromisoformat(event.get("date") or event["days"][0])
        return (date.today() + (date.fromisoformat(day) - held)).isoformat()

    def seats_for(self, phones: int) -> list[dict]:
        """The first so many seats of the file, those who write and decide before those who watch."""
        weight = {"lead": 0, "writer": 1, "facilitator": 2}
        rows = sorted(self.content["attendance"], key=lambda row: weight.get(row["role"], 3))
        return rows[:phones]

    @property
    def speaking(self) -> int:
        """How many of the file write or decide: without one of them the day cannot be played."""
        return sum(row["role"] in ("lead", "writer") for row in self.content["attendance"])

    @property
    def writers(self) -> list[Player]:
        return [player for player in self.players.values() if player.role == "writer"]

    @property
    def first_actions(self) -> list[dict]:
        """The key actions as people typed them, before the town meeting changed some."""
        changes = (self.content.get("consensus_statement") or {}).get("changes_from_v1", [])
        before = {(one["ref"], one["field"]): one["old"] for one in changes}
        return [
            {name: before.get((row["id"], name), value) for name, value in row.items()}
            for row in self.content["key_actions"]
        ]

    @property
    def lead(self) -> Player:
        return next(player for player in self.players.values() if player.role == "lead")

    async def play(self, name: str, raw: bytes, email: str, password: str) -> Report:
        started = time.monotonic()
        try:
            await self.facilitator.sign_in(email, password)
            self.room = await self.facilitator.upload(name, raw)
            await self.open_doors()
            await self.walk()
            await self.finish()
        finally:
            await self.leave()
        self.report.seconds = round(time.monotonic() - started, 2)
        return self.report

    async def walk(self) -> None:
        """Step by step to the end of the day, and what is done after it."""
        for _step in range(MOST_STEPS):
            position = await self.facilitator.position()
            if not position or position == "end":
                break
            stage, step = [*position.split("."), ""][:2]
            await ACTS.get((stage, step), nothing)(self)
            if astray := await self.astray():
                self.report.walls_converged = False
                self.report.mismatches.append(f"{stage}.{step}: {astray[:3]}")
            await asyncio.sleep(self.pace)
            self.report.overrides += await self.facilitator.next(REASON)
        await ACTS.get((self.kind, AFTER), nothing)(self)

    async def open_doors(self) -> None:
        """Projectors in both languages by their link; then everybody comes in, twelve at a time as at a real door."""
        page = await self.facilitator.browser.page(f"/w/{self.room}/doors/")
        link = page.xpath("//a[@data-projector]/@href")[0]
        self.code = code = link_code(page)
        for language in ("en", "zh-hans"):
            browser = Browser(self.base, language)
            await browser.get("/" + link.split("/", 3)[3])
            self.walls.append(await Screen(browser, f"/w/{self.room}/wall/").open())
        for row in self.attendance:
            person = self.people[row["person"]]
            browser = Browser(self.base, LANGUAGES.get(person.get("language", "en"), "en"))
            player = Player(row["person"], person["name"], row["role"], browser, self.room)
            self.players[row["person"]] = player
        door = asyncio.Semaphore(12)

        async def through(player: Player) -> None:
            async with door:
                await player.join(code)

        await all_of(*(through(player) for player in self.players.values()))

    @property
    def screens(self) -> list[Screen]:
        return self.walls + [player.screen for player in self.players.values() if player.screen]

    async def astray(self) -> list[str]:
        """What screens fed by pushes alone show otherwise than a fresh page does, or stand at another step."""
        fresh = [await wall.browser.page(wall.path) for wall in self.walls]
        head = int(fresh[0].find("body").get("data-seq"))
        await all_of(*(screen.reach(head) for screen in self.screens))
        fresh = [await wall.browser.page(wall.path) for wall in self.walls]
        step = fresh[0].get_element_by_id("surface").get("data-step")
        wrong = [screen.path for screen in self.screens if screen.surface.get("data-step") != step]
        for page, wall in zip(fresh, self.walls, strict=True):
            shown, true = wall.elements(), placed(page.get_element_by_id("surface"))
            wrong += [f"{one[0]} is {one[1]}" for one in zip(shown, true, strict=False) if one[0] != one[1]][:2]
            wrong += [f"{len(shown)} elements instead of {len(true)}"] if len(shown) != len(true) else []
        return wrong

    def must_show(self, what: str, expected: list[str], found: list[str]) -> None:
        """Note what is missing, and what is there more often than it was said."""
        wanted, there = Counter(expected), Counter(found)
        self.report.lost += (missing := sum((wanted - there).values()))
        self.report.twice += (double := sum((there - wanted).values()))
        if missing or double:
            self.report.mismatches.append(f"{what}: {missing} missing, {double} too many")

    async def finish(self) -> None:
        """Count what is done, fetch the documents."""
        page = await self.facilitator.browser.page(f"/w/{self.room}/plan/")
        self.report.stages_locked = len(page.xpath("//*[@data-kind][@data-s='locked']"))
        self.report.notes = self.journal.sent
        if self.reads_documents:
            await read_documents(self)

    async def leave(self) -> None:
        """Everybody puts the phone away: no socket and no connection stays open."""
        await all_of(*(screen.close() for screen in self.screens))
        browsers = [player.browser for player in self.players.values()] + [wall.browser for wall in self.walls]
        await all_of(*(browser.close() for browser in browsers), self.facilitator.browser.close())


def first_words(content: dict[str, Any]) -> dict[str, Any]:
    """The day begins with the words that a later round rewords: strategies take the effect of their first round."""
    first = {row["ref"]: row["rounds"][0]["text"] for row in content.get("clauses", []) if "text" in row["rounds"][0]}
    columns = [
        row | {"effect": first.get(row["id"], row.get("effect", ""))} for row in content.get("strategy_columns", [])
    ]
    return content | {"strategy_columns": columns}


def link_code(page) -> str:
    """The eight digits that the doors page shows."""
    return "".join(
        character for character in page.xpath("string(//*[contains(@class, 'digits')])") if character.isdigit()
    )


async def nothing(day: Day) -> None:
    """A step that is told aloud."""
