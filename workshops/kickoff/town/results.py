"""What the town meeting leaves behind: the question log."""

from datetime import date
from typing import NamedTuple

from people.text import in_a_row
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.town.lenses import Lens
from workshops.kickoff.town.models import Answer, Question
from workshops.kickoff.town.rounds import asked_in_order, strategy_of
from workshops.models import Seat, Workshop


class Logged(NamedTuple):
    """One line of the question log. Names of askers are left to the setting of the event (R-TOWN-12)."""

    number: int
    key: str
    group: str
    strategy: Column | None
    action: KeyAction | None
    lens: str
    role: str
    asker: str
    text: str
    original: str
    language: str
    answer: str
    by: Seat | None
    outcome: str
    outcome_label: str
    due: date | None
    ref: str


def question_log(workshop: Workshop) -> list[Logged]:
    """Every question that was asked, in the order of asking, with lens, answer and outcome."""
    return [line(number, one) for number, one in enumerate(asked_in_order(workshop), 1)]


def line(number: int, question: Question) -> Logged:
    strategy, answer = strategy_of(question), answer_to(question)
    names = question.workshop.question_names_on_wall and question.asker
    original = question.original
    return Logged(
        number=number,
        key=question.key,
        group=strategy.presented_by.letter if strategy and strategy.presented_by else "",
        strategy=strategy,
        action=question.action,
        lens=str(question.get_lens_display()),
        role=str(question.get_role_display()),
        asker=str(names or ""),
        text=question.text,
        original=original.text if original else "",
        language=question.language,
        answer=answer.text if answer else "",
        by=answer.by if answer else None,
        outcome=answer.outcome if answer else "",
        outcome_label=str(answer.get_outcome_display()) if answer and answer.outcome else "",
        due=answer.due if answer else None,
        ref=reference(answer) if answer else "",
    )


def answer_to(question: Question) -> Answer | None:
    return getattr(question, "answer", None)


def reference(answer: Answer) -> str:
    """What the outcome led to, in words: the row that changed, the decision, the parked item."""
    changed = in_a_row(str(change.target) for change in answer.changes.all() if change.target)
    return changed or str(answer.decision or answer.parked or "")


def lenses_asked(workshop: Workshop) -> dict[str, list[str]]:
    """The lenses asked of each group that presents, by its letter ("" for the room), in their own order."""
    asked: dict[str, set[str]] = {}
    for one in asked_in_order(workshop):
        strategy = strategy_of(one)
        letter = strategy.presented_by.letter if strategy and strategy.presented_by else ""
        asked.setdefault(letter, set()).add(one.lens)
    return {letter: [lens.value for lens in Lens if lens in lenses] for letter, lenses in sorted(asked.items())}
