"""What is due after a day, and who asks for it: each package says what it knows, the home page lists it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext

from workshops.models import ChecklistItem, Seat, Workshop
from workshops.planning import CHECKLIST

REMEMBERED = timedelta(days=30)
"""How long something stays on the list after its day; what was said about it stands in the documents."""
AHEAD = timedelta(days=100)
PREPARING = timedelta(days=21)
"""From when on the checklist of a day is due."""


class Due(NamedTuple):
    """One thing that somebody looks after until a day; `url` leads to where it is done."""

    day: date
    what: str | Promise
    workshop: Workshop
    url: str
    who: str = ""


Source = Callable[[Workshop, object], Iterable[Due]]
sources: list[Source] = []


def register(source: Source) -> Source:
    """`source(workshop, user)`: what is due there, as far as this login may know it."""
    sources.append(source)
    return source


class Kept(NamedTuple):
    """What became of promises within a year, in numbers and in nobody's name (R-FUP-7)."""

    kept: int = 0
    partly: int = 0
    missed: int = 0

    @property
    def all(self) -> int:
        return self.kept + self.partly + self.missed

    @property
    def share(self) -> int:
        """Hundredths that were kept in full."""
        return round(100 * self.kept / self.all) if self.all else 0


counts: list[Callable[[list[Workshop]], Kept]] = []
"""Each package that knows of promises counts those of these workshops; the home page shows the sum."""


def kept_in(workshops: list[Workshop]) -> Kept:
    return Kept(*map(sum, zip(*(count(workshops) for count in counts), strict=True))) if counts else Kept()


def due_in(workshops: Iterable[Workshop], user) -> list[Due]:
    """Everything within a hundred days, what is overdue first."""
    found = [one for workshop in workshops for source in sources for one in source(workshop, user)]
    return sorted((one for one in found if is_near(one)), key=lambda one: one.day)


def is_near(one: Due) -> bool:
    today = one.workshop.today()
    return today - REMEMBERED <= one.day <= today + AHEAD


def is_after(workshop: Workshop) -> bool:
    """Whether the day was held and its cycle still runs: what comes later belongs to the next one."""
    today = workshop.today()
    was_held = workshop.state in (Workshop.State.CLOSING, Workshop.State.CLOSED)
    return was_held and today <= max(workshop.cycle_end, *workshop.days) + REMEMBERED


@register
def preparation(workshop: Workshop, user) -> Iterator[Due]:
    """What the checklist still asks for, in the three weeks before the day."""
    today = workshop.today()
    is_planned = workshop.state in (Workshop.State.DRAFT, Workshop.State.PREPARED)
    if not (workshop.is_kickoff and is_planned) or not today <= workshop.first_day <= today + PREPARING:
        return
    settled = workshop.checklist.exclude(state=ChecklistItem.State.OPEN).filter(key__in=CHECKLIST).count()
    if count := len(CHECKLIST) - settled:
        what = ngettext("%(count)d thing to prepare", "%(count)d things to prepare", count) % {"count": count}
        yield Due(workshop.first_day, what, workshop, reverse("plan", args=[workshop.public_id]) + "#checklist")


@register
def parked(workshop: Workshop, user) -> Iterator[Due]:
    """What was parked and given to this facilitator (R-GEN-14); a kickoff ticks it off on a page of its own."""
    if workshop.is_kickoff or not is_after(workshop):
        return
    own = answering(workshop, user)
    for item in workshop.parked_items.filter(outcome="assigned", due__isnull=False):
        if item.due and item.owner_id in own:
            yield Due(item.due, item.text, workshop, reverse("documents", args=[workshop.public_id]))


def answering(workshop: Workshop, user) -> set[int | None]:
    """For whom this login answers what was parked: itself; who led the day also where nobody is named."""
    own: set[int | None] = set(workshop.organisation.memberships.filter(user=user).values_list("person", flat=True))
    own -= {None}
    if workshop.facilitator_id == user.pk:
        own |= {None, *workshop.seats.filter(role=Seat.Role.FACILITATOR).values_list("person", flat=True)}
    return own
