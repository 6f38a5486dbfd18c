"""Fist of five: who carries the page how far, what is answered to a low hand, and the mean (R-CONS-3)."""

from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from live import Refused
from people.models import Person
from people.rounding import two_places
from workshops.kickoff.consensus.models import Fist, Page, Stance
from workshops.kickoff.consensus.models.fist import LOW, MOST
from workshops.models import Seat, Workshop
from workshops.stages import Counted

ON_PAPER = "fist"
ENOUGH = Decimal("3.5")


def show(workshop: Workshop, seat: Seat, value: int, reason: str = "") -> Fist:
    """A hand of one's own; showing it again replaces it, and another reason leaves the old reply behind."""
    if Page.of(workshop).hands_are_raised:
        raise Refused(_("Hands are raised in the room: show yours there."), rule="R-CONS-3")
    fist = Fist.objects.filter(seat=seat).first() or Fist(workshop=workshop, seat=seat, value=value)
    if (fist.value, fist.reason) != (value, reason):
        fist.reply, fist.reply_by = "", None
    fist.value, fist.reason, fist.at = value, reason if value <= LOW else "", timezone.now()
    fist.save()
    return fist


def reply(fist: Fist, text: str, by: Person | None = None) -> None:
    fist.reply, fist.reply_by = text, by
    fist.save(update_fields=["reply", "reply_by"])


def count_hands(workshop: Workshop, counts: dict[int, int]) -> None:
    """Hands as the console counted them in the room, or as they stand on paper; typing them again replaces them."""
    for value, count in counts.items():
        workshop.raised_hands.update_or_create(value=value, defaults={"count": count})


def counted_on_paper() -> Counted:
    """How many of a group showed each number on paper; a low one is heard like any other (R-CONS-3)."""
    fingers = [(str(value), str(value)) for value in range(MOST, -1, -1)]
    return Counted(ON_PAPER, _("How far do you carry it?"), fingers, "hands")


def counted(workshop: Workshop) -> dict[int, int]:
    """Hands without a name by their number: counted in the room, or typed a group from paper."""
    found = {one.value: one.count for one in workshop.raised_hands.all()}
    for one in workshop.paper_counts.of(ON_PAPER):
        found[int(one.value)] = found.get(int(one.value), 0) + one.count
    return found


class Bar(NamedTuple):
    value: int
    hands: int


class Hands(NamedTuple):
    """What the wall may show: how often each number, and the mean; nobody's name (R-CONS-10)."""

    bars: list[Bar]
    mean: Decimal | None

    @property
    def shown(self) -> int:
        return sum(bar.hands for bar in self.bars)


def shown_by_writers(workshop: Workshop):
    return workshop.fists.filter(seat__role=Seat.Role.WRITER).select_related("seat__person")


def hands(workshop: Workshop) -> Hands:
    values = [fist.value for fist in shown_by_writers(workshop)]
    raised = counted(workshop)
    bars = [Bar(value, values.count(value) + raised.get(value, 0)) for value in range(MOST, -1, -1)]
    total = sum(bar.value * bar.hands for bar in bars)
    return Hands(bars, two_places(total, sum(bar.hands for bar in bars)))


def low(workshop: Workshop) -> list[Fist]:
    """Who showed 0 or 1: each must be heard."""
    return [fist for fist in shown_by_writers(workshop) if fist.is_low]


def was_heard(fist: Fist) -> bool:
    """Answered here, or the person's own mark was answered in `voice`."""
    answered = Stance.objects.marks().filter(seat=fist.seat, reply__isnull=False)
    return bool(fist.reply) or answered.exists()


def unheard(workshop: Workshop) -> list[Fist]:
    return [fist for fist in low(workshop) if not was_heard(fist)]


class LowHands(NamedTuple):
    """Hands of 0 or 1 without a name: one reply serves all of a number."""

    value: int
    hands: int
    reply: str


def low_hands(workshop: Workshop) -> list[LowHands]:
    replies = dict(workshop.raised_hands.values_list("value", "reply"))
    rows = sorted(counted(workshop).items(), reverse=True)
    return [LowHands(value, count, replies.get(value, "")) for value, count in rows if value <= LOW and count]


def reply_to_hands(workshop: Workshop, value: int, text: str) -> None:
    workshop.raised_hands.update_or_create(value=value, defaults={"reply": text})


def unheard_hands(workshop: Workshop) -> list[LowHands]:
    return [one for one in low_hands(workshop) if not one.reply]
