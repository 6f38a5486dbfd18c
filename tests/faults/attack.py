"""What each address of a room is sent: a body that its own form takes, and the same with one field spoilt.

Addresses, forms and fields are read from the product, so that a new address is attacked without a word here.
"""

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import CodeType
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import FieldError
from django.urls import get_resolver, reverse

from people.text import ParagraphField
from tests.workshops.test_access import ROUTES
from workshops.models import Seat, StageRun, Workshop

NASTY = (
    "a\x00b \u202eevil\u2066 👩‍👩‍👧‍👦 Z" + "\u0301" * 300 + " {{ 7*7 }} <script>alert(1)</script> =1+1 ١٢ \ufeff\u0007"
)
HUGE = "x" * 64 * 1024
LONGEST = "e\u0301\u0302\u0303\u0304\u0306\u0307\u0308"
NUMBERS = ["9" * 30, "1e999", "١٢", "-1", str(2**31)]
DATES = ["31.02.2026", "0000-00-00", "10000-01-01", "9999-12-31", "\x00"]
CHOICES = ["no such thing", "\x00", "9" * 30]
OWNERS = {
    "author": "pk",
    "seat": "pk",
    "owner": "person_id",
    "group": "group_id",
    "canvas__group": "group_id",
    "promise__group": "group_id",
    "wall__group": "group_id",
}
PLACES = {"int": ["0", "9" * 30], "str": ["%00", "x" * 300, "%F0%9F%98%80", "..%2f"]}
RAW = [
    (b'{"text": "a word", "key": null}', "application/json"),
    (b"no form at all", "multipart/form-data"),
    (b"text=%ff%fe%ed%a0%80&key=%00&number=%80", "application/x-www-form-urlencoded"),
]


def patterns(found) -> Iterator[Any]:
    for pattern in found:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


VIEWS = {pattern.name: inspect.unwrap(pattern.callback) for pattern in patterns(get_resolver().url_patterns)}


def words(code: CodeType) -> set[str]:
    """All names that a function uses, those of the functions inside it too."""
    inner = [words(one) for one in code.co_consts if isinstance(one, CodeType)]
    return set(code.co_names).union(*inner)


def fields_of(name: str) -> dict[str, forms.Field]:
    """The fields of the forms that the view of an address makes."""
    view = VIEWS[name]
    there = vars(sys.modules[view.__module__])
    made = [there[word] for word in sorted(words(view.__code__)) if inspect.isclass(there.get(word))]
    return {key: field for one in made if issubclass(one, forms.BaseForm) for key, field in one.base_fields.items()}


turns = count()


def some(ways: list) -> list:
    """One of them, the next each time: all fields are spoilt in one way at least, and each way is tried somewhere."""
    return [ways[next(turns) % len(ways)]]


@dataclass
class Attack:
    """One address of a room, as a seat or the desk reaches it."""

    name: str
    workshop: Workshop
    seat: Seat

    @property
    def ritual(self) -> str:
        return next((part for part in VIEWS[self.name].__module__.split(".") if part in self.stages), "")

    @property
    def stages(self) -> list[str]:
        return [run.kind for run in self.workshop.agenda.all()]

    # ---- where it goes -------------------------------------------------------------------------------------------

    def path(self, **other: str) -> str:
        given = {
            "public_id": self.workshop.public_id,
            "number": self.number(r"([a-z-]+)/<int:number>"),
            "action": self.number(r"([a-z-]+)/<int:action>"),
            "kind": self.ritual or "swot",
            "letter": "A",
            "item": "P01",
            "token": "a" * 24,
            "paper": "briefing.pdf",
            "question": "contract.agree",
        }
        wanted = re.findall(r"<\w+:(\w+)>", ROUTES[self.name])
        place = reverse(self.name, kwargs={part: given[part] for part in wanted})
        for part, value in other.items():
            place = place.replace(f"/{given[part]}/", f"/{value}/")
        return place

    def number(self, pattern: str) -> int:
        """A row of the model after which the address calls its rows, the seat's own where there is one."""
        found = re.search(pattern, ROUTES[self.name])
        word = {"canvases": "canvas", "replies": "reply"}.get(found[1], found[1].rstrip("s")) if found else "seat"
        named = [model for model in apps.get_models() if model.__name__.lower().endswith(word)]
        for model in sorted(named, key=lambda model: len(model.__name__)):
            for owner, mine in OWNERS.items():
                with suppress(FieldError):
                    if own := model._default_manager.filter(**{owner: getattr(self.seat, mine)}).first():
                        return own.pk
            if first := model._default_manager.first():
                return first.pk
        return self.seat.pk

    def spoilt_places(self) -> list[str]:
        """The address with something in it that is nobody's."""
        parts = re.findall(r"<(int|str):(\w+)>", ROUTES[self.name])
        return [self.path(**{part: value}) for kind, part in parts for value in PLACES[kind] if part != "token"]

    # ---- what it is sent -----------------------------------------------------------------------------------------

    def body(self) -> dict[str, str]:
        """What its form would take, as far as the fields tell."""
        fields = {name: self.valid(field) for name, field in fields_of(self.name).items() if name != "key"}
        return {"expected": self.workshop.position, "reason": "The room agreed"} | {
            k: v for k, v in fields.items() if v
        }

    def valid(self, field: forms.Field) -> str:
        match field:
            case forms.FileField():
                return ""
            case forms.ModelChoiceField():
                row = field.queryset.model._default_manager.first()
                return str(row.pk) if row else ""
            case forms.ChoiceField():
                return str(next((value for value, _label in field.choices if value not in ("", None)), ""))
            case forms.DateField():
                return self.workshop.cycle_end.isoformat()
            case forms.TimeField():
                return "08:45"
            case forms.IntegerField():
                return str(max(1, field.min_value or 1))
            case forms.BooleanField():
                return "on"
        return "The room agreed to do it"

    def spoilt(self) -> Iterator[dict[str, str]]:
        """The body with one field spoilt, for each field and each way; and nothing at all."""
        whole = self.body()
        yield {}
        yield whole | {"key": "\x00"}
        for name, field in fields_of(self.name).items():
            if name != "key":
                ways = self.ways(field)
                yield from ({**whole, name: value} for value in ways[:1] + some(ways[1:]))

    def ways(self, field: forms.Field) -> list[str]:
        match field:
            case forms.DateField() | forms.TimeField():
                return DATES
            case forms.IntegerField() | forms.ModelChoiceField():
                return NUMBERS
            case forms.ChoiceField() | forms.BooleanField():
                return CHOICES
            case ParagraphField():
                return [NASTY, HUGE, LONGEST * field.limit]
        return [NASTY, HUGE]

    def stand(self, step: str) -> None:
        """The room at a step of the ritual, as if the day had come there."""
        now = self.workshop.agenda.get(kind=self.ritual)
        self.workshop.agenda.filter(order__lt=now.order).update(state=StageRun.State.LOCKED)
        self.workshop.agenda.filter(order__gt=now.order).update(state=StageRun.State.PENDING)
        self.workshop.agenda.filter(pk=now.pk).update(state=StageRun.State.OPEN, step=step)
        self.workshop = Workshop.objects.get(pk=self.workshop.pk)

    @property
    def steps(self) -> list[str]:
        return [step.key for step in self.workshop.agenda.get(kind=self.ritual).stage.steps] if self.ritual else []
