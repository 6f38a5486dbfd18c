"""What the desk does for one seat: free it, let it in, put it on paper or on the roster, mark it as left."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from workshops import access
from workshops.anonymity import Done
from workshops.forms import KeyedForm
from workshops.models import Seat, Workshop
from workshops.surfaces import OWN, RELEASED
from workshops.views.steering import steer


def steer_a_seat(request, number: int, verb):
    """Run the verb on a seat; a plan comes back where its person stands, not at its top."""
    return steer(request, KeyedForm(request.POST), verb, place=f"person-{number}")


@require_POST
@access.facilitated
def release(request, public_id, number):
    """A lost phone: the seat is free again, its old cookie, QR and PIN are void (R-GEN-13)."""
    seat = get_object_or_404(request.workshop.seats, pk=number)

    def verb(workshop: Workshop, changing):
        workshop.seats.get(pk=seat.pk).release()
        workshop.log("released a seat", user=request.user, subject=seat.pk, rule="R-GEN-13")
        changing.touched("presence")
        changing.touched(RELEASED)

    return steer_a_seat(request, number, verb)


@require_POST
@access.facilitated
def let_in(request, public_id, number):
    """For two minutes the name may be tapped without its PIN, on a tablet or after five wrong tries (R-GEN-13)."""
    seat = get_object_or_404(request.workshop.seats, pk=number)

    def verb(workshop: Workshop, changing):
        workshop.seats.get(pk=seat.pk).let_in()
        workshop.log("let in", user=request.user, subject=seat.pk, rule="R-GEN-13")
        changing.touched("presence")

    return steer_a_seat(request, number, verb)


@require_POST
@access.facilitated
def put_on_roster(request, public_id, number):
    """A name typed at the door becomes a person of the roster: actions can be theirs, promises are followed up."""
    seat = get_object_or_404(request.workshop.seats.filter(person=None).on_the_list(), pk=number)

    def verb(workshop: Workshop, changing):
        workshop.seats.select_related("workshop__organisation").get(pk=seat.pk).join_the_roster()
        workshop.log("put on the roster", user=request.user, subject=seat.pk, rule="R-PREP-8")
        changing.touched("presence")

    return steer_a_seat(request, number, verb)


@require_POST
@access.facilitated
def put_on_paper(request, public_id, number):
    """Somebody known who agrees to write on paper is here and counts; or takes a phone after all (R-GEN-16)."""
    seat = get_object_or_404(request.workshop.seats.exclude(role=Seat.Role.SHEETS), pk=number)

    def verb(workshop: Workshop, changing):
        moved = workshop.seats.get(pk=seat.pk)
        if moved.kind == Seat.Kind.PAPER:
            moved.move_to_phone()
        else:
            moved.move_to_paper()
        workshop.log(f"moved to {moved.kind}", user=request.user, subject=seat.pk, rule="R-GEN-16")
        changing.touched("presence")
        changing.touched(RELEASED)

    return steer_a_seat(request, number, verb)


@require_POST
@access.facilitated
def mark_left(request, public_id, number):
    """Mark a seat as left, or back: who left counts in no gate, and among those who are done no more."""
    seat = get_object_or_404(request.workshop.seats, pk=number)

    def verb(workshop: Workshop, changing):
        moved = workshop.seats.get(pk=seat.pk)
        if moved.left_at:
            moved.come_back()
        else:
            moved.leave()
            if workshop.current:
                Done(workshop.current).say(moved, is_done=False)
        changing.touched("presence")
        changing.touched(OWN)

    return steer_a_seat(request, number, verb)
