"""How templates of the SWOT ask for what a note's rules say."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join

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


@register.simple_tag
def field_options(chosen: str) -> str:
    return options([(one.letter, one.name) for one in ASKED], chosen)


@register.simple_tag
def lens_options(offered: list, chosen: str) -> str:
    return options(offered, chosen)


@register.simple_tag
def goal_options(offered: list, chosen: int | None) -> str:
    return options([(goal.pk, goal) for goal in offered], chosen)


def options(offered: Iterable[tuple], chosen: Any) -> str:
    """What a list offers. Each own note brings three such lists: as a loop in a template they cost most of it."""
    marked = {False: "", True: " selected"}
    return format_html_join(
        "", '<option value="{}"{}>{}</option>', [(value, marked[value == chosen], label) for value, label in offered]
    )


@register.filter
def own_prefix(number) -> str:
    """How the ids of one own note's form begin."""
    return f"own-{number}"
