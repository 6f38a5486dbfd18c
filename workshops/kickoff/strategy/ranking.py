"""Which strategy comes first: mean immediacy plus mean speed, rounded once; ties by relevance, notes, age."""

from decimal import Decimal
from statistics import median
from typing import NamedTuple

from people.rounding import half_up, two_places
from workshops.kickoff.strategy.models import Column, Score
from workshops.kickoff.strategy.models.column import ANNEX, question
from workshops.models import Workshop

FIRST_WAVE, SECOND_WAVE = 7, 9
LAST = Decimal(-1)


class Standing(NamedTuple):
    """What the writers gave one column, as people read it; `None` where nobody gave anything."""

    relevance_median: float | None
    immediacy_mean: Decimal | None
    speed_mean: Decimal | None
    rank_score: Decimal | None


def values(column: Column, scale: str) -> list[int]:
    """What phones gave a column, and what was typed from paper as counts (R-GEN-16)."""
    tapped = [score.value for score in column.scores.all() if score.scale == scale]
    return tapped + [int(value) for value in column.on_paper.get(question(column, scale), [])]


def standing(column: Column) -> Standing:
    relevance, immediacy, speed = (values(column, scale) for scale in Score.Scale.values)
    both = immediacy and speed
    exact = Decimal(sum(immediacy)) / len(immediacy) + Decimal(sum(speed)) / len(speed) if both else None
    return Standing(
        median(relevance) if relevance else None,
        two_places(sum(immediacy), len(immediacy)),
        two_places(sum(speed), len(speed)),
        None if exact is None else half_up(exact),
    )


def ranked(workshop: Workshop) -> list[Column]:
    """The columns outside the annex, the first strategy first."""
    columns = workshop.columns.chosen().standing().prefetch_related("scores")

    def key(column: Column):
        result = standing(column)
        relevance = LAST if result.relevance_median is None else Decimal(str(result.relevance_median))
        score = LAST if result.rank_score is None else result.rank_score
        return -score, -relevance, -column.note_count, column.pk

    return sorted(columns, key=key)


def rank_columns(workshop: Workshop) -> None:
    """Give every column its rank and wave; a wave set by hand with a reason stays."""
    workshop.columns.filter(wave=ANNEX).update(rank=None)
    for rank, column in enumerate(ranked(workshop), 1):
        column.rank = rank
        if not column.wave_reason:
            column.wave = 1 if rank <= FIRST_WAVE else 2 if rank <= SECOND_WAVE else ANNEX
        column.save(update_fields=["rank", "wave"])


def adds_up(workshop: Workshop) -> dict[str, dict[str, Decimal]]:
    """For each goal what the first wave brings together, the way to go, and what is open (R-STRAT-13)."""
    columns = workshop.columns.standing().filter(wave=1).prefetch_related("effect_values")
    brought = [effect for column in columns for effect in column.effect_values.all()]
    sums = {}
    for goal in workshop.goals.all():
        if goal.way is None:
            continue
        together = sum((effect.value for effect in brought if effect.goal_id == goal.pk), Decimal(0))
        sums[goal.key] = {"together": together, "way": goal.way, "open": max(Decimal(0), goal.way - together)}
    return sums
