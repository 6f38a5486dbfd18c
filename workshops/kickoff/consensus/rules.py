from django.utils.translation import gettext as _

from workshops.coaching import ADVISE, ASK, STOP, Finding, rule
from workshops.kickoff.consensus.gaps import goals_without_strategy, strategies_without_action
from workshops.kickoff.consensus.versions import is_current
from workshops.models import StageRun

MOST_ACTIONS = 20


@rule("R-CONS-2", STOP, "consensus", "freeze")
def present_text_is_frozen(run: StageRun):
    if not is_current(run.workshop):
        what = _("The present text is not frozen yet.")
        yield Finding("R-CONS-2", STOP, what, _("Tap “Freeze”: what people sign must be fixed first."))


@rule("R-CONS-4", ADVISE, "consensus", "generate")
def page_is_short(run: StageRun):
    if run.workshop.actions.exclude(state="withdrawn").count() > MOST_ACTIONS:
        what = _("More than %(count)d actions.") % {"count": MOST_ACTIONS}
        yield Finding("R-CONS-4", ADVISE, what, _("Move strategies to wave 3: they print in the annex."))


@rule("R-CONS-5", STOP, "consensus", "generate")
def strategies_have_actions(run: StageRun):
    """The way out for a goal nobody works on is “not today”, with a reason, an owner and a date."""
    for column in strategies_without_action(run.workshop):
        what = _("“%(strategy)s” has no action yet.") % {"strategy": column}
        yield Finding("R-CONS-5", STOP, what, _("Add one, or move it to wave 2."), about=column.key)
    for goal in goals_without_strategy(run.workshop):
        what = _("No strategy serves “%(goal)s”.") % {"goal": goal}
        yield Finding("R-CONS-5", ASK, what, _("Say “not today”: why, who takes it up, and when."), about=goal.key)
