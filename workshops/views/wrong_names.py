"""Somebody tapped a wrong name: within ten seconds, or while the room checks in, nobody sat down (R-GEN-21)."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.models import Seat, Workshop
from workshops.surfaces import RELEASED
from workshops.views.desk_seats import steer_a_seat


def free(workshop: Workshop, number: int, changing, too_late: str) -> None:
    """Raises `Refused` (R-GEN-21) once the seat may have said something."""
    seat = workshop.seats.get(pk=number)
    if not (seat.has_just_come or workshop.checks_in):
        raise Refused(too_late, rule="R-GEN-21")
    seat.never_came()
    changing.touched("presence")
    changing.touched(RELEASED)


@require_POST
@access.seated
def not_me(request, public_id):
    """From the phone on which the wrong name was tapped: back to the list of names."""
    form, seat = KeyedForm(request.POST), request.seat
    form.full_clean()

    def verb(workshop: Workshop, changing):
        told = _("It is too late to undo this here. Tell the facilitator your name: the desk gives this seat free.")
        free(workshop, seat.pk, changing, told)
        workshop.log("took a check-in back", subject=seat.pk, rule="R-GEN-21")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    response = redirect("join", code=request.workshop.join_code)
    response.delete_cookie(access.seat_cookie(public_id))
    return response


@require_POST
@access.facilitated
def not_here(request, public_id, number):
    """From the desk."""
    user = request.user

    def verb(workshop: Workshop, changing, seat: Seat):
        told = _("It is too late to undo this check-in. Mark the seat as left, or release it.")
        free(workshop, seat.pk, changing, told)
        workshop.log("took a check-in back", user=user, subject=seat.pk, rule="R-GEN-21")

    return steer_a_seat(request, number, verb)
