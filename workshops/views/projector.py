from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from live.feed import Audience
from live.models import Room
from live.views import changes as live_changes
from workshops import access, surfaces
from workshops.views.screens import live_attributes


@require_GET
def wall(request, public_id):
    """The projector (R-ROLE-5): read-only, opened by its link, a seat or a login; `?group=` shows one group's wall."""
    workshop = access.workshop_or_404(public_id)
    group = workshop.letter(request.GET.get("group", ""))
    if access.knows_wall(request.GET.get("key", ""), workshop):
        response = redirect(request.path + (f"?group={group}" if group else ""))
        access.remember_wall(response, workshop, request.is_secure())
        return response
    if not access.may_watch_wall(request.COOKIES, request.user, workshop):
        return render(request, "errors/no_wall.html", {"workshop": workshop}, status=403)
    audience = Audience("projector", group, get_language() or "en")
    live = live_attributes(workshop, audience)
    return render(request, "projector/page.html", surfaces.surface_context(workshop, audience) | {"live": live})


@require_GET
def changes(request, public_id):
    """What a screen missed: the same text that was pushed; a stable address, other clients rely on it."""
    room = get_object_or_404(Room, public_id=public_id, kind="workshop")
    scope = {"cookies": request.COOKIES, "user": request.user}
    wish = {"language": get_language() or "en"} | request.GET.dict()
    audience = surfaces.WorkshopRenderer().admit(scope, room, wish)
    if audience is None:
        raise Http404
    return live_changes(request, room, audience)
