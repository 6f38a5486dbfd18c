"""Guard R-SIGN-1: one signs for oneself, from the own device since check-in, or after the PIN."""

from django.utils.translation import gettext as _

from live import Refused
from workshops import access
from workshops.models import Seat


def is_own_device(request, seat: Seat) -> bool:
    """The device on which the seat sits now, in an unbroken session."""
    return seat.is_unbroken and access.seat_from(request.COOKIES, seat.workshop.public_id) == seat


def must_be_oneself(request, seat: Seat, pin: str) -> None:
    """Asks for the PIN where the device alone does not prove it; a wrong one counts (R-GEN-13)."""
    if is_own_device(request, seat):
        return
    if not pin:
        words = _("Type your PIN: it stands on your name card and under “My seat”.")
        raise Refused(words, "R-SIGN-1", 403, field="pin")
    seat.try_pin(pin)
