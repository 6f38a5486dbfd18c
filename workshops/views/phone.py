from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from live import Refused
from live.feed import Audience
from live.once import in_a_rush
from workshops import access, beside, chats, standins, surfaces
from workshops.anonymity import Done
from workshops.cofacilitation import hidden_by, notes_to_help
from workshops.doors import personal_url, qr_svg
from workshops.forms import KeyedForm, TextForm
from workshops.models import Note, Seat, Workshop
from workshops.models.wall import hashes_of, kept_notes_of
from workshops.retention import own_data
from workshops.templatetags.room import READERS_TOKEN
from workshops.views.errors import refused
from workshops.views.screens import live_attributes


@require_http_methods(["GET"])
@access.seated
def page(request, public_id):
    """The phone: one task, what the room does now, and the seat's own things."""
    audience = Audience("phone", request.seat.group.letter if request.seat.group else "", get_language() or "en")
    live = live_attributes(request.workshop, audience, request.seat)
    shared = surfaces.surface_context(request.workshop, audience)
    mode = "lookup" if shared["looks_up"] else ""
    mine = render_to_string("phone/mine.html", own(request), request)
    around = {"live": live, "mode": mode, "mine": mine, "seat": request.seat, "way_out": chats.way_out(request)}
    response = render(request, "phone/page.html", shared | around)
    if request.seat.kind == Seat.Kind.TABLET:
        # Whoever takes the tablet next must not come back to this page with the browser's arrow.
        add_never_cache_headers(response)
    return response


@require_GET
@access.seated
def mine(request, public_id):
    """The personal region: fetched by its phone, never pushed."""
    return render(request, "phone/mine.html", own(request, own_step_once))


def acknowledged(request, status: int = 200) -> HttpResponse:
    """What a phone sent is kept: it fetches what is its own anew; a page without script is shown again."""
    if request.headers.get("X-Requested-With"):
        return HttpResponse(surfaces.POKE.format("mine"), status=status)
    return redirect("phone", request.workshop.public_id)


def own_step(at, shared: dict, seat: Seat) -> dict:
    """The open step as this seat has it, and the template that shows it."""
    run = shared["run"]
    return run.open_step.mine(run, seat) | {"own_content": run.open_step.template("mine").template.name}


def own_step_once(at, shared: dict, seat: Seat) -> dict:
    """The same, rendered already where the step says that other seats have it alike."""
    alike = shared["run"].open_step.alike(shared["run"], seat)
    if alike is None:
        return own_step(at, shared, seat)
    html = in_a_rush((*at, alike), own_html, at, shared, seat)
    return {"own_content": "phone/alike.html", "own_html": html}


def own_html(at, shared: dict, seat: Seat) -> str:
    context = shared | own_step(at, shared, seat) | {"seat": seat, "csrf_token": READERS_TOKEN}
    return render_to_string(context["own_content"], context)


def own(request, of_step=own_step) -> dict:
    """Everything that belongs to one seat on the step that is shown."""
    workshop, seat = request.workshop, request.seat
    at = (workshop.room.epoch, workshop.room.seq, "own", seat.group_id, get_language())
    shared = in_a_rush(at, surfaces.context, workshop, "phone", seat.group)
    run = shared["run"]
    if run:
        shared = shared | of_step(at, shared, seat)
    return (
        shared
        | {"seat": seat, "workshop": workshop}
        | kept_aside(kept_notes(workshop, seat), shared.get("notes", ()))
        | {"notes_to_help": notes_to_help(run, seat), "hidden_here": hidden_by(run, seat)}
        | standins.shown_to(seat)
        | anonymity(run)
        | (Done(run).shown_to(seat) if run else {})
        | {"taps_beside": taps_beside(request, run)}
    )


def taps_beside(request, run) -> list[tuple[str, str]]:
    """What else the line of this step asks for: what its tap says, and what stands behind it."""
    found = beside.asked_of(run, request.seat)
    shared = {"workshop": request.workshop, "seat": request.seat}
    return [(one.label, render_to_string(one.template, shared | one.context, request)) for one in found]


@require_POST
@access.seated
def arrive_again(request, public_id):
    """The one tap of the second morning: this seat is here again."""
    form, seat = KeyedForm(request.POST), request.seat
    form.full_clean()

    def verb(workshop: Workshop, changing):
        if workshop.night_since:
            raise Refused(_("The second day has not begun. Come back when the doors open."), rule="R-GEN-2")
        workshop.seats.get(pk=seat.pk).come_back()
        changing.touched("presence")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("phone", public_id=public_id)


def kept_notes(workshop: Workshop, seat) -> list[Note]:
    """What this seat wrote that hangs nowhere: with the facilitator, in the late tray, or kept (R-GEN-3, R-GEN-19)."""
    at = (workshop.room.epoch, workshop.room.seq, "kept")
    kept = in_a_rush(at, lambda: kept_notes_of(workshop=workshop.pk))
    hashes = hashes_of(seat) if any(note.secret_hash for note in kept) else []
    return [note for note in kept if note.author_id == seat.pk or note.secret_hash in hashes]


def kept_aside(kept: list[Note], listed) -> dict:
    """What waits and is not in the step's own list already, and what its author keeps for themselves."""
    shown = {note.pk for note in listed}
    waiting = [note for note in kept if note.state != Note.State.WITHDRAWN and note.pk not in shown]
    return {
        "kept_notes": waiting,
        "kept_wants_words": any(note.waits and note.reword_asked_at for note in waiting),
        "kept_for_me": [note for note in kept if note.state == Note.State.WITHDRAWN],
    }


def anonymity(run) -> dict:
    """Whether the open step stores no author (R-GEN-8)."""
    if not run or not run.is_open or not run.open_step.may_be_anonymous or not run.is_anonymous(run.step):
        return {}
    return {"is_anonymous": True}


@require_POST
@access.seated
def done(request, public_id):
    """ "I am done", or not yet: counted in memory, stored nowhere (R-GEN-8)."""
    form, seat, is_done = KeyedForm(request.POST), request.seat, request.POST.get("done") != "0"
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        run = workshop.must_allow("note.add", seat)
        Done(run).say(seat, is_done)
        changing.touched(surfaces.DONE)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "phone/mine.html", own(request))


@require_GET
@access.seated
def seat(request, public_id):
    """My seat: PIN and personal QR for a second device; who I am here, and the way out."""
    link = personal_url(request.seat)
    context = {"seat": request.seat, "workshop": request.workshop, "link": link, "qr": qr_svg(link)}
    context["department"] = request.seat.department_in(get_language() or "en")
    return render(request, "phone/seat.html", context)


@require_GET
@access.seated
def my_data(request, public_id):
    """A copy of all own data of this event, as a file (R-GEN-18)."""
    response = JsonResponse(own_data(request.seat), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="tutti-{request.workshop.first_day}.json"'
    return response


@require_POST
@access.seated
def park(request, public_id):
    """The parking lot is open beside every stage (R-GEN-2)."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return refused(request, form)
    seat = request.seat

    def verb(workshop: Workshop, changing):
        item = workshop.parked_items.create(text=form.cleaned_data["text"], raised_by=seat)
        changing.touched("parked", item.pk)
        return 201, item.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "phone/parked.html", {"text": form.cleaned_data["text"]}, status=201)
