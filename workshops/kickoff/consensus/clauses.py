"""The clauses of a statement: each source gives its sentences as they are generated from rows now.

A source is a function that yields `Words` of a workshop; a stage that has something to say registers one.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.consensus import sentences
from workshops.kickoff.consensus.models import Clause, ShownClause, Stance
from workshops.kickoff.consensus.statement import ANNEX, actions_of, later_of, strategies_of
from workshops.kickoff.consensus.wording import in_chinese, in_english, measured, measured_in_chinese, said
from workshops.kickoff.strategy.models import Column
from workshops.models import StageRun, Workshop


class Words(NamedTuple):
    """One clause in both languages; the first line is what people call it by."""

    kind: str
    ref: str
    text_en: str
    text_zh: str


Source = Callable[[Workshop], Iterable[Words]]
sources: list[Source] = []


def source(function: Source) -> Source:
    """Register where clauses come from; they stand in the order of registering."""
    sources.append(function)
    return function


@source
def introduction(workshop: Workshop) -> Iterator[Words]:
    if workshop.introduction:
        yield Words(Clause.Kind.INTRO, "", workshop.introduction, workshop.introduction)


@source
def goal_line(workshop: Workshop) -> Iterator[Words]:
    goals = list(workshop.goals.all())
    english = [sentences.aims_in_english(goals), *(sentences.aim_in_english(goal) for goal in goals)]
    chinese = [sentences.aims_in_chinese(goals), *(sentences.aim_in_chinese(goal) for goal in goals)]
    yield Words(Clause.Kind.GOALS, "", "\n".join(english), "\n".join(chinese))


@source
def strategies(workshop: Workshop) -> Iterator[Words]:
    """Waves 1 and 2 with effect and actions, wherever they print."""
    actions = actions_of(workshop)
    for column in strategies_of(workshop):
        if column.wave != ANNEX:
            own = actions.get(column.pk, [])
            yield Words(
                Clause.Kind.STRATEGY, column.key, strategy_in(column, own, False), strategy_in(column, own, True)
            )


def strategy_in(column: Column, actions: list[KeyAction], chinese: bool) -> str:
    heading = said(column.heading, column.heading_other, chinese)
    effect = said(column.effect, column.effect_other, chinese)
    deeds = [(deed_in_chinese if chinese else deed_in_english)(action) for action in actions]
    return "\n".join(line for line in (heading, effect, *deeds) if line)


def deed_in_english(action: KeyAction) -> str:
    when = f"{in_english(action.start)} – {in_english(action.due)}"
    way = f"{measured(action.baseline, '') or '?'} → {measured(action.target, unit_of(action))}"
    number = f"{action.measure} {way}" if action.target is not None else ""
    parts = (said(action.text, action.text_other, False), action.owner.name if action.owner else "", when, number)
    return ", ".join(part for part in parts if part)


def deed_in_chinese(action: KeyAction) -> str:
    when = f"{in_chinese(action.start)}至{in_chinese(action.due)}"
    way = f"{measured(action.baseline, '') or '?'} → {measured_in_chinese(action.target, unit_of(action))}"
    number = f"{action.measure} {way}" if action.target is not None else ""
    parts = (said(action.text, action.text_other, True), action.owner.name if action.owner else "", when, number)
    return "，".join(part for part in parts if part)


def unit_of(action: KeyAction) -> str:
    """A plain count has no unit behind its value."""
    return "" if action.unit == "count" else action.unit


@source
def open_decisions(workshop: Workshop) -> Iterator[Words]:
    waiting = list(workshop.decisions.filter(outcome="later").select_related("by_person"))
    if waiting:
        english = [open_in(later_of(one), one.by_date, in_english, "{topic} ({rest})", ", ") for one in waiting]
        chinese = [open_in(later_of(one), one.by_date, in_chinese, "{topic}（{rest}）", "，") for one in waiting]
        yield Words(Clause.Kind.DECISIONS, "", "\n".join(english), "\n".join(chinese))


def open_in(one: dict, day: date | None, spelled: Callable[[date], str], pattern: str, comma: str) -> str:
    """An open decision in one language: its topic, who answers and until when."""
    rest = comma.join(part for part in (one["owner"], spelled(day) if day else "") if part)
    return pattern.format(topic=one["topic"], rest=rest) if rest else one["topic"]


def sync(workshop: Workshop, changing=None) -> list[Clause]:
    """Take the words as they are generated now; gives back what says something else than before.

    A clause that is not generated any more stands no longer; its stances stay.
    """
    known = {(one.kind, one.ref): one for one in workshop.clauses.all()}
    words = [own for one in sources for own in one(workshop)]
    reworded = []
    for order, own in enumerate(words):
        clause = known.pop((own.kind, own.ref), None) or Clause(workshop=workshop, kind=own.kind, ref=own.ref)
        is_new, is_other = clause.pk is None, clause.say(own.text_en, own.text_zh)
        clause.order, clause.stands = order, True
        clause.save()
        if is_other and not is_new:
            reworded.append(clause)
    workshop.clauses.filter(pk__in=[one.pk for one in known.values()]).update(stands=False)
    for clause in reworded if changing else []:
        changing.touched("clause", clause.pk)
    return reworded


def shown_clause(run: StageRun) -> Clause | None:
    """What the wall shows: the one that the console chose while it stands, else the first that is asked about."""
    standing = run.workshop.clauses.standing()
    chosen = ShownClause.objects.filter(run=run).first()
    return (standing.filter(pk=chosen.clause_id).first() if chosen else None) or standing.asked().first()


def show(run: StageRun, clause: Clause) -> None:
    ShownClause.objects.update_or_create(run=run, defaults={"clause": clause})


def show_next(run: StageRun) -> Clause | None:
    """The next clause comes onto the wall, after the last the first again; in *voice* the next to be heard."""
    rows, now = list(run.workshop.clauses.asked()), shown_clause(run)
    if not rows:
        return None
    place = rows.index(now) + 1 if now in rows else 0
    coming = rows[place:] + rows[:place]
    clause = next((one for one in waiting(run, coming) if one != now), coming[0])
    show(run, clause)
    return clause


def show_first_to_be_heard(run: StageRun) -> None:
    """Where nobody waits the wall stays as it is."""
    for clause in waiting(run, run.workshop.clauses.asked())[:1]:
        show(run, clause)


def waiting(run: StageRun, clauses: Iterable[Clause]) -> list[Clause]:
    """Those with a mark that nobody has heard, while the room listens."""
    unheard = Stance.objects.unheard().filter(clause__workshop=run.workshop).values_list("clause", flat=True)
    marked = set(unheard) if run.step == "voice" else set()
    return [clause for clause in clauses if clause.pk in marked]
