"""What the home page says of the days after: dates that come or were missed, promises past their day (R-FUP-7)."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from workshops.due import Due, Kept, answering, is_after
from workshops.kickoff.afterwards.models import PromiseWord
from workshops.kickoff.afterwards.standing import board, dates, points
from workshops.models import Workshop

YEAR = timedelta(days=365)


def next_dates(workshop: Workshop, user) -> Iterator[Due]:
    """The dates after the day that nobody has ticked off yet."""
    for one in dates(workshop) if workshop.is_kickoff and is_after(workshop) else []:
        if one.tick is None:
            url = reverse("after", args=[workshop.public_id]) + "#dates"
            yield Due(one.planned.date, one.planned.what, workshop, url)


def open_points(workshop: Workshop, user) -> Iterator[Due]:
    """Each "later" until it was decided; of the parked topics those that this facilitator answers (R-GEN-14)."""
    if not (workshop.is_kickoff and is_after(workshop)):
        return
    own, url = answering(workshop, user), reverse("after", args=[workshop.public_id]) + "#points"
    for one in points(workshop):
        if one.tick is None and (one.is_decision or (one.who.pk if one.who else None) in own):
            yield Due(one.date, one.text, workshop, url, one.who.name if one.is_decision and one.who else "")


def kept(workshops: list[Workshop]) -> Kept:
    """Promises concluded within a year, each by its last word."""
    words = PromiseWord.objects.filter(commitment__workshop__in=workshops, at__gte=timezone.now() - YEAR)
    last = dict(words.order_by("at", "id").values_list("commitment", "state"))
    counted = Counter(last.values())
    return Kept(*(counted[state] for state in PromiseWord.SETTLED))


def late_promises(workshop: Workshop, user) -> Iterator[Due]:
    """How many promises are past their day, never whose."""
    late = [card for card in board(workshop).cards if card.days_late] if is_after(workshop) else []
    if late:
        what = ngettext("%(count)d promise is past its day", "%(count)d promises are past their day", len(late))
        day = min(card.commitment.due for card in late if card.commitment.due)
        yield Due(day, what % {"count": len(late)}, workshop, reverse("after", args=[workshop.public_id]) + "#board")
