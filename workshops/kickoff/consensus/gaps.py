"""What a statement may not leave open: a strategy of wave 1 without action, a goal without strategy (R-CONS-5)."""

from django.utils.translation import gettext as _

from live import Refused
from people.models import Goal
from workshops.kickoff.actions.strategies import bare, hangs_on_goals
from workshops.kickoff.consensus.statement import strategies_of
from workshops.kickoff.strategy.models import Column
from workshops.models import StageRun, Workshop


def is_held(workshop: Workshop, kind: str) -> bool:
    """Whether a stage is on this agenda and was not skipped; rules of a skipped one are silent (R-GEN-20)."""
    return workshop.agenda.filter(kind=kind).exclude(state=StageRun.State.SKIPPED).exists()


def strategies_without_action(workshop: Workshop) -> list[Column]:
    if not is_held(workshop, "actions"):
        return []
    return bare(workshop)


def goals_without_strategy(workshop: Workshop) -> list[Goal]:
    """Goals that nobody works on and that nobody put off."""
    if not is_held(workshop, "strategy"):
        return []
    served = {goal.pk for column in strategies_of(workshop) for goal in column.goals.all()}
    deferred = set(workshop.deferrals.values_list("goal", flat=True))
    return [goal for goal in workshop.goals.all() if goal.pk not in served | deferred]


def goals_to_put_off(workshop: Workshop) -> list[Goal]:
    """For which "not today" is a way out: no strategy serves them, or, where actions hang on goals, no action."""
    left = [goal for column in strategies_without_action(workshop) for goal in column.goals.all()]
    return goals_without_strategy(workshop) + (left if hangs_on_goals(workshop) else [])


def goals_left(workshop: Workshop) -> dict[str, list]:
    """What the desk offers for each goal that is left: to tick which strategies serve it, or "not today"."""
    return {
        "goals_left": goals_to_put_off(workshop),
        "goals_unserved": goals_without_strategy(workshop),
        "may_serve": strategies_of(workshop),
    }


def is_complete(workshop: Workshop) -> bool:
    """Whether the text could be frozen now: else the desk offers what is missing, not the freezing."""
    return not strategies_without_action(workshop) and not goals_without_strategy(workshop)


def must_be_complete(workshop: Workshop) -> None:
    """Guard R-CONS-5, at each freeze."""
    if bare := strategies_without_action(workshop):
        raise Refused(
            _("“%(strategy)s” has no action yet: add one, or move it to wave 2.") % {"strategy": bare[0].called},
            rule="R-CONS-5",
        )
    if goals := goals_without_strategy(workshop):
        raise Refused(
            _("No strategy serves “%(goal)s”: tick which ones do, or say “not today” with reason, owner and date.")
            % {"goal": goals[0]},
            rule="R-CONS-5",
        )
