"""What stands on which stage: reopening one marks what was made from it as "check again" (R-GEN-5).

A ritual says in its `ready()` what it keeps that depends on earlier stages; a mark is a row that goes when the object
is saved (`forget`) or by one tap, "still right". It deletes nothing and stops nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from live import Refused
from workshops import stages
from workshops.coaching import ADVISE, Finding, Fix

if TYPE_CHECKING:
    from workshops.models import Workshop

RULE = "R-GEN-5"
MOST_NAMES = 3


def nothing_against_it(workshop: "Workshop") -> None:
    """Most marks go by a tap, whatever changed."""


class Dependant(NamedTuple):
    """A kind of object that stands on stages. `names` gives reference → what people call it, for all there are now.

    `must_hold` may refuse the tap "still right" where a look alone is not enough.
    """

    kind: str
    label: str | Promise
    stages: frozenset[str]
    names: Callable[["Workshop"], dict[str, str]]
    must_hold: Callable[["Workshop"], None]


dependants: dict[str, Dependant] = {}


def register(
    kind: str,
    label: str | Promise,
    on: Iterable[str],
    names: Callable[["Workshop"], dict[str, str]],
    must_hold: Callable[["Workshop"], None] = nothing_against_it,
) -> None:
    dependants[kind] = Dependant(kind, label, frozenset(on), names, must_hold)


def mark(workshop: "Workshop", stage: str) -> None:
    """A stage was reopened, or a figure of it corrected: whatever stands on it is to be looked at again."""
    for one in dependants.values():
        if stage in one.stages:
            for ref in one.names(workshop):
                workshop.stale.get_or_create(kind=one.kind, ref=ref, cleared_at=None, defaults={"because": stage})


def forget(workshop: "Workshop", kind: str, ref="") -> None:
    """The object was saved after a look: its mark goes."""
    workshop.stale.filter(kind=kind, ref=str(ref)).clear()


def still_right(workshop: "Workshop", user, kind: str) -> bool:
    """ "Still right": the facilitator's tap for all marks of a kind; whether there were any.

    Raises `Refused` where a look is not enough."""
    if kind in dependants:
        dependants[kind].must_hold(workshop)
    cleared = bool(workshop.stale.filter(kind=kind).clear(user))
    if cleared:
        workshop.log("still right", user=user, subject=kind, rule=RULE)
    return cleared


def is_stale(workshop: "Workshop", kind: str, ref="") -> bool:
    return workshop.stale.standing().filter(kind=kind, ref=str(ref)).exists()


def findings(workshop: "Workshop") -> Iterator[Finding]:
    """One card a kind: what to look at again, because of which stage, and the tap "still right"."""
    marks = list(workshop.stale.standing())
    for one in dependants.values():
        own = [mark for mark in marks if mark.kind == one.kind]
        if own:
            yield Finding(
                RULE,
                ADVISE,
                _("Check again: %(what)s.") % {"what": told(one, workshop, [mark.ref for mark in own])},
                _("“%(stage)s” has changed since.") % {"stage": stages.get(own[0].because).title},
                taps(one, workshop),
                about=own[0].ref,
            )


def taps(one: Dependant, workshop: "Workshop") -> tuple[Fix, ...]:
    """ "Still right", where the tap would be taken."""
    try:
        one.must_hold(workshop)
    except Refused:
        return ()
    return (Fix(_("Still right"), reverse("still_right", args=[workshop.public_id, one.kind])),)


def told(one: Dependant, workshop: "Workshop", refs: list[str]) -> str:
    """The kind, and up to three of its objects by name."""
    names = one.names(workshop)
    some = [names[ref] for ref in refs if names.get(ref)][:MOST_NAMES]
    more = f" + {len(refs) - len(some)}" if some and len(refs) > len(some) else ""
    return f"{one.label}{' · ' if some else ''}{', '.join(some)}{more}"
