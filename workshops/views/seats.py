from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from live import Refused
from workshops import access, chats, tablets
from workshops.models import Seat, Workshop
from workshops.models.group import welcome
from workshops.seating import ClaimForm, CodeForm, DoorForm, roster
from workshops.surfaces import RELEASED

WRONG_CODES_A_MINUTE = 20
WRONG_CODES_OF_ALL = 200
MOST_AT_ONCE = 24
"""Names that a join page shows without unfolding a department."""


def open_workshop(request, code: str) -> Workshop:
    """The workshop behind a join code; wrong codes cost, right ones do not (a venue shares one address)."""
    if any(cache.get(name, 0) >= most for name, most in budgets(request).items()):
        raise Refused(_("Too many wrong codes just now. Wait a minute, then try again."), status=429)
    workshop = Workshop.objects.select_related("room", "organisation").filter(join_code=code).first()
    if workshop is None:
        for name in budgets(request):
            cache.add(name, 0, 60)
            cache.incr(name)
        raise Refused(_("No room has this code. Look at the eight digits on the wall once more."), status=404)
    if workshop.night_since and workshop.second_day:
        day = date_format(workshop.second_day, "DATE_FORMAT")
        raise Refused(_("The code rests until %(day)s. Your seat is kept.") % {"day": day}, status=409)
    if not workshop.has_open_doors:
        raise Refused(_("The doors of this event are closed."), status=410)
    return workshop


def budgets(request) -> dict[str, int]:
    """How many wrong codes a minute one address may try, and all together."""
    return {
        f"wrong-codes:{request.META.get('REMOTE_ADDR', '')}": WRONG_CODES_A_MINUTE,
        "wrong-codes": WRONG_CODES_OF_ALL,
    }


@require_http_methods(["GET", "POST"])
def code(request):
    """Type the eight digits."""
    form, status = CodeForm(request.POST if request.method == "POST" else None), 422
    if form.is_valid():
        try:
            return redirect("join", code=open_workshop(request, form.cleaned_data["code"]).join_code)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            status = refusal.status
    return render(request, "seats/code.html", {"form": form}, status=status if form.errors else 200)


@require_GET
def join(request, code):
    """Behind the QR: the privacy note, then the own name to tap; who already sits here goes straight in."""
    workshop = open_workshop(request, code)
    if access.seat_from(request.COOKIES, workshop.public_id):
        return redirect("phone", public_id=workshop.public_id)
    return render(request, "seats/join.html", at_the_list(request, workshop, DoorForm(workshop)))


def at_the_list(request, workshop: Workshop, form: DoorForm) -> dict:
    """The roster by department, a long one folded; a shared tablet shows the names that sat down on it first."""
    departments = roster(workshop, get_language() or "en")
    here = tablets.held(request.COOKIES, workshop.public_id)
    return {
        "workshop": workshop,
        "departments": departments,
        "collapsed": sum(len(seats) for _name, seats in departments) > MOST_AT_ONCE,
        "is_shared": here is not None,
        "on_this_tablet": [seat for _name, seats in departments for seat in seats if seat.pk in (here or [])],
        "tap": ClaimForm(workshop),
        "form": form,
    }


@require_POST
def claim(request, code):
    """Tap a free name; a claimed one asks for its PIN or the facilitator's tap (R-GEN-13)."""
    workshop = open_workshop(request, code)
    form = ClaimForm(workshop, request.POST)
    if not form.is_valid():
        return render(request, "seats/pin.html", {"workshop": workshop, "form": form}, status=422)
    seat, show, pin = (form.cleaned_data[name] for name in ("seat", "show_arrival", "pin"))
    context = {"workshop": workshop, "seat": seat, "show_arrival": show}
    if not pin:
        try:
            return sit(request, seat, show, key=form.tap_key)
        except Taken:
            return render(request, "seats/pin.html", context)
    try:
        seat.try_pin(pin)
    except Refused as refusal:
        seat.refresh_from_db(fields=["wrong_pins"])
        return render(request, "seats/pin.html", context | {"refusal": str(refusal)}, status=refusal.status)
    return sit(request, seat, show, proved=True)


@require_POST
def at_the_door(request, code):
    """Who is not on the roster types name and department; a repeat leads to the same seat (R-GEN-3)."""
    workshop = open_workshop(request, code)
    form = DoorForm(workshop, request.POST)
    if not form.is_valid():
        return render(request, "seats/join.html", at_the_list(request, workshop, form), status=422)
    sat = sitting(request, workshop, form.cleaned_data["show_arrival"])

    def verb(workshop: Workshop, changing):
        return 201, sat(form.save(workshop), changing)

    try:
        outcome = workshop.change(form.sent_key, form.body_hash, verb)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "seats/join.html", at_the_list(request, workshop, form), status=422)
    return come_in(request, workshop, outcome.ref)


@require_http_methods(["GET", "POST"])
def personal(request, code, number, token):
    """The personal QR of a name card leads back to the same seat; a preview of the link must not sit down on it."""
    workshop = open_workshop(request, code)
    seat = get_object_or_404(workshop.seats, pk=number)
    if not constant_time_compare(seat.personal_token, token):
        raise Refused(_("This personal code is no longer valid. Tap your name, or ask the facilitator."), status=403)
    if request.method == "POST":
        return sit(request, seat, "show_arrival" in request.POST, proved=True)
    desk = own_desk(workshop, seat)
    if desk and "sit" not in request.GET and workshop.today() < workshop.first_day:
        return redirect(desk)
    context = {"workshop": workshop, "seat": seat, "desk": desk, "in_a_chat": chats.is_in_a_chat(request)}
    return render(request, "seats/personal.html", context | {"link": request.build_absolute_uri(request.path)})


def own_desk(workshop: Workshop, seat: Seat) -> str:
    """Where the personal link leads before the day: what the first stage that offers something lets this seat write."""
    coming = workshop.agenda.filter(state="pending")
    return next((address for run in coming if (address := run.stage.beforehand(seat))), "")


class Taken(Refused):
    """Somebody sits there already: the PIN, the personal QR or the facilitator leads to it."""


def sit(request, seat: Seat, show_arrival: bool, proved: bool = False, key: str = ""):
    """Sit down, keep the seat in a cookie of this host, and go in; the redirect takes the code out of the address.

    With a `key` the same tap gets the same seat again, although it is taken by now. Raises `Taken`.
    """
    sat = sitting(request, seat.workshop, show_arrival)

    def verb(workshop: Workshop, changing):
        taken = workshop.seats.get(pk=seat.pk)
        if taken.claimed_at and not (proved or taken.is_let_in):
            raise Taken(_("Somebody sat down here a moment ago. Is it you? Use your PIN."), rule="R-GEN-13")
        if taken.claimed_at:
            changing.touched(RELEASED)
        return 200, sat(taken, changing)

    return come_in(request, seat.workshop, seat.workshop.change(key, str(seat.pk), verb).ref, knows_pin=proved)


def sitting(request, workshop: Workshop, show_arrival: bool):
    """How a seat is claimed by this browser: `sat(seat, changing)` says what goes into the cookie, and no later claim.

    A browser has one seat at a time: the one that it had before is left, and only its PIN leads back.
    """
    language, kind = get_language() or "en", tablets.kind_of(request, workshop.public_id)
    before = access.seat_from(request.COOKIES, workshop.public_id)

    def sat(seat: Seat, changing) -> str:
        if before and before != seat:
            for left in Seat.objects.filter(pk=before.pk, device_key=before.device_key):
                left.stand_up()
                changing.touched(RELEASED)
        seat.show_arrival = show_arrival
        seat.claim(language, kind)
        welcome(seat.workshop, seat)
        changing.touched("presence")
        return f"{seat.pk}:{seat.device_key}"

    return sat


def come_in(request, workshop: Workshop, claim: str, knows_pin: bool = False):
    """Into the room; who shares a tablet and came without a PIN first reads the one that leads back to the own seat."""
    here = tablets.held(request.COOKIES, workshop.public_id)
    response = redirect("phone" if here is None or knows_pin else "my_seat", public_id=workshop.public_id)
    if here is not None:
        tablets.remember(response, workshop.public_id, [*here, int(claim.split(":")[0])], request.is_secure())
    return access.remember_seat(response, workshop.public_id, claim, request.is_secure())
