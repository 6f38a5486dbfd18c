from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from workshops import proof
from workshops.kickoff.commitments import hands, links
from workshops.kickoff.commitments.stages import to_sign
from workshops.kickoff.commitments.views import signed
from workshops.models import Seat


def invited(public_id: str, token: str) -> Seat:
    """Whom a personal link belongs to; only those who may sign have one."""
    seat = links.seat_of(public_id, token)
    if seat is None or seat not in hands.may_sign(seat.workshop):
        raise Http404
    links.must_be_open(seat.workshop)
    return seat


@never_cache
@require_GET
def page(request, public_id, token):
    """Read and sign after the room has gone on (R-SIGN-6)."""
    seat = invited(public_id, token)
    asks_pin = not proof.is_own_device(request, seat)
    context = to_sign(seat) | {"seat": seat, "workshop": seat.workshop, "token": token, "asks_pin": asks_pin}
    return render(request, "commitments/late.html", context)


@require_GET
def statement(request, public_id, token):
    """The full text for whoever comes by the link (R-SIGN-2)."""
    seat = invited(public_id, token)
    document = to_sign(seat)["statement"]
    if document is None:
        raise Http404
    context = {"workshop": seat.workshop, "seat": seat, "document": document, "statement": document.parsed}
    return render(request, "consensus/statement.html", context | {"token": token})


@require_POST
def sign(request, public_id, token):
    return signed(request, invited(public_id, token), links.must_be_open, token)
