"""The strategies that get actions, in the order in which people call them one, two, three."""

from workshops.kickoff.actions.models import ShownStrategy
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.strategy.models.column import BY_RANK, ColumnQuerySet
from workshops.models import StageRun, Workshop

LAST_PRINTED_WAVE = 2


def strategies(workshop: Workshop) -> ColumnQuerySet:
    """Those of waves 1 and 2, by wave and rank; the annex gets no actions."""
    return workshop.columns.strategies().filter(wave__lte=LAST_PRINTED_WAVE).order_by("wave", *BY_RANK)


def shown_strategy(run: StageRun) -> Column | None:
    """What the wall shows: the one that the console chose, else the first."""
    chosen = ShownStrategy.objects.filter(run=run).select_related("strategy").first()
    return chosen.strategy if chosen else strategies(run.workshop).first()


def show_next(run: StageRun) -> Column | None:
    """The next strategy comes onto the wall; after the last the first again."""
    rows = list(strategies(run.workshop))
    if not rows:
        return None
    now = shown_strategy(run)
    position = rows.index(now) + 1 if now in rows else 0
    return show(run, rows[position % len(rows)])


def show(run: StageRun, strategy: Column) -> Column:
    ShownStrategy.objects.update_or_create(run=run, defaults={"strategy": strategy})
    return strategy


def move_to_second_wave(strategy: Column, reason: str) -> None:
    """The way out of R-ACT-6: a strategy that nobody has an action for is done later."""
    strategy.wave, strategy.wave_reason = LAST_PRINTED_WAVE, reason
    strategy.save(update_fields=["wave", "wave_reason"])
