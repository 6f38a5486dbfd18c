"""Who is at the door: a seat by its cookie, a facilitator by login, a projector by its link."""

import re
import time
from collections.abc import Iterable
from functools import wraps
from secrets import token_urlsafe

from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from live import Refused, hints
from live.models import Room
from live.prepared import Given, prepared
from people.way_back import page_before
from workshops.models import Seat, Workshop

signer = Signer(salt="workshops.seat")
COOKIE_AGE = 60 * 60 * 24 * 60
MOMENT = re.compile(r"[0-9]{1,15}")


def seat_cookie(public_id: str) -> str:
    return f"seat_{public_id}"


def wall_cookie(public_id: str) -> str:
    return f"wall_{public_id}"


def secret_cookie(public_id: str) -> str:
    return f"secret_{public_id}"


def secret_from(cookies: dict[str, str], public_id: str) -> str:
    """What this phone keeps so that it can edit what it wrote where no author is stored (R-GEN-8)."""
    return cookies.get(secret_cookie(public_id), "")[:64]


def claim_from(cookies: dict[str, str], public_id: str) -> tuple[int, str] | None:
    """The seat's number and device key that a cookie claims, checked by its signature alone: no database."""
    try:
        number, key = signer.unsign(cookies.get(seat_cookie(public_id), "")).split(":", 1)
        return int(number), key
    except (BadSignature, ValueError):
        return None


def seat_from(cookies: dict[str, str], public_id: str) -> Seat | None:
    claim = claim_from(cookies, public_id)
    return claim and claimed_seat(public_id, claim)


@prepared
def seats_of_a_claim():
    seats = Seat.objects.select_related("workshop__room", "group").order_by()
    return seats.filter(pk=Given("number"), device_key=Given("key"), workshop__room__public_id=Given("public_id"))


def claimed_seat(public_id: str, claim: tuple[int, str]) -> Seat | None:
    """The seat itself, or `None` when it was released or sits on another device by now."""
    number, key = claim
    return seats_of_a_claim.first(number=number, key=key, public_id=public_id)


@prepared
def letters_of_a_claim():
    seats = Seat.objects.filter(pk=Given("number"), device_key=Given("key"), workshop__room=Given("room")).order_by()
    return seats.values_list("group__letter", flat=True)


def seated_group(cookies: dict[str, str], room: Room) -> str | None:
    """The letter of the group in which this browser's seat stands, "" outside the groups; `None` without a seat."""
    claim = claim_from(cookies, room.public_id)
    if claim is None:
        return None
    number, key = claim
    letters = letters_of_a_claim(number=number, key=key, room=room.pk)
    return (letters[0] or "") if letters else None


def remember_seat(response, public_id: str, claim: str, secure: bool):
    """Keep a claim, `number:device key` of a seat, in the browser that made it."""
    value = signer.sign(claim)
    kept = {seat_cookie(public_id): value, secret_cookie(public_id): token_urlsafe(24)}
    for name, text in kept.items():
        response.set_cookie(name, text, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=secure)
    return response


def remember_wall(response, workshop: Workshop, secure: bool):
    """Let this screen show the wall until the projector's link is renewed."""
    name = wall_cookie(workshop.public_id)
    response.set_cookie(name, workshop.projector_key, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=secure)
    return response


def workshop_or_404(public_id: str) -> Workshop:
    workshops = Workshop.objects.select_related("room", "organisation", "facilitator")
    return get_object_or_404(workshops, room__public_id=public_id)


def facilitates(user, workshop: Workshop) -> bool:
    return user.is_authenticated and Workshop.objects.of(user).filter(pk=workshop.pk).exists()


def must_be_written_here(request, public_id: str, number: int) -> None:
    """What one seat has queued is never posted as another one that sits in this browser by now.

    The outbox names the seat for which it kept the words; raises `Refused`, and the words stay where they are.
    """
    written_by = request.META.get("HTTP_X_SEAT", "")
    if written_by.startswith(f"{public_id}-") and written_by != f"{public_id}-{number}":
        raise Refused(
            _("This was written on another seat. It is kept here until that person sits down again."), "R-GEN-13"
        )


def must_be_meant_now(request) -> None:
    """A press that a dead network held back is not played late: the desk says until when it is meant, in milliseconds.

    Raises `Refused`; who pressed has seen that no answer came, and may have decided otherwise since.
    """
    until = request.headers.get("X-Until", "")
    if MOMENT.fullmatch(until) and int(until) < time.time() * 1000:
        raise Refused(_("This tap came too late, so nothing was changed. See where the room stands and tap once more."))


def seated(view):
    """For pages of a phone: `request.seat` and `request.workshop`; without a seat, the way to the door."""

    @wraps(view)
    def guarded(request, public_id, *arguments, **named):
        seat = seat_from(request.COOKIES, public_id)
        if seat is None:
            workshop = workshop_or_404(public_id)
            if request.method != "GET" or request.headers.get("X-Requested-With"):
                return render(request, "errors/no_seat.html", {"workshop": workshop}, status=403)
            return redirect("join", code=workshop.join_code) if workshop.has_open_doors else gone(request, workshop)
        must_be_written_here(request, public_id, seat.pk)
        request.seat, request.workshop = seat, seat.workshop
        seat.secret = secret_from(request.COOKIES, public_id)
        return view(request, public_id, *arguments, **named)

    return guarded


def facilitated(view):
    """For the console: `request.workshop`; another organisation's is a 404, nobody is sent to the login.

    A page that asks for a part of itself learns that its login has ended: a login form is no part of it.
    """

    @wraps(view)
    def guarded(request, public_id, *arguments, **named):
        if not request.user.is_authenticated:
            if request.headers.get("X-Requested-With") == "region":
                return HttpResponse(status=401)
            return redirect_to_login(page_of(request, public_id))
        workshop = workshop_or_404(public_id)
        if not facilitates(request.user, workshop):
            raise Http404
        must_be_meant_now(request)
        request.workshop = workshop
        return view(request, public_id, *arguments, **named)

    return guarded


def reading(view):
    """For papers: `request.workshop`, `request.seat` or `None`, `request.facilitates`; a stranger finds nothing."""

    @wraps(view)
    def guarded(request, public_id, *arguments, **named):
        request.workshop, request.seat = workshop_or_404(public_id), seat_from(request.COOKIES, public_id)
        request.facilitates = facilitates(request.user, request.workshop)
        if request.seat is None and not request.facilitates:
            raise Http404
        return view(request, public_id, *arguments, **named)

    return guarded


def page_of(request, public_id: str) -> str:
    """Where to go after the login: the page that was asked for, or the one from which the tap came."""
    if request.method in ("GET", "HEAD"):
        return request.path
    plan = reverse("plan", args=[public_id])
    otherwise = plan if request.path.startswith(plan) else reverse("console", args=[public_id])
    return page_before(request) or otherwise


def knows_wall(key: str, workshop: Workshop) -> bool:
    """Whether this is the key of the projector's link, as it stands now."""
    return constant_time_compare(key, workshop.projector_key)


def may_watch_wall(cookies: dict[str, str], user, workshop: Workshop) -> bool:
    """A projector by its link, anybody with a seat, the facilitators: the wall is what the whole room sees."""
    return (
        knows_wall(cookies.get(wall_cookie(workshop.public_id), ""), workshop)
        or seat_from(cookies, workshop.public_id) is not None
        or facilitates(user, workshop)
    )


def admit_anew(workshops: Iterable[Workshop]) -> None:
    """A link or a role was withdrawn: the open walls and desks of these workshops ask again who may look."""
    for workshop in workshops:
        hints.send(workshop.public_id, workshop.room.seq, poke=hints.ADMISSION)


def gone(request, workshop: Workshop):
    return render(request, "errors/closed.html", {"workshop": workshop}, status=410)


def helping(view):
    """For what a co-facilitator by link may do beside a host: `request.seat` with the one group (R-ROLE-7)."""

    @seated
    @wraps(view)
    def guarded(request, *arguments, **named):
        if not request.seat.helps:
            refused = _("This belongs to the co-facilitator of the group, and to the console.")
            raise Refused(refused, rule="R-ROLE-7", status=403)
        return view(request, *arguments, **named)

    return guarded
