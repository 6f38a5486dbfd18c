"""Rules that speak up: a finding says what, why, about which object, and carries the fix that one tap does.

A rule is a finding (here), a guard (it raises `live.Refused`) or a promise (only a test can show it).
Levels: H stops the room, O asks for a reason that is kept and printed, S only advises.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from workshops.models import StageRun

STOP, ASK, ADVISE = "H", "O", "S"
Read = TypeVar("Read")


class Fix(NamedTuple):
    """One tap that mends it: what the button says, and where it posts or leads."""

    label: str
    url: str
    fields: dict[str, str] = {}
    method: str = "post"

    @classmethod
    def at(cls, place: str, label: str = "") -> "Fix":
        """The way to what mends it on the same page; the desk unfolds the place."""
        return cls(label or _("Show it"), f"#{place}", method="get")


@dataclass(frozen=True)
class Finding:
    """Something a rule noticed. `what` says the state, `why` the reason behind the rule, in the reader's language."""

    rule: str
    level: str
    what: str
    why: str = ""
    fixes: tuple[Fix, ...] = field(default=())
    about: str = ""

    @property
    def state(self) -> str:
        return {STOP: "stop", ASK: "ask"}.get(self.level, "look")


Check = Callable[["StageRun"], Iterator[Finding]]


class Rule(NamedTuple):
    id: str
    level: str
    stage: str
    step: str
    check: Check


rules: dict[tuple[str, str], list[Rule]] = defaultdict(list)


def rule(id: str, level: str, stage: str, *steps: str) -> Callable[[Check], Check]:
    """Check this before the room leaves one of the steps forward; without steps, when the stage is locked."""

    def registered(check: Check) -> Check:
        for step in steps or ("",):
            rules[stage, step].append(Rule(id, level, stage, step, check))
        return check

    return registered


def findings(run: "StageRun", locks: bool) -> list[Finding]:
    """What the rules of the open step say now, and those of the stage when leaving this step locks it."""
    asked: Iterable[Rule] = rules[run.kind, run.step] + (rules[run.kind, ""] if locks else [])
    return findings_of(asked, run)


def findings_of(asked: Iterable[Rule], run: "StageRun") -> list[Finding]:
    """What these rules say of a stage, the hardest first."""
    looked_at = copy(run)
    looked_at.seen = {}
    found = [finding for rule in asked for finding in rule.check(looked_at)]
    return sorted(found, key=lambda finding: (STOP, ASK, ADVISE).index(finding.level))


def seen(run: "StageRun", read: Callable[["StageRun"], Read]) -> Read:
    """`read(run)`, done once for all rules that look at a stage in one go; outside of that each time."""
    if run.seen is None:
        return read(run)
    if read not in run.seen:
        run.seen[read] = read(run)
    return run.seen[read]
