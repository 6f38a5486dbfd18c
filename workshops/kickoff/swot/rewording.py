"""The form behind an own note: rendered once for a room and language, then filled with the words of each note.

It is most of what a note's answer renders, and the same for everybody but for a dozen places.
"""

import re
from functools import lru_cache
from secrets import randbelow, token_hex
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from workshops.forms import mark
from workshops.kickoff.swot.fields import ASKED
from workshops.kickoff.swot.models import Lens, SwotNote

SIGN = token_hex(8)
PLACES = re.compile(f"{SIGN}:([^;]*);")
NUMBER = 10**16 + randbelow(10**16)
"""Stands for the note's own in addresses, which take nothing but numbers."""
WORDS = ("text", "evidence", "customer", "period")
CHOICES = ("quadrant", "lens", "goal_id")
Goals = tuple[tuple[int, str], ...]


class Place(str):
    """Where something of a note goes. Of a choice each option has a place, for its mark that it is the chosen one."""

    @classmethod
    def of(cls, name: str) -> "Place":
        return cls(f"{SIGN}:{name};")

    def at(self, option: Any) -> SafeString:
        return mark_safe(f"{self.removesuffix(';')} {option};")


@lru_cache(64)
def with_places(public_id: str, language: str, goals: Goals) -> str:
    note: dict[str, Any] = {name: Place.of(name) for name in (*WORDS, *CHOICES, "text_was")}
    context = {
        "note": note | {"pk": NUMBER},
        "workshop": {"public_id": public_id},
        "csrf_token": Place.of("token"),
        "asked": ASKED,
        "lenses": Lens.choices,
        "goals": goals,
    }
    return render_to_string("swot/reword.html", context).replace(str(NUMBER), Place.of("pk"))


def form_of(note: SwotNote, public_id: str, goals: Goals, token: Any) -> SafeString:
    """The form of one note, with the token of whoever reads it."""
    own: dict[str, str] = {name: escape(getattr(note, name)) for name in WORDS}
    own |= {f"{name} {getattr(note, name)}": " selected" for name in CHOICES}
    own |= {"text_was": mark(note.text), "pk": str(note.pk), "token": str(token)}
    shared = with_places(public_id, get_language() or "", goals)
    return mark_safe(PLACES.sub(lambda place: own.get(place[1], ""), shared))
