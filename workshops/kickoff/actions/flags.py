"""What the desk marks beside a row, so that nobody has to read all of them."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.words import counts_activity


class Flag(NamedTuple):
    rule: str
    label: str
    kind: str
    icon: str


def flags(action: KeyAction, step: str, limit: Decimal | None, stale: frozenset[str] = frozenset()) -> list[Flag]:
    """The flags of one row; before the cross-check only those that a draft should not have."""
    found = text_flags(action)
    if action.key in stale:
        found.append(Flag("R-GEN-5", _("Check again"), "warn", "eye"))
    if action.budget_state == KeyAction.Budget.ASKED and limit is not None and action.budget > limit:
        found.append(Flag("R-PREP-6", _("Above limit"), "bad", "coin"))
    if action.doubts:
        found.append(Flag("R-ACT-7", _("Doubts: %(count)d") % {"count": action.doubts}, "warn", "alert"))
    if step != "draft":
        found += answer_flags(action)
    return found


def answer_flags(action: KeyAction) -> list[Flag]:
    found = []
    if action.owner is None:
        found.append(Flag("R-ACT-1", _("Nobody"), "bad", "person"))
    elif action.accepted_at is None:
        found.append(Flag("R-ACT-1", _("Waiting"), "warn", "clock"))
    if not action.is_measured:
        found.append(Flag("R-ACT-3", _("No number"), "warn", "target"))
    if not (action.source and action.source_by_id):
        found.append(Flag("R-ACT-3", _("No source"), "warn", "search"))
    return found


def text_flags(action: KeyAction) -> list[Flag]:
    """What the words alone show when a row is typed."""
    if counts_activity(action.measure):
        return [Flag("R-ACT-8", _("Activity only"), "warn", "eye")]
    return []
