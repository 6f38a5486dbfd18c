"""The four fields as people read them: what each asks, and where it stands."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.swot.models import Field, SwotNote


class Asked(NamedTuple):
    """One field: its letter and names, its question, and on which side it stands."""

    letter: str
    name: str | Promise
    many: str | Promise
    question: str | Promise
    side: str | Promise


ASKED = (
    Asked(
        "S",
        Field.S.label,
        _("Strengths"),
        _(
            "What do our customers notice that we do well, and which past result proves it: which month, which "
            "action, which number?"
        ),
        _("inside · helps"),
    ),
    Asked(
        "W",
        Field.W.label,
        _("Weaknesses"),
        _("Where did we lose a result? What really happened, and why, and why was that so?"),
        _("inside · hinders"),
    ),
    Asked(
        "O",
        Field.O.label,
        _("Opportunities"),
        _("What is opening up: market, product, technology, people, process, suppliers, policy, finance?"),
        _("outside · helps"),
    ),
    Asked(
        "T",
        Field.T.label,
        _("Threats"),
        _("Which way is the market moving, and what hits us if we stand still?"),
        _("outside · hinders"),
    ),
)
BY_LETTER = {one.letter: one for one in ASKED}


class Area(NamedTuple):
    """A field with what hangs in it."""

    asked: Asked
    notes: list[SwotNote]


def areas(notes: Iterable[SwotNote]) -> list[Area]:
    listed = list(notes)
    return [Area(asked, [note for note in listed if note.quadrant == asked.letter]) for asked in ASKED]
