"""The rounds of a town meeting: who presents, then answers. `StageRun.turn` counts them."""

from typing import NamedTuple

from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.town.models import Meeting, Question
from workshops.kickoff.town.models.question import QuestionQuerySet
from workshops.models import Group, Seat, StageRun, Workshop


class Round(NamedTuple):
    """One presentation with its questions: a group's strategies, one strategy, or the plan of the room."""

    turn: int
    group: Group | None
    strategies: list[Column]

    @property
    def number(self) -> int:
        return self.turn + 1

    @property
    def single(self) -> Column | None:
        return self.strategies[0] if len(self.strategies) == 1 else None

    def holds(self, question: Question) -> bool:
        """Whether this is its round: by its target, else by when it was asked."""
        strategy = strategy_of(question)
        return strategy in self.strategies if strategy else question.turn in (None, self.turn)

    def asked(self, workshop: Workshop) -> list[Question]:
        return [one for one in asked_in_order(workshop) if self.holds(one)]

    def answerers(self, workshop: Workshop) -> list[Seat]:
        """Who may answer: the writers of the group that presents first, then whoever owns its actions, then others."""
        here = workshop.seats.present().exclude(role=Seat.Role.WATCH).select_related("person", "group")
        owners = set(KeyAction.objects.filter(strategy__in=self.strategies).values_list("owner", flat=True)) - {None}
        own = [seat for seat in here if seat.writes and self.group in (None, seat.group)]
        others = [seat for seat in here if seat not in own and (seat.writes or seat.person_id in owners)]
        return own + sorted(others, key=lambda seat: seat.person_id not in owners)


def strategy_of(question: Question) -> Column | None:
    return question.action.strategy if question.action else question.strategy


def asked_in_order(workshop: Workshop) -> QuestionQuerySet:
    return workshop.questions.asked().select_related("strategy", "action__strategy", "answer__by", "asker")


def cut_by(run: StageRun | None) -> str:
    meeting = Meeting.objects.filter(run=run).first() if run else None
    return meeting.rounds if meeting else Meeting.Rounds.GROUP


def rounds(run: StageRun) -> list[Round]:
    """At least one; a strategy that nobody presents, where groups do, comes last."""
    rows = list(strategies(run.workshop).select_related("presented_by"))
    if not rows:
        return [Round(0, None, [])]
    if cut_by(run) == Meeting.Rounds.STRATEGY:
        return [Round(turn, row.presented_by, [row]) for turn, row in enumerate(rows)]
    groups = {row.presented_by for row in rows if row.presented_by}
    if not groups:
        return [Round(0, None, rows)]
    order: list[Group | None] = sorted(groups, key=lambda group: group.letter)
    order += [None] if any(row.presented_by is None for row in rows) else []
    return [Round(turn, group, [row for row in rows if row.presented_by == group]) for turn, group in enumerate(order)]


def current_round(run: StageRun) -> Round:
    found = rounds(run)
    return found[min(run.turn, len(found) - 1)]


def is_last(run: StageRun) -> bool:
    return run.turn >= len(rounds(run)) - 1


def ends_here(run: StageRun) -> list[Group | None]:
    """The presenting groups that have no later round: of these R-TOWN-7 asks for lenses now."""
    found, now = rounds(run), current_round(run)
    later = {one.group for one in found if one.turn > now.turn}
    return [] if now.group in later else [now.group]


def lenses_of(run: StageRun, group: Group | None) -> set[str]:
    """Lenses asked of a group so far; what is asked aloud counts (R-TOWN-7)."""
    own = [one for one in rounds(run) if one.group == group]
    asked = [question for question in asked_in_order(run.workshop) if any(one.holds(question) for one in own)]
    return {question.lens for question in asked if question.lens}


def actions_of(round: Round) -> dict[Column, list[KeyAction]]:
    rows = KeyAction.objects.filter(strategy__in=round.strategies).standing().in_rank_order()
    found: dict[Column, list[KeyAction]] = {strategy: [] for strategy in round.strategies}
    for action in rows:
        found[action.strategy].append(action)
    return found
