"""The desk takes down single strokes of a drawing, or all of one hand, and hangs them again; it learns of nobody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from workshops import access
from workshops.kickoff.vision.desk import must_be_in_vision
from workshops.kickoff.vision.drawing import KIND
from workshops.kickoff.vision.forms import TakeDownForm
from workshops.kickoff.vision.models import Canvas, Stroke
from workshops.views.screens import desk

LATEST = 24
"""Strokes on the page, the newest first: what has just been drawn is what somebody wants to take down."""


@require_GET
@access.facilitated
def page(request, public_id, number):
    """The sheet as it hangs, its latest strokes one by one, and what was taken down."""
    canvas = get_object_or_404(request.workshop.canvases.select_related("group"), pk=number)
    strokes = list(canvas.strokes.all())
    down = Stroke.kept.filter(canvas=canvas, taken_down_at__isnull=False).order_by("-taken_down_at", "-pk")
    shared = {"workshop": request.workshop, "canvas": canvas, "strokes": strokes, "taken_down": down}
    latest = {"latest": strokes[: -LATEST - 1 : -1]}
    return render(request, "vision/taking_down.html", shared | latest | desk("run", request.workshop))


@require_POST
@access.facilitated
def take_down(request, public_id, number):
    """One stroke, or with `hand` all that the same hand drew on this canvas."""
    return changed(request, number, True)


@require_POST
@access.facilitated
def hang_again(request, public_id, number):
    """One stroke that was taken down, or with `hand` all of that hand (R-GEN-21)."""
    return changed(request, number, False)


def changed(request, number: int, goes: bool) -> HttpResponse:
    stroke = get_object_or_404(Stroke.kept, canvas__workshop=request.workshop, pk=number)
    form, user = TakeDownForm(request.POST), request.user
    form.must_be_valid()

    def verb(workshop, changing):
        must_be_in_vision(workshop)
        canvas = workshop.canvases.get(pk=stroke.canvas_id)
        for one in meant(stroke, form.cleaned_data["hand"]).filter(taken_down_at__isnull=goes):
            one.taken_down_at = timezone.now() if goes else None
            one.save(update_fields=["taken_down_at"])
            changing.touched(KIND, one.pk)
        workshop.log(
            "took strokes down" if goes else "hung strokes again", user=user, subject=stroke.pk, rule="R-GEN-4"
        )
        hang_anew(canvas)
        changing.touched("canvas", canvas.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("vision_strokes", request.workshop.public_id, stroke.canvas_id)


def meant(stroke: Stroke, whole_hand: bool):
    """Nobody's strokes are of no hand: of these it is one at a time."""
    if whole_hand and stroke.seat_id:
        return Stroke.kept.filter(canvas=stroke.canvas_id, seat=stroke.seat_id)
    return Stroke.kept.filter(pk=stroke.pk)


def hang_anew(canvas: Canvas) -> None:
    """Where the drawing hangs as a picture already, it hangs as it is now."""
    if canvas.hung.filter(is_drawing=True).exists() and canvas.strokes.exists():
        canvas.hang_drawing()
