"""The console's buttons: each is one change of the room, sent with the position that it was meant for."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from people.way_back import page_before
from workshops import access, staleness
from workshops.forms import (
    AnonymityForm,
    BellForm,
    DarkForm,
    GoBackForm,
    KeyedForm,
    ReadOutForm,
    ReasonForm,
    ReasonsForm,
    ReopenForm,
    StepForm,
    TimeForm,
)
from workshops.models import Workshop
from workshops.models.agenda import ReasonNeeded
from workshops.parking import ParkedForm
from workshops.surfaces import BELL
from workshops.views.console import panel_context
from workshops.views.planning import shown as plan_shown


def steer(request, form, verb, although_put_away=False, place=""):
    """Run the verb as the facilitator's change and show the console as it is then, or the plan at this place of it."""
    form.must_be_valid()
    request.workshop.change(form.sent_key, form.body_hash, verb, although_put_away)
    return shown(request, place=place)


def shown(request, status: int = 200, place: str = "", **more):
    if not request.headers.get("HX-Request"):
        room, before = request.workshop.public_id, page_before(request)
        if before == reverse("plan", args=[room]):
            return redirect(f"{before}#{place}" if place else before)
        return redirect(before) if before == reverse("drift", args=[room]) else redirect("console", room)
    request.workshop = access.workshop_or_404(request.workshop.public_id)
    response = render(request, "console/panel.html", panel_context(request, **more), status=status)
    if status != 200:
        response["X-Asks"] = "reasons"
    return response


@require_POST
@access.facilitated
def next_step(request, public_id):
    """The one *Next*: refused with the rule that stops it, or with those that ask for a reason."""
    form, user = StepForm(request.POST), request.user
    return reasoned(
        request,
        form,
        lambda workshop, changing, reasons: workshop.next(changing, user, form.cleaned_data["expected"], reasons),
    )


def reasoned(request, form: ReasonsForm, verb):
    """Run a verb with the reasons that the form gives; where others are needed, the console asks for them."""
    if not form.is_valid():
        raise Refused(_("This page is out of date. Reload it."), status=422)
    try:
        reasons = form.reasons()
        request.workshop.change(
            form.sent_key, form.body_hash, lambda workshop, changing: verb(workshop, changing, reasons)
        )
    except ValidationError as error:
        raise Refused(error.messages[0], status=422) from None
    except ReasonNeeded as needed:
        if not request.headers.get("HX-Request"):
            return render(request, "console/reasons.html", panel_context(request, needed.findings), status=409)
        return shown(request, status=409)
    return shown(request)


@require_POST
@access.facilitated
def take_back(request, public_id):
    form, user = StepForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        workshop.take_back(changing, user, form.cleaned_data["expected"])

    return steer(request, form, verb)


@require_POST
@access.facilitated
def go_back(request, public_id):
    form, user = GoBackForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        workshop.go_back(changing, user, form.cleaned_data["expected"], form.cleaned_data["step"])

    return steer(request, form, verb)


@require_POST
@access.facilitated
def pause(request, public_id):
    user = request.user
    return steer(request, KeyedForm(request.POST), lambda workshop, changing: workshop.pause(changing, user))


@require_POST
@access.facilitated
def resume(request, public_id):
    user = request.user
    return steer(request, KeyedForm(request.POST), lambda workshop, changing: workshop.resume(changing, user))


@require_POST
@access.facilitated
def wake(request, public_id):
    """Open the doors of the second day."""
    user = request.user
    return steer(request, KeyedForm(request.POST), lambda workshop, changing: workshop.wake(changing, user))


@require_POST
@access.facilitated
def add_stage(request, public_id, kind):
    """A stage that this form of the day lacks joins the agenda in its place (R-DAY-3)."""
    user = request.user
    form = KeyedForm(request.POST)
    return steer(request, form, lambda workshop, changing: workshop.add_stage(changing, user, kind))


@require_POST
@access.facilitated
def add_time(request, public_id):
    """Minutes more or less for the open step; the timer never locks by itself (R-GEN-6)."""
    form, user = TimeForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        workshop.add_time(changing, user, 60 * form.cleaned_data["minutes"])

    return steer(request, form, verb)


@require_POST
@access.facilitated
def ring(request, public_id):
    """Whether the walls ring softly when a step opens and when its time is up."""
    return switched(request, BellForm(request.POST), "bell", "bell_on_wall")


@require_POST
@access.facilitated
def darken(request, public_id):
    """Whether every wall is light on dark, for a room whose lamps are out; otherwise each step says."""
    return switched(request, DarkForm(request.POST), "dark", "is_dark_room")


def switched(request, form, said: str, field: str):
    """A switch of all walls, which show themselves anew."""

    def verb(workshop: Workshop, changing):
        setattr(workshop, field, form.cleaned_data[said] == "on")
        workshop.save(update_fields=[field])
        changing.touched(BELL)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def read_out(request, public_id):
    """One thing fills the walls while it is read out, or they show everything again."""
    form, user = ReadOutForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        run = workshop.must_be_open()
        run.read_aloud(changing, form.cleaned_data["kind"], form.cleaned_data["number"] or 0, user=user)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def take_charge(request, public_id):
    """Another login of the event takes over, on any device, by one logged tap (R-GEN-1)."""
    user = request.user

    def verb(workshop: Workshop, changing):
        workshop.take_charge(user)
        changing.touched("charge")

    return steer(request, KeyedForm(request.POST), verb)


def steer_a_stage(request, kind: str, form, verb, act: str):
    """Run the verb with this stage; on a plan a "no" stands beside the field of its reason, with what was typed."""
    get_object_or_404(request.workshop.agenda, kind=kind)
    try:
        return steer(
            request,
            form,
            lambda workshop, changing: verb(workshop, changing, workshop.agenda.get(kind=kind)),
            place=f"stage-{kind}",
        )
    except Refused as refused:
        if request.headers.get("HX-Request"):
            raise
        if form.is_valid():
            form.add_error(None, refused.message)
        response = plan_shown(request, status=refused.status, asked=(kind, act), reason_form=form)
        response["X-Rule"] = refused.rule
        return response


@require_POST
@access.facilitated
def skip(request, public_id, kind):
    form, user = ReasonForm(request.POST), request.user

    def verb(workshop: Workshop, changing, run):
        workshop.skip(changing, user, run, form.cleaned_data["reason"])

    return steer_a_stage(request, kind, form, verb, "skip")


@require_POST
@access.facilitated
def take_up(request, public_id, kind):
    user = request.user

    def verb(workshop: Workshop, changing, run):
        workshop.take_up(changing, user, run)

    return steer_a_stage(request, kind, KeyedForm(request.POST), verb, "skip")


@require_POST
@access.facilitated
def anonymity(request, public_id, kind):
    """Switch whether a step stores authors, before its first note (R-GEN-8)."""
    get_object_or_404(request.workshop.agenda, kind=kind)
    form, user = AnonymityForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        workshop.switch_anonymity(changing, user, workshop.agenda.get(kind=kind), form.cleaned_data["step"])

    return steer(request, form, verb)


@require_POST
@access.facilitated
def shorten(request, public_id, kind):
    """The short form of a stage, by one tap and one reason; the same tap takes it back."""
    user, long = request.user, "long" in request.POST
    form = KeyedForm(request.POST) if long else ReasonForm(request.POST)

    def verb(workshop: Workshop, changing, run):
        if long:
            workshop.lengthen(changing, user, run)
        else:
            workshop.shorten(changing, user, run, form.cleaned_data["reason"])

    return steer_a_stage(request, kind, form, verb, "shorten")


@require_POST
@access.facilitated
def reopen(request, public_id, kind):
    form, user = ReopenForm(request.POST), request.user

    def verb(workshop: Workshop, changing, run):
        workshop.reopen(changing, user, run, form.cleaned_data["step"], form.cleaned_data["reason"])

    return steer_a_stage(request, kind, form, verb, "reopen")


@require_POST
@access.facilitated
def still_right(request, public_id, kind):
    """One look, one tap: what a reopened stage marked is as it should be (R-GEN-5)."""
    user = request.user

    def verb(workshop: Workshop, changing):
        if staleness.still_right(workshop, user, kind):
            changing.touched("stale", kind)

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def close(request, public_id):
    """End the event; what is still open asks for a reason (R-GEN-14)."""
    user = request.user
    return reasoned(
        request, ReasonsForm(request.POST), lambda workshop, changing, reasons: workshop.close(changing, user, reasons)
    )


@require_POST
@access.facilitated
def settle_parked(request, public_id, number):
    """Give a parked item its outcome."""
    item = get_object_or_404(request.workshop.parked_items, pk=number)
    form = ParkedForm(request.workshop, request.POST)

    def verb(workshop: Workshop, changing):
        form.settle(workshop.parked_items.get(pk=item.pk))
        workshop.log("settled a parked item", user=request.user, subject=item.pk)
        changing.touched("parked", item.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def settle_all_parked(request, public_id):
    """One tap gives all open items to the facilitator, answer within five working days (R-GEN-14)."""
    user = request.user

    def verb(workshop: Workshop, changing):
        workshop.must_be_led_by(user)
        for item in workshop.assign_open_items(user):
            workshop.log("settled a parked item", user=user, subject=item.pk, rule="R-GEN-14")
        changing.touched("parked")

    return steer(request, KeyedForm(request.POST), verb)
