"""How pages of the town meeting say what changes."""

from datetime import date
from typing import NamedTuple

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workshops.kickoff.consensus.changes import FIELDS
from workshops.kickoff.town.models import PlanChange
from workshops.kickoff.town.values import typed
from workshops.templatetags.room import day

register = template.Library()
PERSONS = ("owner", "source_by")


class ShownValue(NamedTuple):
    label: str
    old: str
    new: str


@register.filter
def values(change: PlanChange) -> list[ShownValue]:
    """Each value with its name in the reader's language; days and persons as people write them."""
    people = {person.key: person.name for person in change.workshop.organisation.people.all()}
    return [
        ShownValue(label(one.field), told(one.field, one.old, people), told(one.field, one.new, people))
        for one in change.fields.all()
    ]


def label(field: str) -> str:
    own = {"source_by": _("who brings it"), "frequency": _("how often"), "not_yet_measured": _("not yet measured")}
    place = 1 if (get_language() or "").startswith("zh") else 0
    return own.get(field) or FIELDS.get(field, (field, field))[place]


def told(field: str, text: str, people: dict[str, str]) -> str:
    if field in PERSONS:
        return people.get(text, text)
    if field in ("start", "due") and text:
        return day(date.fromisoformat(text))
    return _("yes") if field == "not_yet_measured" and text else text


@register.filter
def proposed(change: PlanChange):
    """The row as it will be, for the fields of its form."""
    row = change.target
    for one in change.fields.all():
        setattr(row, one.field, typed(row, one.field, one.new))
    return row
