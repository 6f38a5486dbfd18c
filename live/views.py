from django.http import HttpResponse

from live import feed
from live.models import Room


def changes(request, room: Room, audience: feed.Audience) -> HttpResponse:
    """What a screen missed since its cursor, in the shape of a pushed frame; the caller has asked who may look."""
    cursor = request.GET.get("since", "")
    number = int(cursor) if cursor.isdecimal() and len(cursor) < 19 else -1
    frame = feed.since(room.pk, audience, number, request.GET.get("epoch", ""))
    return HttpResponse(frame.text(), content_type="application/json", headers={"Cache-Control": "no-store"})
