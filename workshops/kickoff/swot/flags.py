"""What the coach says to one note, from its text and its why-chain alone; each card has its question."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

import regex
from django.utils.translation import gettext as _

from live.prepared import Given, prepared
from people.blame import judges, names
from people.text import composed, display_width, folded
from workshops.kickoff.swot.models import Field, SwotNote, WhyStep
from workshops.models import Note, Workshop

WIDEST = 80
ALIKE = 0.85
NEAR = 150
KNOWN = 2048
BITS = 1024
SIGNS = regex.compile(r"[\p{P}\p{S}\s]+")
OURS = regex.compile(r"^[\p{P}\p{S}\s]*(?:(?:our|ours|we|we're|we’re)\b|我们|咱们)", regex.IGNORECASE)
DIGIT = regex.compile(r"[\p{N}二两三四五六七八九十百千万]")


class Mate(Protocol):
    """What likeness needs of another note: a row of `near` is enough."""

    pk: int
    number: int | None
    text: str


class Card(NamedTuple):
    """What a rule noticed at one note: its id, what it says, and the field or the note it points to."""

    rule: str
    text: str
    to: str = ""
    other: Mate | None = None


def people_of(workshop: Workshop) -> list:
    """Whom a text might name: the roster, and who came without being on it."""
    return [*workshop.organisation.people.all(), *workshop.seats.filter(person=None)]


def cards(note: SwotNote, people: list | None = None, mates: Iterable[Mate] | None = None) -> list[Card]:
    """Everything that fires for a note, by rule; given `people` and `mates` no further query is made for them."""
    mates = mates_of(note) if mates is None else mates
    named = (lambda: people_of(note.workshop)) if people is None else lambda: people
    found = [*of_words(note, named), *of_likeness(note, mates), *of_proof(note), *of_place(note)]
    return sorted(found, key=lambda card: card.rule)


def mates_of(note: SwotNote) -> list[Mate]:
    """What hung on the same wall before it."""
    return near(note.wall.pk, note.pk) if note.wall else []


@prepared
def neighbours():
    notes = Note.objects.on_wall().filter(wall=Given("wall"), pk__lt=Given("before")).order_by("-pk")
    return notes.values_list("pk", "number", "text", named=True)[:NEAR]


def near(wall: int, before: int) -> list[Mate]:
    """The youngest `NEAR` notes of a wall before this one, the oldest of them first: only what likeness looks at."""
    return neighbours(wall=wall, before=before)[::-1]


def of_words(note: SwotNote, people: Callable[[], list]) -> Iterator[Card]:
    if display_width(note.text) > WIDEST:
        yield Card("R-GEN-10", _("One idea, fewer words."))
    if judges(note.text) and names(note.text, people()):
        yield Card("R-DEC-6", _("Describe what happened and what in the way of working made it possible."))


def of_likeness(note: SwotNote, mates: Iterable[Mate]) -> Iterator[Card]:
    """The same words twice can be merged; what only sounds alike is a hint."""
    own = note.pk
    others = [mate for mate in mates if mate.pk != own]
    if twin := twin_of(note, others):
        yield Card("R-GEN-11", _("Same as %(number)s. Merge as one with +1?") % {"number": twin.number}, other=twin)
    elif like := like_of(note, others):
        yield Card("R-GEN-11", _("Sounds like %(number)s.") % {"number": like.number})


def twin_of(note: SwotNote, others: Iterable[Mate]) -> Mate | None:
    """The one that says the very same (R-GEN-11)."""
    words = bare(note.text)
    return next((other for other in others if bare(other.text) == words), None)


def like_of(note: SwotNote, others: Iterable[Mate]) -> Mate | None:
    """The first one that sounds alike (R-GEN-11)."""
    few, mark = sketch(note.text)
    for other in others:
        many, its_mark = sketch(other.text)
        # Each bit that stands in one mark alone is a trigram that the other text has not: few are worth comparing.
        apart = (mark ^ its_mark).bit_count() * (1 + ALIKE) > (few + many) * (1 - ALIKE)
        if not apart and likeness(other.text, note.text) >= ALIKE:
            return other
    return None


def of_proof(note: SwotNote) -> Iterator[Card]:
    if note.quadrant == Field.S and not note.customer:
        yield Card("R-SWOT-2", _("Who outside noticed?"))
    if note.quadrant in (Field.S, Field.W) and not note.evidence:
        yield Card("R-SWOT-3", _("No fact yet: what happened, when, how much?"))
    if note.evidence and not DIGIT.search(note.evidence):
        yield Card("R-SWOT-4", _("Which month, which number?"))


def of_place(note: SwotNote) -> Iterator[Card]:
    """A weakness in others' hands is a threat, a threat in ours a weakness."""
    if note.quadrant not in (Field.W, Field.T):
        return
    last = note.last_why
    if note.quadrant == Field.W and last and not last.is_ours:
        yield Card("R-SWOT-7", _("Its last cause is decided by others. A threat?"), to=Field.T)
    if note.quadrant == Field.T and (OURS.match(note.text) or (last and last.is_ours)):
        yield Card("R-SWOT-7", _("In our own hands. A weakness?"), to=Field.W)


def judges_person(step: WhyStep, people: list) -> bool:
    """A cause that names somebody, or a trait of character (R-SWOT-6)."""
    return names(step.text, people) or judges(step.text)


@lru_cache(KNOWN)
def bare(text: str) -> str:
    """For R-GEN-11: NFKC, case-folded, without spaces and punctuation."""
    return SIGNS.sub("", folded(text))


def likeness(one: str, other: str) -> float:
    """Shared trigrams of all trigrams, from 0 to 1."""
    first, second = trigrams(one), trigrams(other)
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


@lru_cache(KNOWN)
def sketch(text: str) -> tuple[int, int]:
    """How many trigrams a text has, and a mark of `BITS` bits that each of them sets one of: kept for many texts."""
    mark, found = 0, trigrams(text)
    for one in found:
        mark |= 1 << hash(one) % BITS
    return len(found), mark


def trigrams(text: str) -> set[str]:
    plain = f"  {composed(text, 'NFKC').casefold().strip()} "
    return {plain[place : place + 3] for place in range(len(plain) - 2)}
