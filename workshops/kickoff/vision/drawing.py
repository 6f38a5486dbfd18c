"""The sheet that a group draws on together on screens, where the event does: what is asked, and what shows."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from live import Refused
from live.feed import Audience
from workshops.kickoff.vision.models import Canvas, Stroke
from workshops.models import Seat, StageRun, Workshop
from workshops.surfaces import gone

VERB = "canvas.draw"
KIND = "stroke"


def sheet_of(workshop: Workshop, group) -> Canvas | None:
    """The canvas that the phones of this group draw on; `None` where the event draws on paper alone."""
    if not workshop.draws_on_screens:
        return None
    return next((one for one in Canvas.in_use(workshop) if one.group == group), None)


def must_draw(workshop: Workshop, seat: Seat) -> None:
    """Raises `Refused` unless the open step lets this seat draw, in an event that draws on screens."""
    workshop.must_allow(VERB, seat)
    if not workshop.draws_on_screens:
        raise Refused(_("This event draws on paper. Take a pen, or tell your picture in words."), rule="R-GEN-2")


def stroke_html(stroke: Stroke) -> str:
    return render_to_string("vision/stroke.html", {"stroke": stroke})


def element(run: StageRun, audience: Audience, ref: str) -> str:
    """One stroke as it stands now, on the screens of its own group and on walls that show it."""
    stroke = Stroke.objects.select_related("canvas__group").filter(canvas__workshop=run.workshop, pk=ref).first()
    if stroke is None or not run.workshop.draws_on_screens:
        return gone(f"stroke-{ref}")
    letter = stroke.canvas.group.letter if stroke.canvas.group else ""
    sees_all = audience.surface == "projector" and not audience.group
    return stroke_html(stroke) if sees_all or audience.group == letter else ""


def hang_all(workshop: Workshop) -> None:
    """The room goes on: what was drawn hangs as a picture wherever photos hang."""
    for canvas in Canvas.in_use(workshop) if workshop.draws_on_screens else ():
        if canvas.strokes.exists():
            canvas.hang_drawing()
