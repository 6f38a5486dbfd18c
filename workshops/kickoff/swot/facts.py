"""Who may write facts beforehand, where, and how long."""

from django.http import Http404
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from workshops.models import Seat, StageRun, Workshop

MAY_WRITE = (Seat.Role.WRITER, Seat.Role.LEAD)


def address(seat: Seat) -> str:
    """Where a seat's facts are written: the personal link, one page further."""
    return reverse("my_facts", args=[seat.workshop.public_id, f"{seat.pk}-{seat.personal_token}"])


def seat_of(public_id: str, token: str) -> Seat:
    """Whose facts these are; another token, or a seat that writes nothing, is a 404."""
    number, _dash, secret = token.partition("-")
    seats = Seat.objects.select_related("workshop__room", "workshop__organisation", "group", "person")
    seat = seats.filter(pk=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0).first()
    if seat is None or seat.workshop.public_id != public_id or seat.role not in MAY_WRITE:
        raise Http404
    if not constant_time_compare(seat.personal_token, secret):
        raise Http404
    return seat


def run_of(workshop: Workshop) -> StageRun | None:
    return workshop.agenda.filter(kind="swot").exclude(state=StageRun.State.SKIPPED).first()


def is_writable(workshop: Workshop) -> bool:
    """From the invitation until the room has written."""
    run = run_of(workshop)
    if run is None or workshop.state not in (Workshop.State.DRAFT, Workshop.State.PREPARED, Workshop.State.LIVE):
        return False
    return run.state == StageRun.State.PENDING or (run.is_open and run.step in ("", "write"))
