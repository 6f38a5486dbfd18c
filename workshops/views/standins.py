"""Naming a stand-in for the decision maker: by the administrator, or by the decision maker (R-ROLE-8)."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access, standins
from workshops.forms import KeyedForm
from workshops.models import Seat, Workshop
from workshops.standins import StandInForm
from workshops.surfaces import RELEASED


def named(request, form: StandInForm, **by) -> None:
    form.must_be_valid()

    def verb(workshop: Workshop, changing):
        record = standins.name(workshop, form.cleaned_data["deputy"], **by)
        seat = by.get("by_person") and workshop.seats.filter(person=by["by_person"]).first()
        workshop.log("named a stand-in", user=by.get("user"), seat=seat, subject=record.pk, rule="R-ROLE-8")
        changing.touched(RELEASED)

    request.workshop.change(form.sent_key, form.body_hash, verb)


@require_POST
@access.facilitated
def name_one(request, public_id):
    """The administrator's tap on the plan."""
    must_administer(request)
    named(request, StandInForm(request.workshop, request.POST), user=request.user)
    return redirect("plan", public_id=public_id)


@require_POST
@access.facilitated
def end(request, public_id):
    must_administer(request)
    form, user = KeyedForm(request.POST), request.user
    form.full_clean()

    def verb(workshop: Workshop, changing):
        standins.end(workshop)
        workshop.log("ended a stand-in", user=user, rule="R-ROLE-8")
        changing.touched(RELEASED)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("plan", public_id=public_id)


def must_administer(request) -> None:
    if not standins.may_name(request.user, request.workshop):
        raise Refused(
            _("An administrator names the stand-in, or the decision maker on their own phone."), "R-ROLE-8", status=403
        )


@require_POST
@access.seated
def name_mine(request, public_id):
    """The decision maker goes for an hour and says who decides inside the envelope meanwhile."""
    if request.seat.role != Seat.Role.LEAD:
        raise Refused(_("Only the decision maker names who decides."), rule="R-ROLE-8", status=403)
    named(request, StandInForm(request.workshop, request.POST), by_person=request.seat.person)
    return redirect("phone", public_id=public_id)
