"""The strategies that get actions, in the order in which people call them one, two, three."""

from workshops.kickoff.actions.models import ShownStrategy
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.strategy.models.column import BY_RANK, ColumnQuerySet
from workshops.models import StageRun, Workshop

LAST_PRINTED_WAVE = 2


def strategies(workshop: Workshop) -> ColumnQuerySet:
    """Those of waves 1 and 2, by wave and rank; the annex gets no actions."""
    return workshop.columns.strategies().filter(wave__lte=LAST_PRINTED_WAVE).order_by("wave", *BY_RANK)


def hangs_on_goals(workshop: Workshop) -> bool:
    """Whether the agenda holds no strategies: then actions hang on the goals themselves."""
    return not workshop.agenda.filter(kind="strategy").exclude(state=StageRun.State.SKIPPED).exists()


def lay_goals(workshop: Workshop, run: StageRun) -> None:
    """A place for the actions of each goal, where no strategies were made; each is given to a group by hand."""
    for place, goal in enumerate(workshop.goals.all(), start=1):
        own = {"wall": workshop.wall_for(run), "order": place, "rank": place}
        words = {"heading": goal.title, "heading_other": goal.title_zh}
        column, is_new = workshop.columns.get_or_create(key=f"G{place}", defaults=own | words)
        if is_new:
            column.goals.set([goal])


def bare(workshop: Workshop) -> list[Column]:
    """Strategies of wave 1 without an action; on goals those that nobody put off "not today" (R-ACT-6, R-CONS-5)."""
    rows = [one for one in strategies(workshop).filter(wave=1) if not one.actions.standing().exists()]
    if not hangs_on_goals(workshop):
        return rows
    put_off = set(workshop.deferrals.values_list("goal", flat=True))
    return [one for one in rows if not put_off & set(one.goals.values_list("pk", flat=True))]


def shown_strategy(run: StageRun) -> Column | None:
    """What the wall shows: the one that the console chose while it is planned, else the first."""
    planned = strategies(run.workshop)
    chosen = ShownStrategy.objects.filter(run=run).first()
    return (planned.filter(pk=chosen.strategy_id).first() if chosen else None) or planned.first()


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
