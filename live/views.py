from django.http import HttpResponse

from live import feed
from live.models import Room


def changes(request, room: Room, audience: feed.Audience) -> HttpResponse:
    """What a screen missed since its cursor, in the shape of a pushed frame; the caller has asked who may look."""
    cursor = feed.cursor_from(request.GET.get("since", ""))
    frame = feed.since(room.pk, audience, cursor, request.GET.get("epoch", ""))
    return HttpResponse(frame.text(), content_type="application/json", headers={"Cache-Control": "no-store"})
