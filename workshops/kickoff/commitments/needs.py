"""What people need and from whom, out of the sheets that were signed: passed to whoever is named."""

from itertools import groupby
from typing import Any, NamedTuple

from people.models import Person
from signing.models import Document
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop

AFTER = (Workshop.State.CLOSING, Workshop.State.CLOSED)
LEADING = (Person.Level.TOP, Person.Level.MIDDLE)


class Need(NamedTuple):
    """One line: who asks what of whom, and for which promise."""

    asked_of: str
    person: str
    text: str
    by: str
    department_en: str
    department_zh: str
    promise: dict[str, Any]
    to_leader: bool

    def is_asked_of(self, seat: Seat) -> bool:
        """Nobody is asked who is no person of the organisation."""
        return seat.person is not None and self.person == seat.person.key


def leads(workshop: Workshop, person: Person | None) -> bool:
    """Whether a need of this person is addressed to a leader: the decision maker, or somebody of the upper levels."""
    if person is None:
        return False
    return person.job_level in LEADING or workshop.decision_makers().filter(person=person).exists()


def on(statement: Document | None) -> list[Need]:
    """The needs of all signed sheets that stand by this version, by the one named, in the order of names."""
    signatures = statement.standing_signatures() if statement else []
    found = [need for signature in signatures for need in of_sheet(signature.document.parsed)]
    return sorted(found, key=lambda need: (need.asked_of == "", need.asked_of, need.by))


def of_sheet(sheet: dict) -> list[Need]:
    who = (sheet["name"], sheet["department_en"], sheet["department_zh"])
    return [
        Need(
            promise["need_from"], promise.get("need_from_key", ""), promise["need"], *who, promise, promise["to_leader"]
        )
        for promise in sheet["commitments"]
        if promise["need"]
    ]


def of(workshop: Workshop) -> list[Need]:
    return on(versions.newest(workshop))


def visible_to(workshop: Workshop, seat: Seat) -> list[Need]:
    """The decision maker sees all of them, everybody else what is asked of the own person; nobody asks a stranger."""
    found = of(workshop)
    if seat.leads:
        return found
    return [need for need in found if need.is_asked_of(seat)]


def may_answer(workshop: Workshop, seat: Seat, found: list[Need]) -> bool:
    """In the room people answer face to face; once the day is over, on the page of the own word (R-FUP-8)."""
    return workshop.state in AFTER and any(need.is_asked_of(seat) for need in found)


def grouped(needs: list[Need]) -> list[tuple[str, list[Need]]]:
    """By the one who is asked; what names nobody comes last and is the facilitator's to answer."""
    return [(name, list(own)) for name, own in groupby(needs, key=lambda need: need.asked_of)]


def of_leaders(statement: Document) -> list[tuple[str, list[str]]]:
    """For the statement: what each leader is asked for, never by whom."""
    found = [need for need in on(statement) if need.to_leader]
    return [(name, [need.text for need in own]) for name, own in grouped(found)]
