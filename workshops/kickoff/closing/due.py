from collections.abc import Iterator

from django.urls import reverse

from workshops.due import Due, is_after
from workshops.kickoff.closing.dates import planned
from workshops.models import Workshop
from workshops.shelves import today_at


def next_dates(workshop: Workshop, user) -> Iterator[Due]:
    """The dates of §4.13 that are still to come; nobody ticks them off, so what is past is not overdue."""
    for one in planned(workshop) if workshop.is_kickoff and is_after(workshop) else []:
        if one.date >= today_at(workshop):
            yield Due(one.date, one.what, workshop, reverse("documents", args=[workshop.public_id]))
