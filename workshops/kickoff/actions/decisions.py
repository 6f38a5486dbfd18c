"""Yes, no or later: what is granted is checked against the envelope in the same transaction (R-PREP-6)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from live import Refused
from people.models import Person
from workshops.models import Decision, EnvelopeLine, Workshop

YES, NO, LATER = Decision.Outcome.YES, Decision.Outcome.NO, Decision.Outcome.LATER
OTHER, MONEY = EnvelopeLine.Kind.OTHER, EnvelopeLine.Kind.MONEY


@transaction.atomic
def decide(
    workshop: Workshop,
    topic: str,
    outcome: str,
    *,
    line: EnvelopeLine | None = None,
    amount: Decimal | None = None,
    posts: int | None = None,
    existing_budget: str = "",
    by: Person | None = None,
    own_tap: bool = True,
    by_date: date | None = None,
    by_person: Person | None = None,
    stage: str = "actions",
    instead_of: Decision | None = None,
) -> Decision:
    """One decision with its line, kept or changed; call it inside a change of the room.

    `by` decides; typed in by somebody else (`own_tap` false), a yes on a line of kind other stays without
    `decided_by` until the decision maker's own tap (R-PREP-9). Raises `Refused`, and then keeps nothing.
    """
    decision = instead_of or Decision(workshop=workshop)
    if instead_of:
        # What it granted so far is free again before the sum is asked.
        Decision.objects.filter(pk=instead_of.pk).update(outcome=NO)
    if amount is not None and amount < 0:
        raise Refused(_("An amount is 0 or more."), rule="R-ACT-4", status=422)
    # A form knows the line as it was before the room's lock was held: it may have been raised or replaced since.
    line = workshop.envelope.filter(pk=line.pk).first() if line else None
    if outcome == YES:
        must_be_covered(line, amount, posts, existing_budget)
    if outcome == LATER and not (by_date and by_person):
        raise Refused(_("“Later” needs a date and a person who will decide."), rule="R-PREP-6", status=422)
    waits_for_own_tap = outcome == YES and line is not None and line.kind == OTHER and not own_tap
    decision.topic, decision.outcome, decision.envelope = topic, outcome, line
    decision.amount, decision.posts, decision.from_existing_budget = amount, posts, existing_budget
    decision.decided_by = None if waits_for_own_tap else by
    decision.by_date, decision.by_person = (by_date, by_person) if outcome == LATER else (None, None)
    decision.stage, decision.at = stage, timezone.now()
    decision.save()
    return decision


def must_be_covered(line: EnvelopeLine | None, amount: Decimal | None, posts: int | None, existing_budget: str) -> None:
    """Guards R-PREP-6 and R-ACT-4: a yes names its line, money comes from a line of money, and no line is exceeded."""
    if line is None:
        raise Refused(_("Say which line of the envelope it comes from, or say “later”."), rule="R-PREP-6", status=422)
    if amount and line.kind != MONEY:
        raise Refused(_("Money comes from a line of money. Choose that line, or say “later”."), rule="R-ACT-4")
    line.must_hold(amount, posts, existing_budget)


def own_taps(workshop: Workshop) -> models.QuerySet[Decision]:
    """Each yes that somebody typed in and that waits for the decision maker's own tap (R-PREP-9)."""
    return workshop.decisions.filter(outcome=YES, envelope__kind=OTHER, decided_by=None)


def tap_own(workshop: Workshop, number: int, person: Person | None) -> Decision:
    """The decision maker's own tap "inside what I may decide" (R-PREP-9); what was decided keeps who and when."""
    somebody = must_be_known(person, "R-PREP-9")
    decision = own_taps(workshop).filter(pk=number).first()
    if decision is None:
        raise Refused(_("This decision does not wait for a tap now. Look at the page as it is now."), rule="R-PREP-9")
    decision.decided_by, decision.at = somebody, timezone.now()
    decision.save(update_fields=["decided_by", "at"])
    return decision


def must_be_known(person: Person | None, rule: str) -> Person:
    """What is decided carries a name: a seat without a person decides nothing."""
    if person is None:
        raise Refused(_("Ask the facilitator to put you on the roster first."), rule=rule, status=403)
    return person


def raise_line(line: EnvelopeLine, person: Person | None, field: str, value: Decimal, reason: str) -> None:
    """Whoever fixed a line raises it by the own tap, with a reason; the old value stays readable (R-PREP-6)."""
    if line.decided_by != must_be_known(person, "R-PREP-6"):
        raise Refused(_("Only %(name)s may raise this line.") % {"name": line.decided_by}, rule="R-PREP-6", status=403)
    old = getattr(line, field)
    if old is None or value <= old:
        raise Refused(_("A line is only raised: write more than it holds now."), rule="R-PREP-6", status=422)
    line.raises.create(field=field, old=old, new=value, reason=reason, by=person)
    setattr(line, field, int(value) if field == "posts" else value)
    line.save(update_fields=[field])


class Purse(NamedTuple):
    """The money of a day, over all its lines of money."""

    total: Decimal
    granted: Decimal
    later: Decimal
    asked: Decimal
    limit: Decimal | None
    currency: str

    @property
    def left(self) -> Decimal:
        return self.total - self.granted

    @property
    def granted_share(self) -> int:
        return share(self.granted, self.total)

    @property
    def asked_share(self) -> int:
        return min(share(self.asked, self.total), 100 - self.granted_share)


def share(part: Decimal, whole: Decimal) -> int:
    """Whole percent for a bar."""
    return max(0, min(100, round(100 * part / whole))) if whole else 0


def purse(workshop: Workshop) -> Purse:
    lines = workshop.envelope.filter(kind=MONEY)
    limits = [line.per_item for line in lines if line.per_item is not None]
    decided = workshop.decisions.filter(envelope__kind=MONEY)
    return Purse(
        total=lines.aggregate(sum=Sum("total"))["sum"] or Decimal(0),
        granted=decided.filter(outcome=YES).aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        later=decided.filter(outcome=LATER).aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        asked=workshop.actions.undecided().asked_in_all(),
        limit=max(limits, default=None),
        currency=next((line.currency for line in lines if line.currency), workshop.organisation.currency),
    )
