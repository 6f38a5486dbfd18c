"""A goal as five lines at true scale: where each value stands, and where its label has room."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Goal
from people.number import plain

TOP, BOTTOM, CLOSEST = 60, 640, 92
FIRST_NOTE, EACH_NOTE = 190, 240


class Tier(NamedTuple):
    name: str
    label: str | Promise
    remark: str | Promise
    value: str
    was: str
    y: int
    label_y: int


class Beat(NamedTuple):
    """A quarter's note head, or only its number where quarters add up."""

    label: str
    value: str
    was: str
    x: int
    y: int | None
    stem_x: int
    stem_y: int


def tiers_named() -> list[tuple[str, str | Promise, str | Promise]]:
    return [
        ("last_year", _("Last year"), ""),
        ("floor", _("Floor"), _("must be reached")),
        ("balance", _("Balance"), _("what we plan and mean by “target”")),
        ("sprint", _("Sprint"), _("with extra effort")),
        ("challenge", _("Challenge"), _("nobody is blamed for missing it")),
    ]


class Scale:
    """Better is always higher, also where less is better; `before` is what corrected figures were (R-GREAD-3)."""

    def __init__(self, goal: Goal, before: dict[str, Decimal | None] | None = None):
        self.goal, self.before = goal, before or {}
        self.named = [(name, label, remark) for name, label, remark in tiers_named() if getattr(goal, name) is not None]
        self.quarters = [value for value in goal.quarters if value is not None]
        heights = [getattr(goal, name) for name, _label, _remark in self.named]
        heights += self.quarters if self.adds_heads else []
        self.low, self.high = min(heights), max(heights)

    @property
    def adds_heads(self) -> bool:
        """Quarters that add up are parts of the year and stand on no line of it."""
        return self.goal.kind == Goal.Kind.LEVEL

    def y(self, value: Decimal) -> int:
        span = self.high - self.low
        share = (value - self.low) / span if span else Decimal("0.5")
        return round(BOTTOM - (BOTTOM - TOP) * (share if self.goal.better == Goal.Better.UP else 1 - share))

    @property
    def tiers(self) -> list[Tier]:
        """From the top line down, labels moved apart where lines lie close."""
        values = [(self.y(getattr(self.goal, name)), name, label, remark) for name, label, remark in self.named]
        values.sort(key=lambda value: value[:2])
        rows = spread([y for y, *_rest in values])
        return [
            Tier(name, label, remark, plain(getattr(self.goal, name)), plain(self.before.get(name)), y, label_y)
            for (y, name, label, remark), label_y in zip(values, rows, strict=True)
        ]

    @property
    def beats(self) -> list[Beat]:
        made = []
        for position, value in enumerate(self.quarters):
            x, y = FIRST_NOTE + EACH_NOTE * position, self.y(value) if self.adds_heads else None
            last = position == len(self.quarters) - 1
            stem = (x - 20, 90) if last else (x + 19, -95)
            was = plain(self.before.get(f"quarter_{position + 1}"))
            made.append(Beat(f"Q{position + 1}", plain(value), was, x, y, *stem))
        return made

    @property
    def path(self) -> str:
        """From last year's end through the quarters."""
        start = [(40, self.y(self.goal.last_year))] if self.goal.last_year is not None else []
        points = start + [(beat.x, beat.y) for beat in self.beats if beat.y is not None]
        return " ".join(f"{'L' if place else 'M'}{x} {y}" for place, (x, y) in enumerate(points))

    @property
    def start_y(self) -> int | None:
        return None if self.goal.last_year is None else self.y(self.goal.last_year)


def spread(places: list[int]) -> list[int]:
    """Places from the top, each at least a label's height below the one before, and none below the last line."""
    rows: list[int] = []
    for place in places:
        rows.append(max(place, rows[-1] + CLOSEST) if rows else place)
    floor = BOTTOM
    for position in reversed(range(len(rows))):
        rows[position] = min(rows[position], floor)
        floor = rows[position] - CLOSEST
    return rows
