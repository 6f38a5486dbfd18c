"""R-OS-10 and R-OS-12: what earns, and how a budget is shared among groups."""

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from openspace.rewards import CLASSES, Idea, Rule, earning, points, rewards

EXAMPLE = json.loads((Path(__file__).parents[2] / "examples" / "openspace.json").read_text(encoding="utf-8"))
GROUPS = ("A", "B", "C", "D")


def idea(key, group="A", kind="feasible", home="Z", author=None, topic="T"):
    return Idea(key, topic, author, group, home, kind, key)


def thinkable(**counts: int) -> list[Idea]:
    """So many points for each group, one by one."""
    wanted = [group for group, count in counts.items() for _ in range(count)]
    return [idea(number, group, "thinkable") for number, group in enumerate(wanted)]


def paid(rule: Rule, ideas: list[Idea], groups=GROUPS) -> list[int]:
    return [int(one.paid) for one in rewards(rule, groups, ideas)]


def of_the_example() -> tuple[Rule, list[Idea]]:
    home = {row["id"]: row["group"] for row in EXAMPLE["topics"]}
    ideas = [
        Idea(row["id"], row["topic"], row["author"], row["author_group"], home[row["topic"]], row["class"], number)
        for number, row in enumerate(EXAMPLE["opinions"])
        if "duplicate_of" not in row
    ]
    return Rule(Decimal(EXAMPLE["reward_rule"]["budget"])), ideas


def test_r_os_12_pays_the_groups_of_the_example():
    rule, ideas = of_the_example()
    expected = EXAMPLE["expected_rewards"]
    made = rewards(rule, ("1", "2", "3", "4"), ideas)
    assert {one.group: one.points for one in made} == expected["points"]
    assert {one.group: round(float(one.raw), 2) for one in made} == expected["raw"]
    assert {one.group: one.paid for one in made} == expected["paid"]


def test_r_os_10_gives_each_opinion_of_the_example_its_points():
    rule, ideas = of_the_example()
    earned = points(rule, ideas)
    assert {row["id"]: earned.get(row["id"], 0) for row in EXAMPLE["opinions"]} == {
        row["id"]: row["expected_earns"] for row in EXAMPLE["opinions"]
    }


def test_r_os_12_gives_the_steps_left_by_largest_remainder():
    assert paid(Rule(Decimal(1500)), thinkable(A=7, B=5, C=4), "ABC") == [660, 470, 370]


def test_r_os_12_breaks_a_tie_by_feasible_ideas_and_then_by_order():
    ideas = [*thinkable(A=3, C=3), idea(90, "B", "feasible")]
    assert paid(Rule(Decimal(100)), ideas, "ABC") == [30, 40, 30]
    assert paid(Rule(Decimal(100)), thinkable(A=3, B=3, C=3), "ABC") == [40, 30, 30]


def test_r_os_12_pays_nobody_without_points_budget_or_reward():
    ideas = thinkable(A=2, B=1)
    assert paid(Rule(Decimal(1000)), []) == [0, 0, 0, 0]
    assert paid(Rule(Decimal(0)), ideas) == [0, 0, 0, 0]
    assert paid(Rule(Decimal(1000), mode="none"), ideas) == [0, 0, 0, 0]
    assert paid(Rule(Decimal(9)), ideas) == [0, 0, 0, 0]


def test_r_os_12_rate_pays_an_idea_at_most_so_much_a_group_and_rounds_down():
    rule = Rule(Decimal(2000), mode="rate", step=Decimal(50))
    ideas = [idea(1, "A", "feasible"), idea(2, "A", "testable"), idea(3, "B", "thinkable")]
    assert paid(rule, ideas) == [50, 0, 0, 0]
    many = [idea(number, "C", "feasible") for number in range(20)]
    assert paid(rule, many) == [0, 0, 500, 0]


def test_r_os_12_rate_that_passes_the_budget_is_shared_as_a_pool():
    ideas = [idea(number, group, "feasible") for group in "AB" for number in range(5)]
    ideas += [idea(number, "C", "testable") for number in range(5)]
    assert paid(Rule(Decimal(500), mode="rate"), ideas, "ABC") == [200, 200, 100]


def test_r_os_10_own_topic_earns_only_where_the_room_agreed():
    ideas = [idea(1, "A", home="A"), idea(2, "A", home="B")]
    assert points(Rule(Decimal(1)), ideas) == {2: 3}
    assert points(Rule(Decimal(1), own_topic=True), ideas) == {1: 3, 2: 3}


def test_r_os_10_counts_the_best_of_one_person_at_a_topic():
    ideas = [idea(number, kind="thinkable", author="ann") for number in range(5)]
    ideas += [idea(9, kind="feasible", author="ann"), idea(10, kind="thinkable", author="ann", topic="other")]
    assert points(Rule(Decimal(1)), ideas) == {9: 3, 0: 1, 1: 1, 2: 1, 3: 1, 10: 1}


def test_r_os_10_what_has_no_group_earns_nothing_and_no_name_bears_no_cap():
    unknown = [idea(number, author=None) for number in range(7)]
    assert sum(points(Rule(Decimal(1)), unknown).values()) == 21
    assert points(Rule(Decimal(1)), [idea(1, group=None)]) == {}


# ---- whatever a room writes -------------------------------------------------------------------------------

ideas_of_a_room = st.lists(
    st.builds(
        Idea,
        key=st.integers(),
        topic=st.sampled_from(GROUPS),
        author=st.none() | st.integers(1, 12),
        group=st.none() | st.sampled_from(GROUPS),
        home=st.sampled_from(GROUPS),
        kind=st.sampled_from(CLASSES),
        at=st.integers(0, 99),
    ),
    max_size=60,
)
rules = st.builds(
    Rule,
    budget=st.decimals(0, 100_000, places=2),
    step=st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(10), Decimal(50), Decimal(7)]),
    mode=st.sampled_from(["pool", "rate", "none"]),
    own_topic=st.booleans(),
    cap_per_person=st.integers(1, 6),
)


@given(rules, ideas_of_a_room)
def test_r_os_12_never_passes_the_budget_and_stays_on_steps(rule, ideas):
    sums = [one.paid for one in rewards(rule, GROUPS, ideas)]
    assert sum(sums) <= rule.budget
    assert [(one >= 0, one % rule.step) for one in sums] == [(True, 0)] * len(GROUPS)


@given(rules, ideas_of_a_room)
def test_r_os_12_pool_leaves_less_than_a_step(rule, ideas):
    pool = replace(rule, mode="pool")
    made = rewards(pool, GROUPS, ideas)
    if any(one.points for one in made):
        assert 0 <= pool.budget - sum(one.paid for one in made) < pool.step


@given(rules, ideas_of_a_room)
def test_r_os_12_more_points_are_never_paid_less(rule, ideas):
    made = rewards(replace(rule, mode="pool"), GROUPS, ideas)
    assert [(one, other) for one in made for other in made if one.points > other.points and one.paid < other.paid] == []
    assert [one.paid for one in made if not one.points and one.paid] == []


@given(st.decimals(0, 5000, places=0), st.lists(st.integers(0, 30), min_size=4, max_size=4), st.integers(0, 3))
def test_r_os_12_one_more_point_never_costs_its_group(budget, counts, at):
    rule, group = Rule(budget), GROUPS[at]
    before = dict(zip(GROUPS, counts, strict=True))
    after = before | {group: before[group] + 1}
    assert paid(rule, thinkable(**after))[at] >= paid(rule, thinkable(**before))[at]


@given(rules, ideas_of_a_room)
def test_r_os_10_never_counts_more_of_a_person_than_the_cap(rule, ideas):
    mine = Counter((one.topic, one.author) for one in earning(rule, ideas) if one.author is not None)
    assert max(mine.values(), default=0) <= rule.cap_per_person
