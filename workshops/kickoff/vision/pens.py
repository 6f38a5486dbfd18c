"""Drawing together on screens: the switch of the event, and what the phones of a group do with their pens."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.vision.drawing import KIND, must_draw, stroke_html
from workshops.kickoff.vision.forms import ScreensForm, StrokeForm
from workshops.kickoff.vision.models import Canvas, Stroke
from workshops.kickoff.vision.views import refused
from workshops.surfaces import gone
from workshops.views.planning import changed


@require_POST
@access.facilitated
def choose(request, public_id):
    """Whether groups may draw on screens, for people who are not in the room; as the event is planned, or later."""
    form = ScreensForm(request.POST)

    def verb(workshop):
        workshop.draws_on_screens = form.cleaned_data["on"]
        workshop.save(update_fields=["draws_on_screens"])

    return changed(request, form, verb, "canvas", "screens")


def own_canvas(request, number: int) -> Canvas:
    """The canvas of the seat's own group; another group's is none."""
    return get_object_or_404(request.workshop.canvases.filter(group=request.seat.group), pk=number)


@require_POST
@access.seated
def draw(request, public_id, number):
    """One stroke on the group's canvas: everybody of the group and the wall see it."""
    form, seat, canvas = StrokeForm(request.POST), request.seat, own_canvas(request, number)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        must_draw(workshop, seat)
        is_first = not canvas.strokes.exists()
        stroke = canvas.draw(seat, **form.stroke)
        touch(canvas, stroke.pk, is_first, changing)
        return 201, stroke.pk

    return answer(request, canvas, request.workshop.change(form.sent_key, form.body_hash, verb))


@require_POST
@access.seated
def take_back(request, public_id, number):
    """The own last stroke leaves the canvas; where none is left, nothing changes, and the sheet says so."""
    form, seat, canvas = KeyedForm(request.POST), request.seat, own_canvas(request, number)
    form.full_clean()

    def verb(workshop, changing):
        must_draw(workshop, seat)
        last = canvas.strokes.filter(seat=seat).last()
        if last is None:
            return 200, 0
        stroke = last.pk
        last.delete()
        touch(canvas, stroke, not canvas.strokes.exists(), changing)
        return 200, stroke

    return answer(request, canvas, request.workshop.change(form.sent_key, form.body_hash, verb))


def touch(canvas: Canvas, stroke: int, counts: bool, changing) -> None:
    """Screens show the stroke; the desk looks again where a canvas begins to hold something, or holds nothing."""
    changing.touched(KIND, stroke)
    if counts:
        changing.touched("canvas", canvas.pk)


def answer(request, canvas: Canvas, outcome) -> HttpResponse:
    """The stroke of this key as it stands now; a page without script is shown again."""
    if not request.headers.get("X-Requested-With"):
        return redirect("phone", request.workshop.public_id)
    stroke = Stroke.objects.select_related("canvas").filter(pk=int(outcome.ref)).first()
    html = stroke_html(stroke) if stroke else gone(f"stroke-{outcome.ref}")
    said = {"canvas": canvas.pk, "none_left": not int(outcome.ref)}
    return HttpResponse(html + render_to_string("vision/pad_said.html", said), status=outcome.status)
