"""How thanks are shared among groups by usable ideas, by a rule that everybody saw beforehand (R-OS-10, R-OS-12).

Pure arithmetic: the software lists sums, the company pays, and never to persons. Sums are money, `Decimal`;
what lies between two steps is compared as fractions, so that no rounding decides who gets the last one.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

POOL, RATE, NONE = "pool", "rate", "none"
CLASSES = ("feasible", "testable", "thinkable", "pending", "not_considered")
WEIGHTS = dict(zip(CLASSES, (3, 2, 1, 0, 0), strict=True))
RATES = {"feasible": 60, "testable": 30, "thinkable": 10}
MOST_A_GROUP = 500


@dataclass(frozen=True)
class Rule:
    """What was agreed in the circle; `rates` and `most_a_group` speak in mode `rate` alone."""

    budget: Decimal
    step: Decimal = Decimal(10)
    mode: str = POOL
    weights: dict[str, int] = field(default_factory=lambda: dict(WEIGHTS))
    rates: dict[str, int] = field(default_factory=lambda: dict(RATES))
    most_a_group: Decimal = Decimal(MOST_A_GROUP)
    own_topic: bool = False
    cap_per_person: int = 5


@dataclass(frozen=True)
class Idea:
    """An opinion as it earns: `group` is its author's, `home` the one whose topic it is; `author` may be unknown."""

    key: Hashable
    topic: Hashable
    author: Hashable | None
    group: Hashable | None
    home: Hashable | None
    kind: str
    at: datetime | int


@dataclass(frozen=True)
class Reward:
    """What a group gets: its points, the share before it was laid on steps, and the sum to pay."""

    group: Hashable
    points: int
    raw: Fraction
    paid: Decimal


def earning(rule: Rule, ideas: Iterable[Idea]) -> list[Idea]:
    """The ideas that earn (R-OS-10): written by a group at another's topic, of one person the best few a topic."""
    rewarded = [idea for idea in ideas if idea.group is not None and (rule.own_topic or idea.group != idea.home)]
    rewarded.sort(key=lambda idea: (-rule.weights.get(idea.kind, 0), idea.at))
    counted: Counter[tuple[Hashable, Hashable]] = Counter()
    found = []
    for idea in rewarded:
        counted[idea.topic, idea.author] += 1
        if idea.author is None or counted[idea.topic, idea.author] <= rule.cap_per_person:
            found.append(idea)
    return found


def points(rule: Rule, ideas: Iterable[Idea]) -> dict[Hashable, int]:
    """By the key of an idea what it earns for its author's group; one that earns nothing is not in it."""
    worth = {idea.key: rule.weights.get(idea.kind, 0) for idea in earning(rule, ideas)}
    return {key: weight for key, weight in worth.items() if weight}


def rewards(rule: Rule, groups: Sequence[Hashable], ideas: Sequence[Idea]) -> list[Reward]:
    """What each group gets, in the order of the groups (R-OS-12)."""
    kinds: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for idea in earning(rule, ideas):
        kinds[idea.group][idea.kind] += 1
    earned = [sum(rule.weights.get(kind, 0) * count for kind, count in kinds[group].items()) for group in groups]
    feasible = [kinds[group]["feasible"] for group in groups]
    if rule.mode == RATE:
        raw, paid = at_a_rate(rule, [kinds[group] for group in groups], feasible)
    else:
        budget = rule.budget if rule.mode == POOL else Decimal(0)
        raw = in_proportion(budget, [Fraction(each) for each in earned])
        paid = on_steps(raw, budget, rule.step, feasible)
    rows = zip(groups, earned, raw, paid, strict=True)
    return [Reward(group, each, share, sum_paid) for group, each, share, sum_paid in rows]


def at_a_rate(rule: Rule, kinds: list[Counter[str]], feasible: list[int]) -> tuple[list[Fraction], list[Decimal]]:
    """So much an idea, at most so much a group; what the budget does not hold is shared as a pool."""
    asked = [Fraction(sum(rule.rates.get(kind, 0) * count for kind, count in one.items())) for one in kinds]
    amounts = [Fraction(floored(min(each, Fraction(rule.most_a_group)), rule.step)) for each in asked]
    if sum(amounts) <= rule.budget:
        return amounts, [as_money(amount) for amount in amounts]
    raw = in_proportion(rule.budget, amounts)
    return raw, on_steps(raw, rule.budget, rule.step, feasible)


def in_proportion(budget: Decimal, parts: list[Fraction]) -> list[Fraction]:
    whole = sum(parts)
    return [Fraction(budget) * part / whole if whole else Fraction(0) for part in parts]


def on_steps(raw: list[Fraction], budget: Decimal, step: Decimal, feasible: list[int]) -> list[Decimal]:
    """Each share rounded down to a step; the steps left go by largest remainder, then feasible ideas, then order."""
    paid = [floored(share, step) for share in raw]
    left = int((min(Fraction(budget), sum(raw, Fraction(0))) - sum(map(Fraction, paid))) // Fraction(step))
    order = sorted(range(len(raw)), key=lambda at: (Fraction(paid[at]) - raw[at], -feasible[at], at))
    for at in order[:left]:
        paid[at] += step
    return paid


def floored(amount: Fraction, step: Decimal) -> Decimal:
    return (amount // Fraction(step)) * step


def as_money(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / Decimal(amount.denominator)
