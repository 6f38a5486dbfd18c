"""How templates of the SWOT ask for what a note's rules say."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join

from workshops.kickoff.swot.fields import ASKED, BY_LETTER, Asked
from workshops.kickoff.swot.flags import Card, cards
from workshops.kickoff.swot.models import Lens, SwotNote
from workshops.kickoff.swot.rewording import Place, form_of
from workshops.models.workshop import goals_of

register = template.Library()
LENSES = Lens.choices


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
    return LENSES


@register.simple_tag
def field_options(chosen: str) -> str:
    return options([(one.letter, one.name) for one in ASKED], chosen)


@register.simple_tag
def lens_options(offered: list, chosen: str) -> str:
    return options(offered, chosen)


@register.simple_tag
def goal_options(offered: Iterable, chosen: int | None) -> str:
    return options(pairs(offered), chosen)


def pairs(goals: Iterable) -> tuple[tuple[int, str], ...]:
    """What a list of goals offers, in the reader's language."""
    return tuple(goal if isinstance(goal, tuple) else (goal.pk, str(goal)) for goal in goals)


def options(offered: Iterable[tuple], chosen: Any) -> str:
    """What a list offers, in one go: as a loop in a template it costs many times that."""
    marked = chosen.at if isinstance(chosen, Place) else lambda value: " selected" if value == chosen else ""
    rows = [(value, marked(value), label) for value, label in offered]
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.simple_tag(takes_context=True)
def reword(context, note: SwotNote) -> str:
    """The form with which its author rewords a note."""
    goals, token = pairs(context["goals"]), context.get("csrf_token", "")
    return form_of(note, context["workshop"].public_id, goals, token)


@register.filter
def own_prefix(number) -> str:
    """How the ids of one own note's form begin."""
    return f"own-{number}"
