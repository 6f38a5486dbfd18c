"""What is asked of goals, one function a rule id; each yields what is wrong and how to mend it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from people.number import plain

MOST_GOALS = 7
TOLERANCE = Decimal("0.005")
APART = Decimal("0.03")
QUARTER_SHARE = Decimal("0.1"), Decimal("0.4")
PER_CENT = "%", "％", "percent", "per cent", "百分"


class Finding(NamedTuple):
    """`level` H refuses, S advises; `field` is the input to mend, or none where it is about several."""

    rule: str
    level: str
    what: str
    fix: str
    field: str | None = None

    def __str__(self):
        return f"{self.what} {self.fix} ({self.rule})"


def tier_name(tier: str) -> str:
    return {
        "floor": pgettext("tier", "floor"),
        "balance": pgettext("tier", "balance"),
        "sprint": pgettext("tier", "sprint"),
        "challenge": pgettext("tier", "challenge"),
    }[tier]


def figure_name(figure: str) -> str:
    """A figure of a goal as people call it: last year, one of its tiers, or a quarter."""
    if figure == "last_year":
        return pgettext("figure", "last year")
    if figure.startswith("quarter_"):
        return _("quarter %(number)s") % {"number": figure[-1]}
    return tier_name(figure)


def natural_end(goal) -> Decimal | None:
    """Where a measure cannot get better: nothing at all, or a hundred per cent."""
    if goal.better == "down":
        return Decimal(0)
    return Decimal(100) if any(sign in goal.unit.casefold() for sign in PER_CENT) else None


def tiers_in_order(goal) -> Iterator[Finding]:
    """R-GOAL-1 H: strictly ordered; at the natural end of its measure a tier may equal the one before."""
    sign = 1 if goal.better == "up" else -1
    for (before, low), (tier, high) in zip(goal.tiers, goal.tiers[1:], strict=False):
        if sign * high > sign * low or high == low == natural_end(goal):
            continue
        names = {"tier": tier_name(tier), "high": plain(high), "before": tier_name(before), "low": plain(low)}
        if sign > 0:
            what, fix = (
                _("%(tier)s %(high)s is not above %(before)s %(low)s."),
                _("Let each tier be higher than the last."),
            )
        else:
            what, fix = (
                _("%(tier)s %(high)s is not below %(before)s %(low)s."),
                _("Let each tier be lower than the last."),
            )
        yield Finding("R-GOAL-1", "H", capfirst(what % names), fix, tier)


def tiers_apart(goal) -> Iterator[Finding]:
    """R-GOAL-2 S: the floor beats last year, and the sprint lies at least 3 % beyond balance."""
    sign = 1 if goal.better == "up" else -1
    fix = _("Tiers too close to mean anything: move this one further.")
    if goal.last_year is not None and sign * goal.floor <= sign * goal.last_year:
        what = _("The floor %(floor)s is not better than last year’s %(last)s.")
        yield Finding("R-GOAL-2", "S", what % {"floor": plain(goal.floor), "last": plain(goal.last_year)}, fix, "floor")
    if sign * (goal.sprint - goal.balance) < APART * abs(goal.balance):
        yield Finding("R-GOAL-2", "S", _("The sprint is less than 3 % beyond balance."), fix, "sprint")


def one_owner(goal) -> Iterator[Finding]:
    """R-GOAL-4 H: exactly one accountable person."""
    if goal.owner_id is None:
        yield Finding("R-GOAL-4", "H", _("Nobody answers for this goal yet."), _("Name one person."), "owner")


def quarters_fit(goal) -> Iterator[Finding]:
    """R-GOAL-5 H: quarters of a sum add up to balance (0.5 %), a level reaches it in the fourth; none is fine too."""
    given = [quarter for quarter in goal.quarters if quarter is not None]
    if not given:
        return
    names = {"balance": plain(goal.balance)}
    if goal.kind == "level":
        if goal.quarter_4 != goal.balance:
            what = _("The fourth quarter is %(last)s, the balance value %(balance)s.")
            fix = _("A level ends at its balance value: make the two equal.")
            yield Finding("R-GOAL-5", "H", what % (names | {"last": plain(goal.quarter_4) or "–"}), fix, "quarter_4")
    elif len(given) < 4:
        missing = f"quarter_{goal.quarters.index(None) + 1}"
        fix = _("Fill in all four, 0 where nothing is planned, or none.")
        yield Finding("R-GOAL-5", "H", _("Not every quarter has a value."), fix, missing)
    elif abs(sum(given) - goal.balance) > TOLERANCE * abs(goal.balance):
        what = _("The quarters add up to %(sum)s, the balance value is %(balance)s.")
        fix = _("Change a quarter, or the balance value.")
        yield Finding("R-GOAL-5", "H", what % (names | {"sum": plain(sum(given))}), fix, "quarter_4")


def quarters_even(goal) -> Iterator[Finding]:
    """R-GOAL-5 S: a quarter above 40 % or below 10 % has a season note."""
    if goal.kind != "sum" or goal.season_note or not goal.balance or None in goal.quarters:
        return
    low, high = QUARTER_SHARE
    for number, quarter in enumerate(goal.quarters, start=1):
        if not low <= quarter / goal.balance <= high:
            what = _("Quarter %(number)d carries %(share)d %% of the year.")
            share = {"number": number, "share": round(100 * quarter / goal.balance)}
            yield Finding("R-GOAL-5", "S", what % share, _("Say why in the season note."), "season_note")


def too_many(others) -> Iterator[Finding]:
    """R-GOAL-3 H: at most 7 goals a year; `others` are those of the year beside the one at hand."""
    if len(others) >= MOST_GOALS:
        what = _("This year has %(count)d goals already, and at most 7 are kept.") % {"count": len(others)}
        yield Finding("R-GOAL-3", "H", what, _("Join two of them, or choose another year."), "date")


def few_goals(goals) -> Iterator[Finding]:
    """R-GOAL-3 S: 2 to 5 goals a year."""
    if goals and not 2 <= len(goals) <= 5:
        what = _("2 to 5 goals a year are remembered; here there are %(count)d.") % {"count": len(goals)}
        yield Finding("R-GOAL-3", "S", what, _("What matters most?"))


def beyond_earning(goals) -> Iterator[Finding]:
    """R-GOAL-6 S: not all goals in dimension earning."""
    if goals and all(goal.dimension == "earning" for goal in goals):
        yield Finding("R-GOAL-6", "S", _("All goals are about earning."), _("What makes next year possible?"))


OF_ONE_GOAL = (tiers_in_order, tiers_apart, one_owner, quarters_fit, quarters_even)
OF_A_YEAR = (few_goals, beyond_earning)
