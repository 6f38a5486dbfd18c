from django.urls import reverse
from django.utils.translation import gettext as _

from people.text import folded, in_a_row, in_sentences
from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.actions import languages
from workshops.kickoff.actions.decisions import own_taps
from workshops.kickoff.actions.load import loads
from workshops.kickoff.actions.strategies import bare, hangs_on_goals, strategies
from workshops.kickoff.actions.words import counts_activity
from workshops.ways import to_stage

MOST_OF_ONE_STRATEGY = 5
ALL_STEPS = ("draft", "cross-check", "decide")
BEFORE_SIGNING = ("consensus", "town", "revise")


def listed(actions) -> str:
    """Rows by the number that people say aloud."""
    return in_a_row(action.number for action in actions)


def to_row(action) -> Fix:
    return Fix.at(f"deed-{action.pk}", _("Show the row"))


def rows_of(run):
    return run.workshop.actions.standing().in_rank_order()


@rule("R-ACT-1", STOP, "actions", "cross-check")
def somebody_owns_each_row(run):
    """Exactly one owner; a row nobody takes is withdrawn with a reason."""
    if free := [action for action in rows_of(run) if action.owner is None]:
        what = _("Nobody owns %(rows)s.") % {"rows": listed(free)}
        why = _("Ask who takes it, or withdraw it with a reason.")
        yield Finding("R-ACT-1", STOP, what, why, (to_row(free[0]),), about=free[0].key)


@rule("R-ACT-1", ASK, "actions", "cross-check")
def owners_said_yes(run):
    """The owner has accepted and is in the room, else it is "to be confirmed by …"."""
    here = set(run.workshop.seats.present().values_list("person", flat=True))
    owned = [action for action in rows_of(run) if action.owner]
    waiting = [action for action in owned if action.accepted_at is None]
    away = [action for action in owned if action.accepted_at and action.owner_id not in here]
    parts = [
        _("Not accepted yet: %(rows)s.") % {"rows": listed(waiting)} if waiting else "",
        _("The owner is not here: %(rows)s.") % {"rows": listed(away)} if away else "",
    ]
    if waiting or away:
        why = _("Let the owners answer on their phones, or say who confirms it and until when.")
        first = (waiting + away)[0]
        yield Finding("R-ACT-1", ASK, in_sentences(filter(None, parts)), why, (to_row(first),), about=first.key)


@rule("R-ACT-2", ADVISE, "actions", "draft", "cross-check")
def not_all_at_the_end(run):
    """All dues of a strategy in the last month of the cycle."""
    last_month = run.workshop.cycle_end.replace(day=1)
    for strategy in strategies(run.workshop):
        dues = list(strategy.actions.standing().values_list("due", flat=True))
        if dues and min(dues) >= last_month:
            what = _("“%(strategy)s” ends everything in the last month.") % {"strategy": strategy.called}
            why, fixes = _("What could be seen earlier?"), (Fix.at(f"plan-{strategy.key}"),)
            yield Finding("R-ACT-2", ADVISE, what, why, fixes, about=strategy.key)


@rule("R-ACT-3", ASK, "actions", "cross-check")
def rows_are_measured(run):
    """Measure, from (or "not yet measured") and to are filled."""
    if rows := [action for action in rows_of(run) if not action.is_measured]:
        what = _("No number yet: %(rows)s.") % {"rows": listed(rows)}
        why = _("What is measured, from which value to which?")
        yield Finding("R-ACT-3", ASK, what, why, (to_row(rows[0]),), about=rows[0].key)


@rule("R-ACT-3", ADVISE, "actions", "cross-check")
def rows_have_a_source(run):
    if rows := unsourced(run):
        what = _("No source or supplier yet: %(rows)s.") % {"rows": listed(rows)}
        why = _("Where does the figure come from, and who brings it?")
        yield Finding("R-ACT-3", ADVISE, what, why, (to_row(rows[0]),))


@rule("R-ACT-3", ASK, BEFORE_SIGNING[0])
@rule("R-ACT-3", ASK, BEFORE_SIGNING[1])
@rule("R-ACT-3", ASK, BEFORE_SIGNING[2])
def rows_have_a_source_before_signing(run):
    """The stage before signing is not left while a number has no source: the town meeting asked for them."""
    following = run.workshop.agenda.filter(order__gt=run.order).exclude(state="skipped").first()
    if following and following.kind == "signing" and (rows := unsourced(run)):
        what = _("No source or supplier yet: %(rows)s.") % {"rows": listed(rows)}
        why = _("Where does the figure come from, and who brings it?")
        fixes = (Fix.at("lenses", _("Angles")),) if run.kind == "town" else (to_stage(run.workshop, "actions"),)
        yield Finding("R-ACT-3", ASK, what, why, fixes)


def unsourced(run) -> list:
    return [action for action in rows_of(run) if not (action.source and action.source_by_id)]


@rule("R-ACT-3", ADVISE, "actions", "cross-check")
def unknown_values_get_measured(run):
    """A baseline is unknown and no other action delivers it."""
    rows = list(rows_of(run))
    for action in rows:
        others = [folded(other.text) for other in rows if other != action]
        if action.not_yet_measured and action.measure and not any(folded(action.measure) in text for text in others):
            what = _("%(row)s starts from an unknown value, and no action measures it.") % {"row": action.number}
            why, fixes = _("Add an action that measures it first."), (Fix.at("add-action", _("Add action")),)
            yield Finding("R-ACT-3", ADVISE, what, why, fixes, about=action.key)


@rule("R-CONS-13", ADVISE, "actions", "cross-check")
def texts_stand_in_both_languages(run):
    """Writers of both languages are here, and something of the statement has one language only."""
    if waiting := languages.untranslated(run.workshop):
        what = _("Texts in one language only: %(count)d.") % {"count": len(waiting)}
        url = reverse("one_language", args=[run.workshop.public_id])
        why = _("Who reads both types the other one on the own phone.")
        yield Finding("R-CONS-13", ADVISE, what, why, (Fix(_("One is enough"), url),))


@rule("R-ACT-5", ADVISE, "actions", *ALL_STEPS)
def nobody_has_too_much(run):
    for load in loads(run.workshop):
        if load.is_much:
            what = _("%(name)s has %(count)d key actions.") % {"name": load.person, "count": load.number}
            fixes = (Fix.at("loads"),)
            yield Finding("R-ACT-5", ADVISE, what, _("What will you stop doing?"), fixes, about=load.person.key)


@rule("R-ACT-6", STOP, "actions", "draft")
def each_strategy_has_an_action(run):
    """Each wave-1 strategy has at least one, or is moved to wave 2 by hand; on goals the way out is "not today"."""
    on_goals = hangs_on_goals(run.workshop)
    for strategy in bare(run.workshop):
        what = _("“%(strategy)s” has no action yet.") % {"strategy": strategy.called}
        why = _("A strategy without a deed is a wish. Type one row, or do it later.")
        fixes = () if on_goals else (to_second_wave(run, strategy),)
        if on_goals:
            why = _("Type one row, or say “not today”: why, who takes it up, and when.")
        yield Finding("R-ACT-6", STOP, what, why, fixes, about=strategy.key)


def to_second_wave(run, strategy) -> Fix:
    url = reverse("strategy_later", args=[run.workshop.public_id, strategy.pk])
    return Fix(_("Move it to wave 2"), url, {"reason": _("Nobody had an action for it today")})


@rule("R-ACT-6", ADVISE, "actions", "draft")
def few_actions_a_strategy(run):
    for strategy in strategies(run.workshop):
        count = strategy.actions.standing().count()
        if count > MOST_OF_ONE_STRATEGY:
            what = _("“%(strategy)s” has %(count)d actions.") % {"strategy": strategy.called, "count": count}
            fixes = (Fix.at(f"plan-{strategy.key}"),)
            yield Finding("R-ACT-6", ADVISE, what, _("Which five move the number most?"), fixes, about=strategy.key)


@rule("R-ACT-7", ADVISE, "actions", *ALL_STEPS)
def doubts_go_back_to_the_strategy(run):
    """Somebody marked "does not move the goal": offer to reopen the strategies."""
    for action in rows_of(run).filter(doubts__gt=0):
        what = _("%(count)d doubt that %(row)s moves the goal.") % {"count": action.doubts, "row": action.number}
        why = _("Ask what would. Going back to the strategy is normal, not a failure.")
        yield Finding("R-ACT-7", ADVISE, what, why, back_to_strategies(run, action), about=action.key)


def back_to_strategies(run, action) -> tuple[Fix, ...]:
    if not run.workshop.agenda.filter(kind="strategy", state="locked").exists():
        return ()
    url = reverse("reopen", args=[run.workshop.public_id, "strategy"])
    reason = _("Doubt that “%(action)s” moves the goal") % {"action": action.text[:80]}
    return (Fix(_("Reopen the strategies"), url, {"step": "relevance", "reason": reason}),)


@rule("R-ACT-8", ADVISE, "actions", *ALL_STEPS)
def measures_show_a_change(run):
    for action in rows_of(run):
        if counts_activity(action.measure):
            what = _("%(row)s counts activity only: %(measure)s.") % {"row": action.number, "measure": action.measure}
            yield Finding("R-ACT-8", ADVISE, what, _("What changes because of it?"), (to_row(action),), action.key)


@rule("R-ACT-9", ADVISE, "actions", "cross-check", "decide")
def something_is_new(run):
    for strategy in strategies(run.workshop):
        rows = strategy.actions.standing()
        if rows.exists() and not rows.exclude(new_vs_past="").exists():
            what = _("Nothing in “%(strategy)s” says what is new.") % {"strategy": strategy.called}
            why, fixes = _("What do we do that we did not do before?"), (Fix.at(f"plan-{strategy.key}"),)
            yield Finding("R-ACT-9", ADVISE, what, why, fixes, about=strategy.key)


@rule("R-ACT-10", ASK, "actions", "decide")
def requests_are_decided(run):
    """Each request above 0 has yes, no or later."""
    if rows := list(run.workshop.actions.undecided().in_rank_order()):
        what = _("Not decided yet: %(rows)s.") % {"rows": listed(rows)}
        why = _("“Later” with a date and a person is a good answer.")
        yield Finding("R-ACT-10", ASK, what, why, (Fix.at(f"request-{rows[0].pk}"),), rows[0].key)


@rule("R-PREP-9", ASK, "actions", "decide")
def yes_is_the_decision_makers_own(run):
    """A yes on a line of kind other needs the decision maker's own tap."""
    if waiting := list(own_taps(run.workshop)):
        what = _("Typed in for the decision maker: %(topics)s.") % {"topics": in_a_row(map(str, waiting))}
        why = _("The decision maker taps “inside what I may decide” on the own phone.")
        yield Finding("R-PREP-9", ASK, what, why, (Fix.at("decision-log"),))
