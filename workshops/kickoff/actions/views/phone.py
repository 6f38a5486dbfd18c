"""What people do on the own phone: type rows, answer for the own ones, doubt, and decide."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.actions import languages
from workshops.kickoff.actions.calendar import calendar
from workshops.kickoff.actions.decisions import raise_line, tap_own
from workshops.kickoff.actions.forms import (
    ActionForm,
    AnswerDateForm,
    DetailsForm,
    RaiseForm,
    ReadForm,
    RequestForm,
    RowsForm,
    SecondLanguageForm,
)
from workshops.kickoff.actions.models import KeyAction
from workshops.models import Workshop
from workshops.views.errors import refused
from workshops.views.phone import own


def changed(request, form, verb, template, status=200):
    """Run the verb as this seat's change, and show what it sees then; 422 with what has to be mended."""
    if not form.is_valid():
        return refused(request, form)
    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    context = own(request) | {"typed_action": request.workshop.actions.filter(pk=outcome.ref or 0).first()}
    return render(request, template, context, status=status)


def touch(action: KeyAction, changing) -> tuple[int, int]:
    changing.touched("action", action.pk)
    return 200, action.pk


@require_POST
@access.seated
def plan(request, public_id):
    """A writer types a row of the draft."""
    form, seat = ActionForm(request.workshop, request.POST), request.seat
    language = get_language() or "en"

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.plan", seat)
        return touch(KeyAction.plan(workshop, typed_by=seat, language=language, **form.values), changing)

    return changed(request, form, verb, "actions/typed.html", status=201)


@require_POST
@access.seated
def plan_rows(request, public_id):
    """Several short rows at once."""
    form, seat = RowsForm(request.workshop, request.POST), request.seat
    language = get_language() or "en"

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.plan", seat)
        for row in form.rows:
            touch(KeyAction.plan(workshop, typed_by=seat, language=language, **row.values), changing)

    return changed(request, form, verb, "actions/typed_rows.html", status=201)


@require_POST
@access.seated
def translate(request, public_id):
    """Who reads both languages types the other one (R-CONS-13)."""
    form, seat = SecondLanguageForm(request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.answer", seat)
        said = form.cleaned_data
        waits = {(one.what, one.number) for one in languages.untranslated(workshop)}
        if (said["what"], said["number"]) not in waits:
            raise Refused(_("This has its second language by now."), rule="R-CONS-13")
        languages.translate(workshop, said["what"], said["number"], said["text"])
        changing.touched("action", said["number"] if said["what"] == "deed" else "")

    return changed(request, form, verb, "actions/owned.html")


@require_POST
@access.seated
def one_language(request, public_id):
    """The group says "one is enough" (R-CONS-13)."""
    form, seat = KeyedForm(request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.answer", seat)
        if seat.group and not seat.is_host:
            raise Refused(_("The host of your group says that."), rule="R-CONS-13", status=403)
        languages.one_is_enough(workshop, seat.group)
        changing.touched("action", "")

    return changed(request, form, verb, "actions/owned.html")


@require_POST
@access.seated
def rewrite(request, public_id, number):
    """Whoever typed a row mends it while the room drafts."""
    action = get_object_or_404(request.workshop.actions.filter(typed_by=request.seat), pk=number)
    form, seat = ActionForm(request.workshop, request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.plan", seat)
        row = workshop.actions.get(pk=action.pk)
        row.rewrite(**form.values)
        return touch(row, changing)

    return changed(request, form, verb, "actions/typed.html")


def own_row(workshop: Workshop, seat, pk: int) -> KeyAction:
    """The row, if the room lets its owner answer now and this seat is the owner (R-ACT-1)."""
    workshop.must_allow("action.answer", seat)
    action = workshop.actions.get(pk=pk)
    if seat.person_id is None or action.owner_id != seat.person_id:
        raise Refused(_("This row is not yours now. What is yours stands on this page."), rule="R-ACT-1")
    return action


def answer(request, number: int, form, act):
    """One answer of an owner: `act(row)` inside the room's change."""
    action, seat = get_object_or_404(request.workshop.actions, pk=number), request.seat

    def verb(workshop: Workshop, changing):
        row = own_row(workshop, seat, action.pk)
        act(row)
        return touch(row, changing)

    return changed(request, form, verb, "actions/owned.html")


@require_POST
@access.seated
def accept(request, public_id, number):
    form = ReadForm(request.POST)

    def act(row: KeyAction):
        row.must_be_as_read(form.cleaned_data["revision"])
        row.accept()

    return answer(request, number, form, act)


@require_POST
@access.seated
def change_date(request, public_id, number):
    """Yes, with another date."""
    form = AnswerDateForm(request.workshop, request.POST)

    def act(row: KeyAction):
        row.must_be_as_read(form.cleaned_data["revision"])
        row.change_date(form.cleaned_data["start"], form.cleaned_data["due"])
        row.accept()

    return answer(request, number, form, act)


@require_POST
@access.seated
def decline(request, public_id, number):
    """Not me: the row is free for somebody else."""
    return answer(request, number, KeyedForm(request.POST), KeyAction.decline)


@require_POST
@access.seated
def add_details(request, public_id, number):
    """Source, supplier, what is new, budget."""
    form = DetailsForm(request.workshop, request.POST)

    def act(row: KeyAction):
        values = form.values
        budget = values.pop("budget")
        row.rewrite(**values)
        if budget is not None:
            row.ask_budget(budget)

    return answer(request, number, form, act)


@require_POST
@access.seated
def take(request, public_id, number):
    """Somebody takes a row that nobody owns."""
    action, seat = get_object_or_404(request.workshop.actions, pk=number), request.seat
    form = ReadForm(request.POST)

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.answer", seat)
        if seat.person is None:
            raise Refused(_("Ask the facilitator to put you on the roster first."), rule="R-ACT-1")
        row = workshop.actions.get(pk=action.pk)
        row.must_be_as_read(form.cleaned_data["revision"])
        row.take(seat.person)
        return touch(row, changing)

    return changed(request, form, verb, "actions/owned.html")


@require_POST
@access.seated
def doubt(request, public_id, number):
    """This does not move the goal (R-ACT-7)."""
    action, seat = get_object_or_404(request.workshop.actions, pk=number), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.doubt", seat)
        row = workshop.actions.get(pk=action.pk)
        row.doubt(seat)
        return touch(row, changing)

    return changed(request, KeyedForm(request.POST), verb, "actions/owned.html")


@require_GET
@access.seated
def calendar_file(request, public_id):
    """The own key actions for the own calendar."""
    rows = request.workshop.actions.standing().in_rank_order().filter(owner=request.seat.person)
    text = calendar(request.workshop, rows if request.seat.person else [])
    headers = {"Content-Disposition": content_disposition_header(True, f"{request.workshop}.ics")}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


# ---- the decision maker -------------------------------------------------------------------------------------


@require_POST
@access.seated
def decide(request, public_id, number):
    """The decision maker's own yes, no or later on one request."""
    action, seat = get_object_or_404(request.workshop.actions, pk=number), request.seat
    form = RequestForm(request.workshop, request.POST)

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.decide", seat)
        row = workshop.actions.get(pk=action.pk)
        decision = row.decide(by=seat.person, **form.values)
        workshop.log("decided", seat=seat, subject=f"{row.key} {decision.outcome}", rule="R-PREP-6")
        return touch(row, changing)

    return changed(request, form, verb, "actions/deciding.html")


@require_POST
@access.seated
def confirm(request, public_id, number):
    """ "Inside what I may decide": the own tap on a yes that somebody else typed in (R-PREP-9)."""
    decision, seat = get_object_or_404(request.workshop.decisions, pk=number), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.decide", seat)
        tap_own(workshop, decision.pk, seat.person)
        workshop.log("tapped inside what I may decide", seat=seat, subject=decision.pk, rule="R-PREP-9")
        changing.touched("decision", decision.pk)

    return changed(request, KeyedForm(request.POST), verb, "actions/deciding.html")


@require_POST
@access.seated
def raise_envelope(request, public_id, number):
    """Whoever fixed a line raises it during the day (R-PREP-6)."""
    line, seat = get_object_or_404(request.workshop.envelope, pk=number), request.seat
    form = RaiseForm(request.POST)

    def verb(workshop: Workshop, changing):
        workshop.must_allow("action.decide", seat)
        data = form.cleaned_data
        raise_line(workshop.envelope.get(pk=line.pk), seat.person, data["field"], data["value"], data["reason"])
        workshop.log("raised the envelope", seat=seat, subject=line.key, rule="R-PREP-6", reason=data["reason"])
        changing.touched("decision")

    return changed(request, form, verb, "actions/deciding.html")
