"""The personal link for signing later: five working days from the last day of the event (R-SIGN-6)."""

from datetime import date

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from live import Refused
from people.calendar import working_day
from workshops.doors import base_url
from workshops.models import Seat, StageRun, Workshop

DAYS = 5
signer = signing.Signer(salt="commitments.link")
OPEN = (Workshop.State.LIVE, Workshop.State.CLOSING, Workshop.State.CLOSED)


def token_of(seat: Seat) -> str:
    """Void when the seat is given free, as its PIN is."""
    return signer.sign(f"{seat.pk}-{seat.secret_version}")


def url_of(seat: Seat) -> str:
    return base_url(seat.workshop) + reverse("late_signing", args=[seat.workshop.public_id, token_of(seat)])


def last_day(workshop: Workshop) -> date:
    return working_day(workshop.organisation, max(workshop.days), DAYS)


def is_open(workshop: Workshop) -> bool:
    today = workshop.today()
    return workshop.state in OPEN and today <= last_day(workshop) and signing_was_opened(workshop)


def signing_was_opened(workshop: Workshop) -> bool:
    """From the step `sign` on, and where signing was skipped or is not on the agenda (R-GEN-20)."""
    run = workshop.agenda.filter(kind="signing").first()
    if run is None or run.state in (StageRun.State.LOCKED, StageRun.State.SKIPPED):
        return True
    return run.step in ("sign", "support")


def seat_of(public_id: str, token: str) -> Seat | None:
    """The seat that a link leads to; `None` for one that was never given or is void."""
    try:
        number, version = signer.unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        return None
    seats = Seat.objects.select_related("workshop__room", "workshop__organisation", "person", "group")
    return seats.filter(pk=number, secret_version=version, workshop__room__public_id=public_id).first()


def must_be_open(workshop: Workshop) -> None:
    """Raises `Refused` (410) after the fifth working day, (409) before signing began."""
    today = workshop.today()
    if workshop.state not in OPEN or today > last_day(workshop):
        raise Refused(_("This link is over. Ask the facilitator; a signature on paper counts too."), "R-SIGN-6", 410)
    if not signing_was_opened(workshop):
        raise Refused(_("Signing has not begun yet. The wall says when."), rule="R-GEN-2")
