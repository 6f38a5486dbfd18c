"""How promises, actions, dates and needs stand after the day; names are for the facilitator alone (R-FUP-7)."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Prefetch
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models import Person
from signing.models import Signature
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.afterwards.models import PromiseWord, Reading, Tick
from workshops.kickoff.closing.dates import Planned, planned
from workshops.kickoff.commitments import hands, needs
from workshops.kickoff.commitments.models import Commitment
from workshops.models import Seat, Workshop

CHECK_INS = ("day30", "day60", "day90")
SOON = 7
"""Days before a quarterly review from which it is spoken of."""
COLUMNS: tuple[tuple[str, str | Lazy], ...] = (
    ("help", _("Needs help")),
    ("on_track", _("On track")),
    ("silent", _("Not heard yet")),
    ("settled", _("Kept or concluded")),
)


@dataclass
class Card:
    """One signed promise with the last word about it."""

    commitment: Commitment
    signature: Signature
    word: PromiseWord | None
    today: date

    @property
    def column(self) -> str:
        if self.word is None:
            return "silent"
        return "settled" if self.word.is_settled else self.word.state

    @property
    def days_late(self) -> int:
        due = self.commitment.due
        return max(0, (self.today - due).days) if due and self.column != "settled" else 0


@dataclass
class Board:
    cards: list[Card]
    columns: list[tuple[str, str | Lazy, list[Card]]] = field(default_factory=list)

    def __post_init__(self):
        self.columns = [(key, name, [card for card in self.cards if card.column == key]) for key, name in COLUMNS]


def board(workshop: Workshop) -> Board:
    """Promises whose sheet was signed, what is late first, then by their day; drafts stay their author's own."""
    signatures = {int(one.signer_key.removeprefix("seat:")): one for one in hands.standing(workshop)}
    found = workshop.commitments.filter(seat__in=signatures).select_related("seat__person")
    found = found.prefetch_related(Prefetch("words", PromiseWord.objects.order_by("at", "id")))
    today = workshop.today()
    cards = [Card(one, signatures[one.seat_id], last(one.words.all()), today) for one in found]
    return Board(sorted(cards, key=lambda card: (-card.days_late, card.commitment.due or date.max)))


def promises_of(seat: Seat) -> list[Commitment]:
    """The own promises that count: none before the own sheet was signed."""
    if not hands.of_seat(seat).exists():
        return []
    return list(seat.commitments.prefetch_related(Prefetch("words", PromiseWord.objects.order_by("at", "id"))))


def last(rows):
    """The last of what was said, `None` of nothing."""
    rows = list(rows)
    return rows[-1] if rows else None


# ---- actions ----------------------------------------------------------------------------------------------


def actions(workshop: Workshop) -> list[KeyAction]:
    """The standing actions with their last reading in `reading` and how late they are in `days_late`."""
    found = workshop.actions.standing().in_rank_order()
    return said_of(found, workshop)


def actions_of(seat: Seat) -> list[KeyAction]:
    if seat.person is None:
        return []
    return said_of(seat.workshop.actions.standing().in_rank_order().filter(owner=seat.person), seat.workshop)


def said_of(found, workshop: Workshop) -> list[KeyAction]:
    today, listed = workshop.today(), []
    for action in found.prefetch_related(Prefetch("readings", Reading.objects.order_by("at", "id"))):
        action.reading = last(action.readings.all())
        is_over = action.state in (KeyAction.State.DONE, KeyAction.State.STOPPED)
        action.days_late = 0 if is_over else max(0, (today - action.due).days)
        listed.append(action)
    return listed


# ---- dates and needs --------------------------------------------------------------------------------------


@dataclass
class Dated:
    """One of the days after, and whether it was held."""

    planned: Planned
    tick: Tick | None
    days: int

    @property
    def is_late(self) -> bool:
        return self.tick is None and self.days < 0

    @property
    def is_ahead(self) -> bool:
        return self.days > 0


def dates(workshop: Workshop) -> list[Dated]:
    ticks, today = {one.key: one for one in workshop.ticks.all()}, workshop.today()
    return [Dated(one, ticks.get(one.key), (one.date - today).days) for one in planned(workshop)]


def next_of(listed: list[Dated]) -> Dated | None:
    """The first that nobody has ticked off."""
    return next((one for one in listed if one.tick is None), None)


def review_of(listed: list[Dated]) -> Dated | None:
    """The quarterly review that comes within a week, else the last that nobody has held (R-FUP-5)."""
    due = [one for one in listed if one.planned.key.startswith("quarter") and one.days <= SOON]
    return due[-1] if due and due[-1].tick is None else None


def departments(workshop: Workshop) -> list[tuple[str, str, Tick | None]]:
    """Each department of the day with whether its head has told it (R-FUP-3): key, name, tick."""
    ticks = {one.key: one for one in workshop.ticks.all()}
    language = get_language() or "en"
    named = {seat.department: seat.department_in(language) for seat in workshop.seats.writers() if any(seat.department)}
    rows = [(f"heads:{digest(*names)}", name) for names, name in named.items()]
    return sorted(((key, name, ticks.get(key)) for key, name in rows), key=lambda row: row[1])


@dataclass
class Asked:
    """A need of a signed sheet, and what whoever was named said to it (R-FUP-8)."""

    key: str
    need: needs.Need
    tick: Tick | None


def asked(workshop: Workshop, person: str = "") -> list[Asked]:
    """All needs, or those of one person by key."""
    ticks = {one.key: one for one in workshop.ticks.all()}
    found = [one for one in needs.of(workshop) if not person or one.person == person]
    keyed = [(f"need:{digest(one.by, one.asked_of, one.text)}", one) for one in found]
    return [Asked(key, one, ticks.get(key)) for key, one in keyed]


@dataclass
class Point:
    """What was left open on the day with a date: "later" on a request, or a parked topic that somebody answers."""

    key: str
    text: str
    who: Person | None
    date: date
    is_decision: bool
    tick: Tick | None
    days: int

    @property
    def is_late(self) -> bool:
        return self.tick is None and self.days < 0


def points(workshop: Workshop) -> list[Point]:
    """Open points by their date; what came of each is ticked off like a date."""
    ticks, today = {one.key: one for one in workshop.ticks.all()}, workshop.today()

    def point(kind: str, text: str, who: Person | None, on: date | None) -> Point:
        on = on or today
        key = f"{kind}:{digest(text, who.name if who else '')}"
        return Point(key, text, who, on, kind == "later", ticks.get(key), (on - today).days)

    later = workshop.decisions.filter(outcome="later", by_date__isnull=False).select_related("by_person")
    parked = workshop.parked_items.filter(outcome="assigned", due__isnull=False).select_related("owner")
    found = [point("later", one.topic, one.by_person, one.by_date) for one in later]
    found += [point("parked", one.text, one.owner, one.due) for one in parked]
    return sorted(found, key=lambda one: one.date)


def digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]


# ---- who has answered -------------------------------------------------------------------------------------


def since(workshop: Workshop) -> datetime:
    """From when on a word answers the question of now: the last of the days 30, 60 and 90 that has come."""
    days = [one.date for one in planned(workshop) if one.key in CHECK_INS and one.date <= workshop.today()]
    day = max([*workshop.days, *days])
    return datetime.combine(day, time(), workshop.organisation.zone)


@dataclass
class Answers:
    """Who has something to say, and who has said it since the last time it was asked."""

    seats: list[Seat]
    waiting: list[Seat]
    begun: int = 0
    """How many of those who are waited for have said something already: no answer of theirs is lost."""

    @property
    def answered(self) -> int:
        return len(self.seats) - len(self.waiting)

    @property
    def share(self) -> int:
        return round(100 * self.answered / len(self.seats)) if self.seats else 0


def answers(workshop: Workshop, cards: list[Card], listed: list[KeyAction]) -> Answers:
    """Owners of a promise or an action; what is settled or over needs no further word."""
    begins = since(workshop)
    by_seat: dict[Seat, list[bool]] = {}
    for card in cards:
        said = card.column == "settled" or (card.word is not None and card.word.at >= begins)
        by_seat.setdefault(card.commitment.seat, []).append(said)
    seats = {seat.person_id: seat for seat in workshop.seats.filter(person__isnull=False)}
    for action in listed:
        over = action.state in (KeyAction.State.DONE, KeyAction.State.STOPPED)
        if action.owner_id in seats:
            said = over or (action.reading is not None and action.reading.at >= begins)
            by_seat.setdefault(seats[action.owner_id], []).append(said)
    owners = sorted(by_seat, key=lambda seat: (seat.department, seat.name))
    waiting = [seat for seat in owners if not all(by_seat[seat])]
    return Answers(owners, waiting, sum(any(by_seat[seat]) for seat in waiting))
