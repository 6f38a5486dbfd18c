"""Does it add up? What the strategies of wave 1 bring together, beside the way from last year to balance."""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum

from people.models import Goal
from workshops.kickoff.strategy.models import Column, EffectValue


class AddsUp(NamedTuple):
    together: Decimal
    way: Decimal

    @property
    def open(self) -> Decimal:
        return max(self.way - self.together, Decimal(0))


def adds_up(goal: Goal, strategies: list[Column]) -> AddsUp | None:
    """`None` while nobody has said by how much, or the goal has no value of last year (R-STRAT-13)."""
    first_wave = [column.pk for column in strategies if column.wave == 1]
    values = EffectValue.objects.filter(goal=goal, column__in=first_wave)
    together = values.aggregate(sum=Sum("value"))["sum"]
    if together is None or goal.way is None:
        return None
    return AddsUp(Decimal(together), goal.way)
