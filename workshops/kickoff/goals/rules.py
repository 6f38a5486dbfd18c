from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.coaching import ADVISE, ASK, Finding, Fix, rule
from workshops.kickoff.goals.models import GoalTemperature, Showing
from workshops.kickoff.goals.results import on_paper
from workshops.ways import back_to

ENOUGH = 0.8
SWIFT = timedelta(seconds=20)


@rule("", ADVISE, "goals", "show")
def every_goal_was_shown(run):
    """Completion of the step: all shown."""
    if goal := Showing.following(run.workshop):
        what = _("“%(goal)s” was not on the wall yet.") % {"goal": goal}
        why = _("Tap “Next goal”, so that nobody hears it first from a colleague.")
        fix = Fix(_("Next goal"), reverse("goals_show", args=[run.workshop.public_id]))
        yield Finding("", ADVISE, what, why, (fix,))


@rule("", ADVISE, "goals", "restate")
def every_group_said_it(run):
    """Completion of the step: one sentence a group."""
    groups = list(run.workshop.groups.all()) or [None]
    said = {one.group_id for one in run.workshop.restatements.all()}
    missing = [group for group in groups if (group.pk if group else None) not in said]
    if missing:
        what = ngettext("%(count)d sentence is still to come.", "%(count)d sentences are still to come.", len(missing))
        what %= {"count": len(missing)}
        why = _("One sentence each, as to a colleague on the night shift.")
        fix = Fix.at(f"sentence-{missing[0] or 'room'}", _("Write it here"))
        yield Finding("", ADVISE, what, why, (fix,))


@rule("R-GREAD-1", ASK, "goals", "temperature")
def the_room_understood(run):
    """Four of five give 3 or more for "I understand"; belief never blocks."""
    rows, typed = (
        GoalTemperature.objects.filter(workshop=run.workshop).of_present(),
        on_paper(run.workshop, "understand"),
    )
    present = max(run.workshop.seats.writers().present().count(), rows.count() + len(typed))
    understood = rows.understood().count() + sum(value >= 3 for value in typed)
    if present and understood < ENOUGH * present:
        what = _("%(understood)d of %(present)d say that they understood the goals.")
        what %= {"understood": understood, "present": present}
        why = _("Ask which number is unclear, and explain that goal once more.")
        yield Finding("R-GREAD-1", ASK, what, why, back_to(run, "show", _("Back to the goals")))


@rule("R-GREAD-2", ADVISE, "goals", "temperature")
def belief_was_not_a_reflex(run):
    """Everybody gives 5 for "believe" within 20 seconds."""
    shown = list(GoalTemperature.objects.filter(workshop=run.workshop).of_present())
    present = run.workshop.seats.writers().present().count()
    if not shown or len(shown) < present or any(one.believe != 5 for one in shown):
        return
    moments = [one.at for one in shown]
    if max(moments) - min(moments) <= SWIFT:
        yield Finding("R-GREAD-2", ADVISE, _("Everybody believes fully."), _("Ask what would have to be true."))
