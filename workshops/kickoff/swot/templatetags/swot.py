"""How templates of the SWOT ask for what a note's rules say."""

from django import template

from workshops.kickoff.swot.fields import ASKED, BY_LETTER, Asked
from workshops.kickoff.swot.flags import Card, cards
from workshops.kickoff.swot.models import Lens, SwotNote
from workshops.models.workshop import goals_of

register = template.Library()


@register.filter
def typed(note) -> SwotNote:
    """The note of the SWOT behind a note of any wall."""
    return note if isinstance(note, SwotNote) else note.swotnote


@register.filter
def cards_of(note) -> list[Card]:
    """What the coach says to one note."""
    return cards(note) if note.is_on_wall else []


@register.filter
def asked(letter: str) -> Asked:
    """The field behind a letter: its names and its question."""
    return BY_LETTER[letter]


@register.filter
def dots(count) -> range:
    return range(int(count or 0))


@register.filter
def minus(most, count) -> range:
    """The places that are left."""
    return range(max(0, int(most) - int(count or 0)))


@register.filter
def entry(table: dict, key):
    return table.get(key)


@register.simple_tag
def fields() -> tuple[Asked, ...]:
    return ASKED


@register.simple_tag
def goals(workshop) -> list:
    return goals_of(workshop=workshop.pk)


@register.simple_tag
def lenses() -> list:
    return Lens.choices


@register.filter
def own_prefix(number) -> str:
    """How the ids of one own note's form begin."""
    return f"own-{number}"
