from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from workshops.gallery.shown import ROOM, SURFACES


@require_GET
def page(request, surface):
    """One surface after the other, below each name what its partial makes of that state."""
    if surface not in SURFACES:
        raise Http404
    around = {"workshop": ROOM, "language": get_language()}
    shown = [(one, render_to_string(one.template, around | one.context, request)) for one in SURFACES[surface]()]
    surfaces = [(one, f"../{one}/") for one in SURFACES]
    return render(request, "gallery/page.html", {"surface": surface, "surfaces": surfaces, "shown": shown})
