"""Five strategies of the example on the company wall, in rank order, and rows under them."""

from datetime import date
from decimal import Decimal

import pytest

from live.feed import Audience, since
from workshops.kickoff.actions.models import KeyAction
from workshops.models import Workshop

HEADINGS = ["Level the plan", "Raise first-pass yield", "Cut energy cost", "Train people", "Win key accounts"]


@pytest.fixture
def columns(workshop) -> list:
    """C1 to C5, ranked in this order; nobody has an action yet."""
    wall = workshop.wall_for(workshop.agenda.get(kind="strategy"))
    return [
        workshop.columns.create(wall=wall, key=f"C{place}", order=place, rank=place, heading=heading)
        for place, heading in enumerate(HEADINGS, 1)
    ]


@pytest.fixture
def person(workshop):
    """`person("p06")` of the roster."""
    return lambda key: workshop.organisation.people.get(key=key)


@pytest.fixture
def row(workshop, columns, person):
    """`row(owner="p06", budget=1500)` is an action of the first strategy with everything filled in."""

    def planned(**fields) -> KeyAction:
        if isinstance(fields.get("owner"), str):
            fields["owner"] = person(fields["owner"])
        complete = {
            "strategy": columns[0],
            "text": "Book every core at the machine",
            "start": date(2026, 2, 2),
            "due": date(2026, 3, 31),
            "measure": "Core stock accuracy",
            "unit": "%",
            "baseline": Decimal(71),
            "target": Decimal(98),
            "source": "Count report",
            "source_by": person("p42"),
            "new_vs_past": "Booked at the source",
        }
        return KeyAction.plan(workshop, **complete | fields)

    return planned


@pytest.fixture
def each_has_one(row, columns):
    """One accepted action for each strategy, its owner somebody else each time."""
    rows = [row(strategy=column, owner=f"p0{place + 5}") for place, column in enumerate(columns)]
    for action in rows:
        action.accept()
    return rows


@pytest.fixture
def pushed(workshop):
    """`with pushed("projector") as frame:` collects what that surface was sent meanwhile: `frame()`."""

    def html(surface: str, cursor: int) -> str:
        room = Workshop.objects.get(pk=workshop.pk).room
        return since(room.pk, Audience(surface, "", "en"), cursor).html

    return html


@pytest.fixture
def touched(workshop):
    """`touched()` lists what changed since it was called last."""
    room = workshop.room
    seen = {"seq": room.changes.count()}

    def changes() -> list[tuple[str, str]]:
        rows = list(room.changes.filter(seq__gt=seen["seq"]).order_by("seq").values_list("seq", "kind", "ref"))
        seen["seq"] = rows[-1][0] if rows else seen["seq"]
        return [(kind, ref) for _seq, kind, ref in rows]

    return changes
