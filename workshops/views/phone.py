from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from live.feed import Audience
from workshops import access, surfaces
from workshops.doors import personal_url, qr_svg
from workshops.forms import TextForm
from workshops.models import Seat, Workshop
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
    response = render(
        request, "phone/page.html", shared | {"live": live, "mode": mode, "mine": mine, "seat": request.seat}
    )
    if request.seat.kind == Seat.Kind.TABLET:
        # Whoever takes the tablet next must not come back to this page with the browser's arrow.
        add_never_cache_headers(response)
    return response


@require_GET
@access.seated
def mine(request, public_id):
    """The personal region: fetched by its phone, never pushed."""
    return render(request, "phone/mine.html", own(request))


def own(request) -> dict:
    """Everything that belongs to one seat on the step that is shown."""
    workshop, seat = request.workshop, request.seat
    shared = surfaces.context(workshop, "phone", seat.group)
    run = shared["run"]
    if run:
        shared |= run.open_step.mine(run, seat)
        shared["own_content"] = run.open_step.template("mine").template.name
    return shared | {"seat": seat, "workshop": workshop}


@require_GET
@access.seated
def seat(request, public_id):
    """My seat: PIN and personal QR for a second device; who I am here, and the way out."""
    link = personal_url(request.seat)
    context = {"seat": request.seat, "workshop": request.workshop, "link": link, "qr": qr_svg(link)}
    return render(request, "phone/seat.html", context)


@require_POST
@access.seated
def park(request, public_id):
    """The parking lot is open beside every stage (R-GEN-2)."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "notes/refused.html", {"form": form}, status=422)
    seat = request.seat

    def verb(workshop: Workshop, changing):
        item = workshop.parked_items.create(text=form.cleaned_data["text"], raised_by=seat)
        changing.touched("parked", item.pk)
        return 201, item.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "phone/parked.html", {"text": form.cleaned_data["text"]}, status=201)
