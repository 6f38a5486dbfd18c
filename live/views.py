from collections import Counter

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from live import feed, metrics
from live.backup import schema
from live.hub import hub
from live.models import Room
from live.space import free_space
from live.writer import writer


def changes(request, room: Room, audience: feed.Audience) -> HttpResponse:
    """What a screen missed since its cursor, in the shape of a pushed frame; the caller has asked who may look."""
    cursor = feed.cursor_from(request.GET.get("since", ""))
    frame = feed.since(room.pk, audience, cursor, request.GET.get("epoch", ""))
    return HttpResponse(frame.text(), content_type="application/json", headers={"Cache-Control": "no-store"})


@require_GET
def readyz(request):
    """Whether this process may be sent people: its database has this version's schema, and the cache answers."""
    missing = [name for name, answers in {"database": has_schema, "cache": keeps}.items() if not answers()]
    if missing:
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready", "version": settings.VERSION})


def has_schema() -> bool:
    try:
        return schema.is_current()
    except DatabaseError:
        return False


def keeps() -> bool:
    try:
        cache.set("ready", "yes", 10)
        return cache.get("ready") == "yes"
    except Exception:
        return False


@require_GET
def measured(request):
    """Numbers of this process for Prometheus, where the setting METRICS is on; keep them from the outside."""
    if not settings.METRICS:
        raise Http404
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4")


def sockets() -> dict[str, int]:
    return dict.fromkeys(("phone", "projector", "console"), 0) | Counter(
        subscriber.audience.surface for room in list(hub.rooms.values()) for subscriber in list(room.subscribers)
    )


metrics.Gauge("tutti_sockets", "Open sockets of this process.", sockets, "surface")
metrics.Gauge("tutti_rooms", "Rooms with an open socket.", lambda: {"": len(hub.rooms)})
metrics.Gauge("tutti_writer_queue", "Changes that wait for the writer.", lambda: {"": writer.jobs.qsize()})
metrics.Gauge("tutti_free_bytes", "Room left where the data folder lies.", lambda: {"": free_space()})
