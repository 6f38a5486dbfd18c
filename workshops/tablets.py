"""A tablet that several people share: it holds many seats, one at a time (R-GEN-13).

That it is shared stands in a cookie of its own, with the seats that sat down here, so that their names come first.
"""

from django.core.signing import BadSignature, Signer

from workshops.access import COOKIE_AGE
from workshops.models import Seat

signer = Signer(salt="workshops.tablet")


def tablet_cookie(public_id: str) -> str:
    return f"tablet_{public_id}"


def held(cookies: dict[str, str], public_id: str) -> list[int] | None:
    """The numbers of the seats that sat down on this tablet; `None` where the browser is nobody else's."""
    try:
        numbers = signer.unsign(cookies.get(tablet_cookie(public_id), ""))
    except BadSignature:
        return None
    return [int(number) for number in numbers.split(".") if number]


def kind_of(request, public_id: str) -> str:
    """What a seat that sits down in this browser becomes."""
    return Seat.Kind.PHONE if held(request.COOKIES, public_id) is None else Seat.Kind.TABLET


def remember(response, public_id: str, numbers: list[int], secure: bool):
    """Keep that this browser is shared, and by whom so far."""
    value = signer.sign(".".join(str(number) for number in dict.fromkeys(numbers)))
    name = tablet_cookie(public_id)
    response.set_cookie(name, value, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=secure)
    return response
