"""How a goal goes through its cycle: the way that was planned, what was read off since, and how far apart they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from people.models import Goal
from people.rounding import half_up
from workshops.kickoff.afterwards.models import GoalReading
from workshops.kickoff.closing.dates import quarter_ends
from workshops.models import Workshop

WIDTH, HEIGHT = 200, 60
MARGIN = 8
LINES = (10, 20, 30, 40, 50)
"""Where the five lines of the stave stand in the drawing."""


@dataclass
class Trend:
    """A goal's card; places are those of a drawing `WIDTH` × `HEIGHT`, in which up is always good."""

    goal: Goal
    plan: list[tuple[date, Decimal]]
    readings: list[GoalReading]
    lines = LINES

    @property
    def now(self) -> GoalReading | None:
        return self.readings[-1] if self.readings else None

    @property
    def planned(self) -> Decimal | None:
        """What the plan says for the day of the last reading, as exactly as the goal's own figures are."""
        return None if self.now is None else half_up(self.planned_on(self.now.on), self.decimals)

    @property
    def ahead(self) -> Decimal:
        """How far the last reading is before the plan; behind it is below nought."""
        if self.now is None or self.planned is None:
            return Decimal(0)
        gap = half_up(self.now.value, self.decimals) - self.planned
        return -gap if self.goal.better == Goal.Better.DOWN else gap

    @property
    def behind(self) -> Decimal:
        return -self.ahead

    @property
    def decimals(self) -> int:
        return max(places(value) for value in (self.goal.last_year, *(value for _name, value in self.goal.tiers)))

    def planned_on(self, day: date) -> Decimal:
        """Between two days of the plan in a straight line; before the first and after the last as there."""
        for (begins, low), (ends, high) in zip(self.plan, self.plan[1:], strict=False):
            if begins <= day <= ends:
                return low + (high - low) * Decimal((day - begins).days) / Decimal((ends - begins).days or 1)
        return self.plan[0][1] if day < self.plan[0][0] else self.plan[-1][1]

    @property
    def way(self) -> str:
        """The planned way as the points of a line."""
        return self.line(self.plan)

    @property
    def walked(self) -> str:
        return self.line((one.on, one.value) for one in self.readings)

    @property
    def heads(self) -> list[tuple[float, float]]:
        return [self.place(one.on, one.value) for one in self.readings]

    def line(self, points: Iterable[tuple[date, Decimal]]) -> str:
        return " ".join("{:g},{:g}".format(*self.place(day, value)) for day, value in points)

    def place(self, day: date, value: Decimal) -> tuple[float, float]:
        begins, ends = self.plan[0][0], self.plan[-1][0]
        along = min(1, max(0, (day - begins).days / ((ends - begins).days or 1)))
        up = float((value - self.lowest) / self.height)
        up = 1 - up if self.goal.better == Goal.Better.DOWN else up
        return round(MARGIN + along * (WIDTH - 2 * MARGIN), 1), round(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN), 1)

    @cached_property
    def values(self) -> list[Decimal]:
        return [value for _day, value in self.plan] + [one.value for one in self.readings]

    @property
    def lowest(self) -> Decimal:
        return min(self.values)

    @property
    def height(self) -> Decimal:
        return max(self.values) - self.lowest or Decimal(1)


def trends(workshop: Workshop) -> list[Trend]:
    """Each goal of the day with what was read of it."""
    readings: dict[int, list[GoalReading]] = {}
    for one in workshop.goal_readings.all():
        readings.setdefault(one.goal_id, []).append(one)
    return [Trend(goal, list(plan(workshop, goal)), readings.get(goal.pk, [])) for goal in workshop.goals.all()]


def plan(workshop: Workshop, goal: Goal) -> Iterator[tuple[date, Decimal]]:
    """From where it begins over the quarters, where they are planned, to the balance value on its day.

    What adds up begins at nought; a level begins where it was last year.
    """
    adds_up, ends = goal.kind == Goal.Kind.SUM, quarter_ends(workshop)
    quarters = goal.quarters if None not in goal.quarters and len(ends) == len(goal.quarters) else []
    value = Decimal(0) if adds_up else goal.last_year if goal.last_year is not None else goal.floor
    yield min(workshop.cycle_start, goal.date), value
    for day, quarter in zip(ends, quarters, strict=False):
        value = value + quarter if adds_up else quarter
        if day < goal.date:
            yield day, value
    yield goal.date, goal.balance


def places(value: Decimal | None) -> int:
    """Places after the point that say something: 2 of 95.2500."""
    exponent = value.normalize().as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
