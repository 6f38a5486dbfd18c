"""Does it add up? For each goal the way from last year to balance, and the strips that lie on it (R-STRAT-13)."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import pgettext

from people.models import Goal
from workshops.kickoff.strategy.models import EffectValue
from workshops.kickoff.strategy.ranking import adds_up
from workshops.models import Workshop


class Way(NamedTuple):
    """One goal: its strips, what they bring together, what is open, and the share in hundredths."""

    goal: Goal
    strips: list[EffectValue]
    together: Decimal
    way: Decimal
    open: Decimal

    @property
    def share(self) -> int:
        return min(100, round(100 * self.together / self.way)) if self.way else 100

    @property
    def unit(self) -> str:
        return counted_in(self.goal)


def counted_in(goal: Goal) -> str:
    """What a way is counted in: from 88 % to 95 % it is seven points, not seven per cent."""
    return pgettext("of a percentage", "points") if goal.unit == "%" else goal.unit


def ways(workshop: Workshop) -> list[Way]:
    sums = adds_up(workshop)
    effects = EffectValue.objects.filter(column__in=workshop.columns.strategies().filter(wave=1))
    by_goal: dict[int, list[EffectValue]] = {}
    for effect in effects.select_related("column").order_by("column__rank"):
        by_goal.setdefault(effect.goal_id, []).append(effect)
    return [Way(goal, by_goal.get(goal.pk, []), **sums[goal.key]) for goal in workshop.goals.all() if goal.key in sums]
