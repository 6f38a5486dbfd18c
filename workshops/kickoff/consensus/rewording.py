"""Other words for a clause while people listen: changed at their source, the stage of which stays locked (R-CONS-9)."""

from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.consensus.clauses import sync
from workshops.kickoff.consensus.models import Clause
from workshops.kickoff.strategy.models import Column
from workshops.models import Workshop


def source_of(clause: Clause) -> Column | None:
    """The strategy behind a clause; the other kinds have none."""
    return clause.workshop.columns.filter(key=clause.ref).first() if clause.kind == Clause.Kind.STRATEGY else None


def reword_strategy(clause: Clause, changing, heading: str, other: str, effect: str, effect_other: str) -> list[Clause]:
    """Heading and effect in other words."""
    column = must_have(clause)
    column.name_as(heading, other, column.confirmed_by)
    column.effect, column.effect_other = effect, effect_other
    column.save(update_fields=["effect", "effect_other"])
    return sync(clause.workshop, changing)


def reword_action(action: KeyAction, changing, text: str, other: str) -> list[Clause]:
    """The deed in other words; who does it until when stays, and so does the owner's yes."""
    action.reword(text, other)
    return sync(action.workshop, changing)


def reword_introduction(workshop: Workshop, changing, text: str) -> list[Clause]:
    workshop.introduction = text
    workshop.save(update_fields=["introduction"])
    return sync(workshop, changing)


def must_have(clause: Clause) -> Column:
    column = source_of(clause)
    if column is None:
        raise Refused(
            _("Goals are not reworded here: answer the mark, or park the wish to change the goal."), rule="R-GREAD-3"
        )
    return column
