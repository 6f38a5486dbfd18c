"""An event that is not held, or is over for good: cancelled, called back, archived, deleted."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from live import Refused
from signing.models import Document

# Speaks of the workshop that it becomes a part of, which a type checker cannot see from here.
Ground: Any = object

still_needed: list[Callable[[Any], str]] = []
"""Packages say here what an archived event would break, in the reader's language; "" for nothing."""


class PutAway(Ground):
    """Verbs of a workshop about leaving the shelf of the living; each is logged."""

    state: Any
    cancelled_at: Any

    @property
    def is_put_away(self) -> bool:
        return self.state in (self.State.CANCELLED, self.State.ARCHIVED)

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def may_be_cancelled(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.PREPARED, self.State.LIVE)

    @property
    def may_be_archived(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def still_needs(self) -> str:
        """Why it is not archived yet; "" when nobody waits for it any more."""
        return next(filter(None, (asked(self) for asked in still_needed)), "")

    def must_be_at_hand(self) -> None:
        """Raises `Refused` (410): nothing is written into an event that was put away; all of it stays readable."""
        if self.is_cancelled:
            raise Refused(_("This event is cancelled. The facilitator can call it back on the plan."), status=410)
        if self.is_put_away:
            raise Refused(_("This event is archived. Take it out of the archive on the plan first."), status=410)

    def cancel(self, changing, user, reason: str) -> None:
        """Not held, or not to its end: doors, phones and wall say so, nothing can be posted, all of it stays."""
        self.must_be_led_by(user)
        if not self.may_be_cancelled:
            raise Refused(_("The day was held to its end. Close it; what is closed can be archived."))
        if self.current and self.current.is_open:
            self.current.pause(changing)
        self.cancelled_from, self.cancelled_reason, self.cancelled_at = self.state, reason, timezone.now()
        self.save(update_fields=["cancelled_from", "cancelled_reason", "cancelled_at"])
        self.log("cancelled", user=user, reason=reason)
        self.become(self.State.CANCELLED)
        changing.touched("step")

    def call_back(self, changing, user) -> None:
        """As it stood when it was cancelled; a stage that was open waits, paused, for *Resume*."""
        self.must_be_led_by(user)
        if not self.is_cancelled:
            raise Refused(_("This event is not cancelled."))
        self.become(self.cancelled_from or self.State.PREPARED)
        self.cancelled_from, self.cancelled_reason, self.cancelled_at = "", "", None
        self.save(update_fields=["cancelled_from", "cancelled_reason", "cancelled_at"])
        self.log("called back", user=user)
        changing.touched("step")

    def archive(self, changing, user) -> None:
        """Read only, listed apart; only what was closed, and while nobody waits for it any more."""
        if not self.may_be_archived:
            raise Refused(_("Only a closed event is archived. Close it on the console first."))
        if waits := self.still_needs:
            raise Refused(waits)
        self.log("archived", user=user)
        self.become(self.State.ARCHIVED)
        changing.touched("step")

    def take_out(self, changing, user) -> None:
        """Out of the archive: closed as before."""
        if self.state != self.State.ARCHIVED:
            raise Refused(_("This event is not archived."))
        self.log("took out of the archive", user=user)
        self.become(self.State.CLOSED)
        changing.touched("step")

    # ---- for good ---------------------------------------------------------------------------------

    @property
    def may_be_deleted(self) -> bool:
        return self.is_rehearsal or self.state in (self.State.DRAFT, self.State.CANCELLED)

    def must_be_deletable(self) -> None:
        """Guard: a draft, a rehearsal, or what was cancelled; never where something is signed or fixed."""
        if not self.may_be_deleted:
            raise Refused(_("Only a draft, a rehearsal or a cancelled event is deleted. Cancel it first."))
        if not self.is_rehearsal and self.frozen_documents().exists():
            told = _("A text of this event is fixed or signed, so the event stays. It is listed under “cancelled”.")
            raise Refused(told)

    def frozen_documents(self):
        """What was frozen here: the statement by the room's name, sheets and promises by what follows it."""
        mine = Document.objects.filter(organisation=self.organisation)
        return mine.filter(subject=self.public_id) | mine.filter(subject__startswith=f"{self.public_id}:")

    def losses(self) -> dict[str, int]:
        """What would be gone with it."""
        return {
            "people": self.seats.exclude(role="paper").count(),
            "notes": self.notes.count(),
            "pictures": self.pictures.count(),
        }
