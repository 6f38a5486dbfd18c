"""The personal link by which somebody says how the own promise stands: as long as the cycle runs."""

from datetime import date, timedelta

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from live import Refused
from workshops.doors import base_url
from workshops.models import Seat, Workshop

AFTER_THE_CYCLE = timedelta(days=30)
signer = signing.Signer(salt="afterwards.link")
OPEN = (Workshop.State.CLOSING, Workshop.State.CLOSED)


def token_of(seat: Seat) -> str:
    """Void when the seat is given free, as its PIN is."""
    return signer.sign(f"{seat.pk}-{seat.secret_version}")


def path_of(seat: Seat) -> str:
    return reverse("own_word", args=[seat.workshop.public_id, token_of(seat)])


def url_of(seat: Seat) -> str:
    return base_url(seat.workshop) + path_of(seat)


def seat_of(public_id: str, token: str) -> Seat | None:
    """The seat that a link leads to; `None` for one that was never given or is void."""
    try:
        number, version = signer.unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        return None
    seats = Seat.objects.select_related("workshop__room", "workshop__organisation", "person")
    return seats.filter(pk=number, secret_version=version, workshop__room__public_id=public_id).first()


def last_day(workshop: Workshop) -> date:
    return max(workshop.cycle_end, *workshop.days) + AFTER_THE_CYCLE


def is_open(workshop: Workshop) -> bool:
    today = workshop.today()
    return workshop.state in OPEN and today <= last_day(workshop)


def must_be_open(workshop: Workshop) -> None:
    """Raises `Refused`: 409 before the day is over, 410 after its cycle or once it is put away."""
    if workshop.state in (Workshop.State.DRAFT, Workshop.State.PREPARED, Workshop.State.LIVE):
        raise Refused(_("The day is not over yet. How it goes is asked afterwards."), rule="R-GEN-2")
    if not is_open(workshop):
        raise Refused(_("This link is over: the cycle has ended. What you said is kept."), status=410)
