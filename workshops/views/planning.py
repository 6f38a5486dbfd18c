"""The plan of a day: people and roles, goals, money, the checklist and the minutes of each stage."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from people.models import Goal
from people.way_back import page_before
from workshops import access, stages, standins
from workshops.agenda_rows import rows, with_advice, with_movements, with_ways, worked
from workshops.day_rules import day_advice
from workshops.forms import KeyedForm, one_tap_reasons
from workshops.models import Seat, Workshop
from workshops.planning import (
    CHECKLIST,
    DayForm,
    EnvelopeForm,
    ItemForm,
    MinutesForm,
    PersonForm,
    RoleForm,
    checklist,
    envelope_is_free,
    envelope_way_out,
)
from workshops.rests import free_places
from workshops.shelves import readiness
from workshops.standins import StandInForm
from workshops.timetable import Timetable
from workshops.views.screens import HELD, desk


@require_GET
@access.facilitated
def plan(request, public_id):
    """The agenda with its minutes, the roster with its seats, and what is left before the doors open."""
    return shown(request)


def shown(request, status: int = 200, **forms):
    workshop: Workshop = request.workshop
    table = Timetable.of(workshop)
    money = workshop.envelope.filter(kind="money").first()
    initial = {"text": money.text, "per_item": money.per_item, "total": money.total} if money else None
    organisation = workshop.organisation
    context = {
        "workshop": workshop,
        "is_over": workshop.is_put_away or workshop.state in HELD,
        "table": table,
        "agenda": table.parts(),
        "day_played": table.played(),
        "rows": with_movements(workshop, with_ways(workshop, with_advice(workshop, rows(workshop, table)))),
        "one_tap_reasons": one_tap_reasons(),
        "worked": worked(table),
        "day_form": DayForm(workshop),
        "rest_places": free_places(workshop),
        "advice": list(day_advice(workshop)),
        "addable": [{"kind": kind, "title": stages.get(kind).title} for kind in workshop.addable],
        "seats": workshop.seats.exclude(role=Seat.Role.SHEETS).select_related("group", "person"),
        "uninvited": organisation.people.exclude(seats__workshop=workshop).count(),
        "unread": confirmed(workshop).exclude(workshops=workshop).count(),
        "departments": organisation.departments.all(),
        "items": checklist(workshop),
        "cards": cards(request),
        "person_form": PersonForm(workshop),
        "stand_in": standins.now(workshop),
        "stand_in_form": StandInForm(workshop) if standins.may_name(request.user, workshop) else None,
        "envelope_form": EnvelopeForm(initial=initial),
        "envelope_way_out": "" if envelope_is_free(workshop) else envelope_way_out(workshop),
    }
    ready = {"plan_ready": readiness(workshop)}
    return render(request, "workshops/plan.html", desk("plan", workshop) | context | ready | forms, status=status)


def cards(request) -> list[str]:
    """What stages of the agenda have to prepare, each on a card of its own."""
    stages = [run.stage for run in request.workshop.agenda.all() if run.stage.plan_card]
    shared = {"workshop": request.workshop}
    return [render_to_string(one.plan_card, shared | one.plan_context(request.workshop), request) for one in stages]


def confirmed(workshop: Workshop):
    return Goal.objects.filter(organisation=workshop.organisation, state="confirmed")


def changed(request, form, verb, kind: str, part: str, **shown_again):
    """Run the verb as a change of the room and go back to that part of the plan; a form with errors stays as typed."""
    if not form.is_valid():
        return shown(request, status=422, **(shown_again or {"refused": form}))

    def work(workshop, changing):
        verb(workshop)
        changing.touched(kind)
        # Who is there, in which group, decides what any screen shows and offers.
        changing.touched("step")

    try:
        request.workshop.change(form.sent_key, form.body_hash, work)
    except ValidationError as error:
        form.add_error(None, error)
        return shown(request, status=422, **(shown_again or {"refused": form}))
    page = "prepare" if page_before(request).endswith("/prepare/") else "plan"
    response = redirect(page, public_id=request.workshop.public_id)
    response["Location"] += f"#{part}"
    return response


@require_POST
@access.facilitated
def add_person(request, public_id):
    form = PersonForm(request.workshop, request.POST)
    return changed(request, form, form.save, "presence", "seats", person_form=form)


@require_POST
@access.facilitated
def invite_all(request, public_id):
    """Everybody of the organisation's roster gets a seat; who has one keeps it."""
    form = KeyedForm(request.POST)
    return changed(
        request,
        form,
        lambda workshop: workshop.invite(workshop.organisation.people.select_related("department")),
        "presence",
        "seats",
    )


@require_POST
@access.facilitated
def read_goals(request, public_id):
    """The organisation's confirmed goals are the ones of this day (R-PREP-2)."""
    form = KeyedForm(request.POST)
    return changed(request, form, lambda workshop: workshop.goals.add(*confirmed(workshop)), "agenda", "ready")


@require_POST
@access.facilitated
def fix_envelope(request, public_id):
    form = EnvelopeForm(request.POST)
    return changed(request, form, form.save, "agenda", "envelope", envelope_form=form)


@require_POST
@access.facilitated
def set_role(request, public_id, number):
    seat = get_object_or_404(request.workshop.seats, pk=number)
    form = RoleForm(request.POST)
    return changed(
        request,
        form,
        lambda workshop: workshop.seats.filter(pk=seat.pk).update(role=form.cleaned_data["role"]),
        "presence",
        f"person-{seat.pk}",
    )


@require_POST
@access.facilitated
def tick(request, public_id, item):
    """One of the nineteen things is done, not needed, or open again."""
    if item not in CHECKLIST:
        return render(request, "errors/404.html", status=404)
    form, user = ItemForm(request.POST), request.user

    def verb(workshop: Workshop) -> None:
        said = {name: form.cleaned_data[name] for name in ("state", "note") if name in form.data}
        workshop.checklist.update_or_create(key=item, defaults=said | {"by": user, "at": timezone.now()})

    return changed(request, form, verb, "agenda", "checklist")


@require_POST
@access.facilitated
def set_minutes(request, public_id, kind):
    run = get_object_or_404(request.workshop.agenda, kind=kind)
    form = MinutesForm(request.POST)

    def verb(workshop: Workshop) -> None:
        workshop.agenda.filter(pk=run.pk).update(minutes=form.cleaned_data["minutes"])

    return changed(request, form, verb, "agenda", f"stage-{kind}")


@require_POST
@access.facilitated
def plan_again(request, public_id):
    """Minutes for as many writers, groups and goals as there are now."""
    return changed(request, KeyedForm(request.POST), lambda workshop: workshop.plan_again(), "agenda", "agenda")


@require_POST
@access.facilitated
def set_day(request, public_id):
    form = DayForm(request.workshop, request.POST)
    return changed(request, form, form.save, "step", "agenda", day_form=form)
