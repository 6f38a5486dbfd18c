from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import in_a_row
from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.consensus.gaps import is_complete, is_held
from workshops.kickoff.consensus.rules import missing, strategies_have_actions
from workshops.kickoff.town import stale
from workshops.kickoff.town.lenses import Lens
from workshops.kickoff.town.models import Question
from workshops.kickoff.town.models.answer import latest_day
from workshops.kickoff.town.questioners import Asker
from workshops.kickoff.town.rounds import ends_here, lenses_of, rounds
from workshops.models import StageRun

ENOUGH_LENSES = 3
SHARE_OF_LEAD = 3


def listed(lenses) -> str:
    return in_a_row(str(lens.label) for lens in lenses)


@rule("R-TOWN-1", ADVISE, "town", "collect")
def held_questions_are_rephrased(run: StageRun):
    """Nothing is lost by going on: what is held stays with the coach until it is rephrased or passed."""
    held = run.workshop.questions.filter(state=Question.State.FLAGGED)
    for one in held[:1]:
        rules = next(flag for flag in one.flags if flag.holds)
        what = _("%(count)d to rephrase before they are asked.") % {"count": held.count()}
        why = _("Offer the open form, or pass it with a reason.")
        yield Finding(rules.rule, ADVISE, what, why, (Fix.at(f"question-{one.pk}"),), about=one.key)


@rule("R-TOWN-7", ADVISE, "town", "collect")
def each_round_has_a_question(run: StageRun):
    """At least one passed question for each group that presents; more come while the room asks."""
    passed = list(run.workshop.questions.passed().select_related("strategy", "action__strategy"))
    for one in rounds(run):
        if not any(one.holds(question) for question in passed):
            what = _("No question for round %(number)d yet.") % {"number": one.number}
            if one.group:
                what = _("No question for group %(letter)s yet.") % {"letter": one.group.letter}
            why, fixes = _("Ask a questioner by a quiet word, or type one here."), (type_question(),)
            yield Finding("R-TOWN-7", ADVISE, what, why, fixes)


@rule("R-TOWN-6", STOP, "town", "ask")
def each_question_has_an_outcome(run: StageRun):
    """ "We don't know yet, by [date]" is a full answer: one tap gives it to all that are left."""
    left = list(run.workshop.questions.unanswered())
    if left:
        day = latest_day(run.workshop)
        what = _("%(count)d asked without an outcome.") % {"count": len(left)}
        url = reverse("questions_find_out", args=[run.workshop.public_id])
        fix = Fix(_("Find out, all of them"), url, {"due": day.isoformat()})
        why = _("“We do not know yet” with a day is a full answer.")
        yield Finding("R-TOWN-6", STOP, what, why, (fix,), about=left[0].key)


def type_question() -> Fix:
    return Fix.at("type-question", _("Type a question"))


def to_lenses() -> tuple[Fix, ...]:
    """An angle asked aloud is one tap; a question in own words goes into the queue."""
    return (Fix.at("lenses", _("Angles")), type_question())


def needed(run: StageRun) -> list[Lens]:
    """What has to be asked of each group; without a SWOT nobody asks for its links."""
    return ([Lens.SWOT_LINK] if is_held(run.workshop, "swot") else []) + [Lens.INNOVATION]


def whose(group) -> str:
    return _("Group %(letter)s") % {"letter": group.letter} if group else _("The plan")


@rule("R-TOWN-7", ASK, "town", "ask")
def enough_lenses_were_asked(run: StageRun):
    """Per presenting group three lenses, among them swot_link and innovation, when its last round ends.

    The short form, two questions a round, asks for those two alone.
    """
    for group in ends_here(run):
        asked = lenses_of(run, group)
        left = [lens for lens in needed(run) if lens not in asked]
        if left:
            what = _("%(whose)s was not asked: %(lenses)s.") % {"whose": whose(group), "lenses": listed(left)}
            why = _("One tap on the lens counts, also when it is asked aloud.")
            yield Finding("R-TOWN-7", ASK, what, why, to_lenses())
        elif len(asked) < ENOUGH_LENSES and not run.is_short:
            what = _("%(whose)s was asked from %(count)d angles.") % {"whose": whose(group), "count": len(asked)}
            why = _("Three angles show more than three questions from one.")
            yield Finding("R-TOWN-7", ASK, what, why, to_lenses())


@rule("R-TOWN-7", ADVISE, "town", "ask")
def all_seven_lenses(run: StageRun):
    for group in ends_here(run):
        asked = lenses_of(run, group)
        left = [lens for lens in Lens if lens not in asked and lens not in needed(run)]
        if left:
            what = _("%(whose)s, not asked yet: %(lenses)s.") % {"whose": whose(group), "lenses": listed(left)}
            yield Finding("R-TOWN-7", ADVISE, what, _("Who has one of these?"), to_lenses())


@rule("R-TOWN-8", ADVISE, "town", "ask")
def the_decision_maker_waits(run: StageRun):
    """The decision maker asks first, or more than a third of all questions."""
    asked = list(run.workshop.questions.asked())
    own = [one for one in asked if one.role == Asker.LEAD]
    why = _("Who decides speaks last: others still say what they think.")
    others = (Fix.at("queue", _("Choose another voice")),)
    if asked and asked[0].role == Asker.LEAD:
        yield Finding("R-TOWN-8", ADVISE, _("The decision maker asked first."), why, others)
    if len(own) * SHARE_OF_LEAD > len(asked) and len(own) > 1:
        what = _("The decision maker asked %(own)d of %(all)d questions.") % {"own": len(own), "all": len(asked)}
        yield Finding("R-TOWN-8", ADVISE, what, why, others)


@rule("R-TOWN-9", ADVISE, "town", "collect")
@rule("R-TOWN-9", ADVISE, "town", "ask")
def odd_ideas_are_asked_calmly(run: StageRun):
    """However odd the idea: only its purpose, the source of its data, the way."""
    shown = [one for one in run.workshop.questions.queue() if any(flag.rule == "R-TOWN-2" for flag in one.flags)]
    if shown:
        what = _("However odd the idea: ask only for purpose, source of data and way.")
        why = _("Even for “find visitors from space”: what for, where the data come from, how one would look.")
        yield Finding("R-TOWN-9", ADVISE, what, why, (Fix.at(f"question-{shown[0].pk}"),), about=shown[0].key)


@rule("R-TOWN-11", STOP, "revise", "changes")
def the_present_text_is_frozen(run: StageRun):
    """No change waits, and the present text is a version."""
    workshop = run.workshop
    if waiting := workshop.plan_changes.waiting().count():
        what = ngettext("%(count)d change waits.", "%(count)d changes wait.", waiting) % {"count": waiting}
        show = Fix(_("Show them"), "#plan-changes", method="get")
        yield Finding("R-TOWN-11", STOP, what, _("Put each into the plan, or decline it with a reason."), (show,))
    elif not stale.is_as_frozen(workshop):
        what = _("The present text is not frozen yet.")
        if is_complete(workshop):
            freeze = Fix(_("Freeze"), reverse("statement_freeze", args=[workshop.public_id]))
            yield Finding("R-TOWN-11", STOP, what, _("What people sign must be fixed first."), (freeze,))
        else:
            yield Finding("R-TOWN-11", STOP, what, _("First settle what is missing, then freeze."), missing(run))
    elif stale.is_stale(workshop):
        same = Fix(_("Still right"), reverse("statement_still_right", args=[workshop.public_id]))
        what = _("The text is word for word the frozen one.")
        yield Finding("R-TOWN-11", STOP, what, _("One look, one tap: then people may sign it."), (same,))


@rule("R-CONS-5", STOP, "revise", "changes")
def the_next_version_is_complete(run: StageRun):
    """Once no change waits any more that could bring what is missing."""
    workshop = run.workshop
    if not workshop.plan_changes.waiting().exists() and not stale.is_as_frozen(workshop):
        yield from strategies_have_actions(run)


@rule("R-TOWN-11", ADVISE, "signing", "write", "say", "sign", "support")
def nobody_signs_a_stale_text(run: StageRun):
    """The guard stands where people sign; this shows the console the way out."""
    workshop = run.workshop
    if stale.is_stale(workshop):
        what = _("The plan changed after the text was fixed: nobody can sign it.")
        why = _("Settle each change and freeze the next version.")
        yield Finding("R-TOWN-11", ADVISE, what, why, way_out(workshop))


def way_out(workshop) -> tuple[Fix, ...]:
    place = stale.place_to_mend(workshop)
    if place is None:
        return ()
    run, step = place
    url = reverse("reopen", args=[workshop.public_id, run.kind])
    label = _("Reopen “%(stage)s”") % {"stage": run.stage.title}
    return (Fix(label, url, {"step": step, "reason": _("The plan changed after the text was fixed")}),)
