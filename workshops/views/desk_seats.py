"""What the desk does for one seat: free it, let it in, put it on paper or on the roster, mark it as left."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from workshops import access
from workshops.anonymity import Done
from workshops.forms import KeyedForm
from workshops.models import Seat, Workshop
from workshops.surfaces import OWN, RELEASED
from workshops.views.steering import steer


def steer_a_seat(request, number: int, verb, among=None):
    """Run the verb with this seat, one of `among`; a plan comes back where its person stands, not at its top."""
    get_object_or_404(request.workshop.seats if among is None else among, pk=number)
    return steer(
        request,
        KeyedForm(request.POST),
        lambda workshop, changing: verb(workshop, changing, workshop.seats.get(pk=number)),
        place=f"person-{number}",
    )


@require_POST
@access.facilitated
def release(request, public_id, number):
    """A lost phone: the seat is free again, its old cookie, QR and PIN are void (R-GEN-13)."""
    user = request.user

    def verb(workshop: Workshop, changing, seat: Seat):
        seat.release()
        workshop.log("released a seat", user=user, subject=seat.pk, rule="R-GEN-13")
        changing.touched("presence")
        changing.touched(RELEASED)

    return steer_a_seat(request, number, verb)


@require_POST
@access.facilitated
def let_in(request, public_id, number):
    """For two minutes the name may be tapped without its PIN, on a tablet or after five wrong tries (R-GEN-13)."""
    user = request.user

    def verb(workshop: Workshop, changing, seat: Seat):
        seat.let_in()
        workshop.log("let in", user=user, subject=seat.pk, rule="R-GEN-13")
        changing.touched("presence")

    return steer_a_seat(request, number, verb)


@require_POST
@access.facilitated
def put_on_roster(request, public_id, number):
    """A name typed at the door becomes a person of the roster: actions can be theirs, promises are followed up."""
    user = request.user

    def verb(workshop: Workshop, changing, seat: Seat):
        seat.join_the_roster()
        workshop.log("put on the roster", user=user, subject=seat.pk, rule="R-PREP-8")
        changing.touched("presence")

    return steer_a_seat(request, number, verb, request.workshop.seats.filter(person=None).on_the_list())


@require_POST
@access.facilitated
def put_on_paper(request, public_id, number):
    """Somebody known who agrees to write on paper is here and counts; or takes a phone after all (R-GEN-16)."""
    user = request.user

    def verb(workshop: Workshop, changing, seat: Seat):
        if seat.kind == Seat.Kind.PAPER:
            seat.move_to_phone()
        else:
            seat.move_to_paper()
        workshop.log(f"moved to {seat.kind}", user=user, subject=seat.pk, rule="R-GEN-16")
        changing.touched("presence")
        changing.touched(RELEASED)

    return steer_a_seat(request, number, verb, request.workshop.seats.exclude(role=Seat.Role.SHEETS))


@require_POST
@access.facilitated
def mark_left(request, public_id, number):
    """Mark a seat as left, or back: who left counts in no gate, and among those who are done no more."""

    def verb(workshop: Workshop, changing, seat: Seat):
        if seat.left_at:
            seat.come_back()
        else:
            seat.leave()
            if workshop.current:
                Done(workshop.current).say(seat, is_done=False)
        changing.touched("presence")
        changing.touched(OWN)

    return steer_a_seat(request, number, verb)
