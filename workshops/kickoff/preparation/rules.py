"""What stands before going live, beside R-PREP-1 to R-PREP-3: R-PREP-4, -5, -7, -10."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.coaching import ADVISE, ASK, Finding, Fix, rule
from workshops.day_rules import facilitator_decides, first_movement, long_day
from workshops.kickoff.preparation.models import LEAST_QUESTIONS, questioners
from workshops.models.steering import START
from workshops.timetable import Timetable


def to_preparation(run, part: str) -> tuple[Fix, ...]:
    return (Fix(_("Prepare"), reverse("prepare", args=[run.workshop.public_id]) + f"#{part}", method="get"),)


def is_done(run, *keys: str) -> bool:
    """Whether these things of the checklist are done, or not needed here."""
    return run.workshop.checklist.filter(key__in=keys).exclude(state="open").count() == len(keys)


@rule("R-PREP-4", ADVISE, START)
def questions_are_foreseen(run):
    """Fewer than five likely questions, or none about budget."""
    questions = run.workshop.likely_questions
    count, fix = questions.count(), to_preparation(run, "questions")
    if count < LEAST_QUESTIONS:
        what = ngettext("%(count)d likely question is foreseen.", "%(count)d likely questions are foreseen.", count)
        yield Finding("R-PREP-4", ADVISE, what % {"count": count}, _("Ask the heads: what will your people ask?"), fix)
    if not questions.filter(topic="budget").exists():
        what = _("No likely question is about money.")
        yield Finding("R-PREP-4", ADVISE, what, _("It always comes: prepare an answer or an owner."), fix)


@rule("R-PREP-5", ASK, START)
def questioners_are_named_and_briefed(run):
    """If the town meeting is on: two questioners with different roles, briefed (P06)."""
    if not run.workshop.agenda.filter(kind="town").exclude(state="skipped").exists():
        return
    if len(questioners(run.workshop)) < 2:
        what = _("Fewer than two questioners with different roles are named.")
        yield Finding("R-PREP-5", ASK, what, _("Name one on the list of people."), to_preparation(run, "questioners"))
    elif not is_done(run, "P06"):
        what, why = _("The questioners have not practised yet."), _("Fifteen minutes: how, what, which, who.")
        yield Finding("R-PREP-5", ASK, what, why, to_preparation(run, "checklist"))


@rule("R-PREP-7", ADVISE, START)
def rational_teams_see_one_picture(run):
    if run.workshop.organisation.tone == "rational" and not is_done(run, "P12"):
        what = _("Rational teams need to see one picture first.")
        yield Finding("R-PREP-7", ADVISE, what, _("Draw one of your own goal."), to_preparation(run, "checklist"))


@rule("R-PREP-10", ADVISE, START)
def each_group_can_work(run):
    """With two groups or more: a wall that is read at three metres, a tablet for the host, a briefed host."""
    if run.workshop.groups.count() >= 2 and not is_done(run, "P09", "P17", "P18"):
        what = _("Each group needs a wall to read at three metres, and a tablet for its host.")
        why = _("Brief each host for ten minutes, or give the group a co-facilitator.")
        yield Finding("R-PREP-10", ADVISE, what, why, to_preparation(run, "checklist"))


@rule("R-DAY-1", ADVISE, START)
def the_feeling_part_stays(run):
    yield from first_movement(run.workshop)


@rule("R-DAY-2", ADVISE, START)
def the_day_is_well_cut(run):
    yield from long_day(run.workshop, Timetable.of(run.workshop))


@rule("R-ROLE-4", ADVISE, START)
def the_boss_does_not_hold_the_pen(run):
    yield from facilitator_decides(run.workshop)
