from django.urls import reverse
from django.utils.translation import gettext as _

from people.text import in_a_row
from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.actions.rules import to_second_wave
from workshops.kickoff.actions.strategies import hangs_on_goals
from workshops.kickoff.consensus import fists, stances
from workshops.kickoff.consensus.gaps import (
    goals_to_put_off,
    goals_without_strategy,
    is_complete,
    strategies_without_action,
)
from workshops.kickoff.consensus.length import length
from workshops.kickoff.consensus.models import Page, Stance
from workshops.kickoff.consensus.statement import strategies_of
from workshops.kickoff.consensus.versions import is_current
from workshops.models import StageRun
from workshops.ways import back_to

MOST_ACTIONS, MOST_PAGES = 20, 2


def not_today(goal) -> Fix:
    return Fix.at(f"not-today-{goal.pk}", _("Not today"))


def missing(run: StageRun) -> tuple[Fix, ...]:
    """The first of what has to be settled before the text can be frozen."""
    for goal in goals_to_put_off(run.workshop)[:1]:
        return (not_today(goal),)
    return tuple(to_second_wave(run, column) for column in strategies_without_action(run.workshop)[:1])


@rule("R-CONS-2", STOP, "consensus", "freeze")
def present_text_is_frozen(run: StageRun):
    if not is_current(run.workshop):
        what, why = _("The present text is not frozen yet."), _("First settle what is missing, then freeze.")
        fixes = missing(run)
        if is_complete(run.workshop):
            why = _("What people sign must be fixed first.")
            fixes = (Fix(_("Freeze"), reverse("statement_freeze", args=[run.workshop.public_id])),)
        yield Finding("R-CONS-2", STOP, what, why, fixes)


@rule("R-CONS-3", ASK, "consensus", "fist")
def low_hands_are_answered(run: StageRun):
    """Each 0 or 1 gets a recorded reply, unless the person's mark was answered in `voice`."""
    waiting = len(fists.unheard(run.workshop)) + sum(one.hands for one in fists.unheard_hands(run.workshop))
    if waiting:
        what = _("Low hands without a reply: %(count)d.") % {"count": waiting}
        why = _("Ask what is missing, and write down what was answered.")
        yield Finding("R-CONS-3", ASK, what, why, (Fix.at("hands", _("Reply")),))


@rule("R-CONS-3", ADVISE, "consensus", "fist")
def hands_are_high_enough(run: StageRun):
    mean = fists.hands(run.workshop).mean
    if mean is not None and mean < fists.ENOUGH:
        what = _("The mean of the hands is %(mean)s.") % {"mean": mean}
        why = _("Which clause holds you back? Go back to it before you freeze.")
        yield Finding("R-CONS-3", ADVISE, what, why, back_to(run, "voice", _("Back to the clauses")))


@rule("R-CONS-4", ADVISE, "consensus", "generate")
def page_is_short(run: StageRun):
    """More than two pages or twenty actions: wave 2 may go to the annex."""
    workshop = run.workshop
    actions, sheets = workshop.actions.exclude(state="withdrawn").count(), length(workshop)
    if actions <= MOST_ACTIONS and sheets.pages <= MOST_PAGES:
        return
    what = _("More than %(count)d actions.") % {"count": MOST_ACTIONS}
    if actions <= MOST_ACTIONS:
        what = _("%(pages)d pages.") if sheets.is_set else _("About %(pages)d pages.")
        what %= {"pages": sheets.pages}
    has_second = any(column.wave == 2 for column in strategies_of(workshop))
    if has_second and not Page.of(workshop).second_wave_in_annex:
        url = reverse("statement_annex", args=[workshop.public_id])
        fix = Fix(_("Wave 2 into the annex"), url, {"on": "on"})
        yield Finding("R-CONS-4", ADVISE, what, _("Two pages are read, three are filed."), (fix,))
    else:
        why = _("Move strategies to wave 2: they may print in the annex.")
        yield Finding("R-CONS-4", ADVISE, what, why, last_to_second_wave(run))


def last_to_second_wave(run: StageRun) -> tuple[Fix, ...]:
    """Who has the last place among the first moves to wave 2; once there the whole wave may print in the annex."""
    first = [column for column in strategies_of(run.workshop) if column.wave == 1]
    if len(first) < 2:
        return ()
    label = _("“%(strategy)s” to wave 2") % {"strategy": first[-1].called}
    reason = {"reason": _("Two pages are read, three are filed.")}
    return (to_second_wave(run, first[-1])._replace(label=label, fields=reason),)


def way_out(run: StageRun, column) -> tuple[Fix, ...]:
    """A strategy goes to wave 2; where actions hang on goals, its goal is put off."""
    if hangs_on_goals(run.workshop):
        return tuple(not_today(goal) for goal in column.goals.all())
    return (to_second_wave(run, column),)


@rule("R-CONS-5", STOP, "consensus", "generate", "freeze")
def strategies_have_actions(run: StageRun):
    """The way out for a goal nobody works on is “not today”, with a reason, an owner and a date."""
    for column in strategies_without_action(run.workshop):
        what = _("“%(strategy)s” has no action yet.") % {"strategy": column.called}
        put_off = _("Say “not today”: why, who takes it up, and when.")
        on_goals = hangs_on_goals(run.workshop)
        why = put_off if on_goals else _("Add one, or move it to wave 2.")
        yield Finding("R-CONS-5", STOP, what, why, way_out(run, column), column.key)
    for goal in goals_without_strategy(run.workshop):
        what = _("No strategy serves “%(goal)s”.") % {"goal": goal}
        why = _("Say “not today”: why, who takes it up, and when.")
        ways: tuple[Fix, ...] = (not_today(goal),)
        if strategies_of(run.workshop):
            why = _("Tick which strategies serve it, or say “not today”.")
            ways = (Fix.at(f"serves-{goal.pk}", _("Tick its strategies")), *ways)
        yield Finding("R-CONS-5", STOP, what, why, ways, about=goal.key)


@rule("R-CONS-7", ASK, "consensus", "read")
def stances_were_taken(run: StageRun):
    """Each clause has a stance from 80 % of the writers present, or the timer has run."""
    yield from asked_again(run, stances.too_few(run.workshop))


@rule("R-CONS-7", ASK, "consensus", "voice")
def stances_were_taken_on_new_words(run: StageRun):
    yield from asked_again(run, stances.too_few(run.workshop, reworded_only=True))


def asked_again(run: StageRun, rows):
    if rows and not stances.timer_has_run(run):
        present = run.workshop.seats.writers().present().count()
        parts = [f"{stances.place_of(clause)} ({taken}/{present})" for clause, taken in rows]
        what = _("Clauses with few stances: %(clauses)s.") % {"clauses": in_a_row(parts)}
        why = _("Four of five is enough, or the timer. Leave them the silence.")
        yield Finding("R-CONS-7", ASK, what, why, (Fix.at(f"clause-{rows[0][0].pk}"),))


@rule("R-CONS-8", ASK, "consensus", "voice")
def everybody_was_heard(run: StageRun):
    """Each “hear me first” has a recorded reply with what became of the words."""
    waiting = Stance.objects.unheard().filter(clause__workshop=run.workshop).select_related("clause")
    numbers = sorted({stances.place_of(mark.clause) for mark in waiting})
    if numbers:
        what = _("Still to be heard: clause %(clauses)s.") % {"clauses": in_a_row(map(str, numbers))}
        why = _("Let them speak or read it aloud; then reword, keep or park it.")
        first = min(waiting, key=lambda mark: stances.place_of(mark.clause)).clause
        yield Finding("R-CONS-8", ASK, what, why, (Fix.at(f"clause-{first.pk}", _("Reply")),))
