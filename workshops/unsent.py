"""Which seats hold notes that have not reached the room, as their phones say: for the console, in the cache alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from workshops.models import Seat, Workshop

KEPT = timedelta(hours=12)


@dataclass
class Waiting:
    """What waits on one phone: how many notes, and since when."""

    seat: Seat
    count: int
    since: datetime


def name(pk: int) -> str:
    return f"unsent-{pk}"


def tell(pk: int, count: int) -> bool:
    """Keep what the phone of this seat said; whether that is news. Each phone says it once it is back: no database."""
    before = cache.get(name(pk))
    if count == (before["count"] if before else 0):
        return False
    if count:
        since = before["since"] if before else timezone.now()
        cache.set(name(pk), {"count": count, "since": since}, KEPT.total_seconds())
    else:
        cache.delete(name(pk))
    return True


def of(workshop: Workshop) -> list[Waiting]:
    """The seats with something unsent, those first that wait longest."""
    told = {name(pk): pk for pk in workshop.seats.values_list("pk", flat=True)}
    waiting = {told[key]: said for key, said in cache.get_many(told).items()}
    seats = workshop.seats.select_related("person").in_bulk(waiting)
    found = [Waiting(seats[pk], **said) for pk, said in waiting.items() if pk in seats]
    return sorted(found, key=lambda one: (one.since, one.seat.pk))
