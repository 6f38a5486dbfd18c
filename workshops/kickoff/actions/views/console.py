"""What the facilitator does for the room: rows from paper, the strategy on the wall, withdrawals, decisions."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm, ReasonForm, must_be_as_read
from workshops.kickoff.actions import decisions, languages
from workshops.kickoff.actions.forms import (
    DeskActionForm,
    DeskRowForm,
    GiveForm,
    NameForm,
    RequestForm,
    ShowForm,
    TopicForm,
)
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import move_to_second_wave, show, show_next, strategies
from workshops.models import StageRun, Workshop
from workshops.views.steering import steer


def open_plan(workshop: Workshop) -> StageRun:
    """The action plan, if the room is in it (R-GEN-2)."""
    run = workshop.current
    if run is None or run.kind != "actions":
        raise Refused(_("The action plan is not open now. Reopen it if something is left."), rule="R-GEN-2")
    return run


def unsigned_plan(workshop: Workshop) -> None:
    """Until the text is frozen for good a strategy may still wait for the second wave (R-CONS-5)."""
    run = workshop.current
    if run is None or run.kind not in ("actions", "consensus", "revise"):
        open_plan(workshop)


@require_POST
@access.facilitated
def plan(request, public_id):
    """A row from paper, or one that the room says aloud."""
    form, language = DeskActionForm(request.workshop, request.POST), get_language() or "en"

    def verb(workshop: Workshop, changing):
        open_plan(workshop)
        action = KeyAction.plan(workshop, language=language, **form.values)
        changing.touched("action", action.pk)
        return 201, action.pk

    return steer(request, form, verb)


@require_POST
@access.facilitated
def rewrite(request, public_id, number):
    action = get_object_or_404(request.workshop.actions, pk=number)
    form = DeskRowForm(request.workshop, request.POST)

    def verb(workshop: Workshop, changing):
        open_plan(workshop)
        row, values = workshop.actions.get(pk=action.pk), form.values
        must_be_as_read({"row": "", "row_was": form.cleaned_data["row_was"]}, row.said, "row")
        budget = values.pop("budget")
        row.rewrite(**values)
        if budget is not None:
            row.ask_budget(budget)
        changing.touched("action", row.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def accept(request, public_id, number):
    """An owner's yes on paper, typed by name (R-GEN-16)."""
    action = get_object_or_404(request.workshop.actions, pk=number)
    form = NameForm(request.POST)

    def verb(workshop: Workshop, changing):
        open_plan(workshop)
        row = workshop.actions.get(pk=action.pk)
        if problem := form.must_be(row.owner):
            raise Refused(problem, rule="R-GEN-16", status=422)
        row.accept()
        workshop.log("accepted on paper", user=request.user, subject=row.key, rule="R-GEN-16")
        changing.touched("action", row.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def withdraw(request, public_id, number):
    """A row nobody takes is withdrawn with a reason (R-ACT-1)."""
    action = get_object_or_404(request.workshop.actions, pk=number)
    form = ReasonForm(request.POST)

    def verb(workshop: Workshop, changing):
        open_plan(workshop)
        row = workshop.actions.get(pk=action.pk)
        row.withdraw(form.cleaned_data["reason"])
        workshop.log("withdrew an action", user=request.user, subject=row.key, reason=form.cleaned_data["reason"])
        changing.touched("action", row.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def next_strategy(request, public_id):
    """The next strategy comes onto the wall, or the one that was tapped."""
    form = ShowForm(request.POST)
    wanted = form.cleaned_data["strategy"] if form.is_valid() else None
    chosen = get_object_or_404(strategies(request.workshop), pk=wanted) if wanted else None

    def verb(workshop: Workshop, changing):
        run = open_plan(workshop)
        shown = show(run, chosen) if chosen else show_next(run)
        changing.touched("shown", shown.pk if shown else "")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def give_strategy(request, public_id, number):
    """Which group drafts the actions of a strategy and answers for it; by hand."""
    strategy = get_object_or_404(strategies(request.workshop), pk=number)
    form = GiveForm(request.POST)

    def verb(workshop: Workshop, changing):
        open_plan(workshop)
        column = workshop.columns.get(pk=strategy.pk)
        column.presented_by = workshop.group_of(form.cleaned_data["group"])
        column.save(update_fields=["presented_by"])
        workshop.log("gave a strategy", user=request.user, subject=f"{column.key} {form.cleaned_data['group']}")
        changing.touched("strategy", column.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def one_language(request, public_id):
    """The room says "one is enough" (R-CONS-13)."""

    def verb(workshop: Workshop, changing):
        open_plan(workshop)
        languages.one_is_enough(workshop, None)
        changing.touched("action", "")

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def later_strategy(request, public_id, number):
    """The way out of R-ACT-6 and R-CONS-5: a strategy without action moves to wave 2, with a reason."""
    strategy = get_object_or_404(strategies(request.workshop), pk=number)
    form = ReasonForm(request.POST)

    def verb(workshop: Workshop, changing):
        unsigned_plan(workshop)
        reason = form.cleaned_data["reason"]
        move_to_second_wave(workshop.columns.get(pk=strategy.pk), reason)
        workshop.log("moved to wave 2", user=request.user, subject=strategy.key, rule="R-ACT-6", reason=reason)
        changing.touched("strategy", strategy.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def decide(request, public_id, number):
    """What the decision maker says aloud, typed in; the decision log is always open (R-GEN-2)."""
    action = get_object_or_404(request.workshop.actions, pk=number)
    form = RequestForm(request.workshop, request.POST)

    def verb(workshop: Workshop, changing):
        row = workshop.actions.get(pk=action.pk)
        decision = row.decide(**said_aloud(workshop), **form.values)
        workshop.log("decided", user=request.user, subject=f"{row.key} {decision.outcome}", rule="R-PREP-6")
        changing.touched("action", row.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def decide_topic(request, public_id):
    """A decision on something that no row asks for."""
    form = TopicForm(request.workshop, request.POST)

    def verb(workshop: Workshop, changing):
        decision = decisions.decide(workshop, **said_aloud(workshop), **form.values)
        workshop.log("decided", user=request.user, subject=f"d{decision.pk} {decision.outcome}", rule="R-PREP-6")
        changing.touched("decision", decision.pk)

    return steer(request, form, verb)


def said_aloud(workshop: Workshop) -> dict:
    """Who decides when the console types it in, and in which stage; a live day only."""
    if workshop.state not in (Workshop.State.LIVE, Workshop.State.CLOSING):
        raise Refused(_("Decisions are taken while the event runs."), rule="R-GEN-2")
    lead = workshop.decision_makers().filter(person__isnull=False).first()
    stage = workshop.current.kind if workshop.current else "close"
    return {"by": lead.person if lead else None, "own_tap": False, "stage": stage}
