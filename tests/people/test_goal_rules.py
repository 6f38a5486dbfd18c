"""Each rule of goals where it fires, and where it stays silent."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import gettext, override

from people import rules
from people.models import Goal


def goal_of(**changes) -> Goal:
    values = {"better": "up", "unit": "", "kind": "sum", "last_year": None, "date": date(2026, 12, 31), "owner_id": 1}
    tiers = {"floor": 46, "balance": 50, "sprint": 54, "challenge": 58}
    numbers = {"last_year", *tiers, *(f"quarter_{n}" for n in range(1, 5))}
    given = values | tiers | changes
    return Goal(
        **{
            name: Decimal(str(value)) if name in numbers and value is not None else value
            for name, value in given.items()
        }
    )


def fired(goal: Goal) -> list[tuple[str, str, str | None]]:
    return [(finding.rule, finding.level, finding.field) for finding in goal.findings()]


def quarters(*values) -> dict:
    return dict(zip(("quarter_1", "quarter_2", "quarter_3", "quarter_4"), values, strict=True))


def test_a_good_goal_has_no_findings():
    assert fired(goal_of(last_year=43, **quarters(11, 12, 13, 14))) == []
    assert fired(goal_of(kind="level", last_year=43, **quarters(47, 48, 49, 50))) == []


@pytest.mark.parametrize(
    ("better", "tiers", "field"),
    [
        ("up", (50, 50, 54, 58), "balance"),
        ("up", (46, 50, 49, 58), "sprint"),
        ("up", (46, 50, 54, 54), "challenge"),
        ("down", (46, 50, 40, 30), "balance"),
        ("down", (60, 50, 50, 40), "sprint"),
        ("down", (60, 50, 40, 45), "challenge"),
    ],
)
def test_tiers_out_of_order_are_refused_at_the_tier(better, tiers, field):
    """R-GOAL-1"""
    goal = goal_of(better=better, **dict(zip(("floor", "balance", "sprint", "challenge"), tiers, strict=True)))
    assert [(finding.rule, finding.level, finding.field) for finding in rules.tiers_in_order(goal)] == [
        ("R-GOAL-1", "H", field)
    ]


@pytest.mark.parametrize(
    ("better", "unit", "tiers"),
    [
        ("up", "", (46, 50, 54, 58)),
        ("up", "", (46, 50, 54, None)),
        ("up", "%", (98, 99, 100, 100)),
        ("up", "per cent", (98, 100, 100, 100)),
        ("down", "", (2, 1, 0, 0)),
        ("down", "accidents", (1, 0, 0, None)),
    ],
)
def test_tiers_in_order_pass_also_at_the_natural_end(better, unit, tiers):
    """R-GOAL-1"""
    goal = goal_of(
        better=better, unit=unit, **dict(zip(("floor", "balance", "sprint", "challenge"), tiers, strict=True))
    )
    assert list(rules.tiers_in_order(goal)) == []


@pytest.mark.parametrize(
    ("better", "unit", "value"), [("up", "pieces", 100), ("up", "%", 99), ("down", "%", 100), ("up", "", 0)]
)
def test_equal_tiers_elsewhere_are_refused(better, unit, value):
    """R-GOAL-1"""
    goal = goal_of(
        better=better,
        unit=unit,
        floor=value - 1 if better == "up" else value + 1,
        balance=value,
        sprint=value,
        challenge=None,
    )
    assert [finding.field for finding in rules.tiers_in_order(goal)] == ["sprint"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_year": 46}, "floor"),
        ({"last_year": 47}, "floor"),
        ({"sprint": 51.4}, "sprint"),
        ({"better": "down", "floor": 52, "sprint": 49, "challenge": None}, "sprint"),
        ({"better": "down", "floor": 52, "sprint": 40, "challenge": None, "last_year": 51}, "floor"),
    ],
)
def test_tiers_too_close_are_advised(changes, field):
    """R-GOAL-2"""
    found = [(finding.level, finding.field) for finding in rules.tiers_apart(goal_of(**changes))]
    assert found == [("S", field)]


@pytest.mark.parametrize(
    "changes",
    [
        {"last_year": 45.9},
        {"sprint": 51.5},
        {"last_year": None},
        {"floor": -60, "balance": -50, "sprint": -48.5, "challenge": None},
    ],
)
def test_tiers_apart_pass(changes):
    """R-GOAL-2"""
    assert list(rules.tiers_apart(goal_of(**changes))) == []


@pytest.mark.parametrize(("count", "levels"), [(0, []), (1, ["S"]), (2, []), (5, []), (6, ["S"])])
def test_few_goals_a_year_are_advised(count, levels):
    """R-GOAL-3"""
    assert [finding.level for finding in rules.few_goals([goal_of()] * count)] == levels


@pytest.mark.parametrize(("beside", "levels"), [(6, []), (7, ["H"])])
def test_at_most_7_goals_a_year(beside, levels):
    """R-GOAL-3"""
    assert [finding.level for finding in rules.too_many([goal_of()] * beside)] == levels


def test_a_goal_without_owner_is_refused():
    """R-GOAL-4"""
    assert fired(goal_of(owner_id=None)) == [("R-GOAL-4", "H", "owner")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (quarters(11, 12, 13, 13.7), "quarter_4"),
        (quarters(11, 12, 13, None), "quarter_4"),
        (quarters(None, 20, 20, 10), "quarter_1"),
        ({"kind": "level"} | quarters(47, 48, 49, 49.9), "quarter_4"),
        ({"kind": "level"} | quarters(47, 48, 49, None), "quarter_4"),
        ({"floor": -1, "balance": 0, "sprint": 1} | quarters(0, 0, 0, 0.01), "quarter_4"),
    ],
)
def test_quarters_that_do_not_fit_are_refused(changes, field):
    """R-GOAL-5"""
    found = [(finding.rule, finding.level, finding.field) for finding in rules.quarters_fit(goal_of(**changes))]
    assert found == [("R-GOAL-5", "H", field)]


@pytest.mark.parametrize(
    "changes",
    [
        quarters(11, 12, 13, 14),
        quarters(11, 12, 13, 13.75),
        quarters(11, 12, 13, 14.25),
        quarters(None, None, None, None),
        {"kind": "level"} | quarters(47, 48, 49, 50),
        {"kind": "level"} | quarters(None, None, None, 50),
    ],
)
def test_quarters_that_fit_pass(changes):
    """R-GOAL-5"""
    assert list(rules.quarters_fit(goal_of(**changes))) == []


@pytest.mark.parametrize(
    ("changes", "levels"),
    [
        (quarters(20.1, 10, 10, 9.9), ["S"]),
        (quarters(4.9, 15, 15, 15.1), ["S"]),
        (quarters(20, 5, 12.5, 12.5), []),
        ({"season_note": "Spring festival"} | quarters(2, 18, 15, 15), []),
        ({"kind": "level"} | quarters(1, 2, 3, 50), []),
    ],
)
def test_an_uneven_year_needs_a_note(changes, levels):
    """R-GOAL-5"""
    assert [finding.level for finding in rules.quarters_even(goal_of(**changes))] == levels


def test_goals_that_all_earn_are_advised():
    """R-GOAL-6"""
    earning, growth = goal_of(), goal_of(dimension="growth")
    assert [finding.rule for finding in rules.beyond_earning([earning, earning])] == ["R-GOAL-6"]
    assert list(rules.beyond_earning([earning, growth])) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_finding_says_what_why_and_which_rule(language):
    with override(language):
        what = gettext("The sprint is less than 3 % beyond balance.")
        fix = gettext("Tiers too close to mean anything: move this one further.")
        assert [str(finding) for finding in goal_of(sprint=51).findings()] == [f"{what} {fix} (R-GOAL-2)"]
