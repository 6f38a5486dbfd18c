"""A goal as five lines at true scale."""

import itertools
from decimal import Decimal

import pytest

from people.models import Goal
from workshops.kickoff.goals.scale import BOTTOM, CLOSEST, TOP, Scale, spread

pytestmark = pytest.mark.django_db(transaction=True)


def lines(goal) -> dict[str, int]:
    return {tier.name: tier.y for tier in Scale(goal).tiers}


def test_distances_are_true(workshop):
    placed = lines(workshop.goals.get(key="G1"))
    share = Decimal(BOTTOM - TOP) / Decimal("14.4")
    assert placed == {
        "challenge": TOP,
        "sprint": round(BOTTOM - share * Decimal("10.4")),
        "balance": round(BOTTOM - share * Decimal("6.4")),
        "floor": round(BOTTOM - share * Decimal("2.4")),
        "last_year": BOTTOM,
    }


def test_better_is_higher_also_where_less_is_better(workshop):
    placed = lines(workshop.goals.get(key="G4"))
    assert (placed["challenge"], placed["last_year"]) == (TOP, BOTTOM)
    assert list(placed) == ["challenge", "sprint", "balance", "floor", "last_year"]


def test_quarters_stand_on_the_scale_only_where_they_do_not_add_up(workshop):
    added, level = Scale(workshop.goals.get(key="G1")), Scale(workshop.goals.get(key="G3"))
    assert [beat.y for beat in added.beats] == [None] * 4
    assert [beat.value for beat in added.beats] == ["11", "12", "13", "14"]
    assert level.beats[-1].y == {tier.name: tier.y for tier in level.tiers}["balance"]
    assert level.path.startswith(f"M40 {BOTTOM} L")


def test_labels_keep_their_distance_and_stay_on_the_wall():
    rows = spread([60, 70, 600, 630, 640])
    assert rows == sorted(rows)
    assert min(later - row for row, later in itertools.pairwise(rows)) >= CLOSEST
    assert rows[-1] == BOTTOM


def test_goal_without_history_and_challenge_still_has_its_lines(workshop):
    goal = workshop.goals.get(key="G2")
    goal.last_year = goal.challenge = None
    goal.quarter_1 = goal.quarter_2 = goal.quarter_3 = goal.quarter_4 = None
    scale = Scale(goal)
    assert [tier.name for tier in scale.tiers] == ["sprint", "balance", "floor"]
    assert (scale.path, scale.start_y) == ("", None)


def test_goal_with_one_value_everywhere_does_not_divide_by_nought(workshop):
    goal: Goal = workshop.goals.get(key="G1")
    goal.last_year = goal.floor = goal.balance = goal.sprint = goal.challenge = Decimal(5)
    assert {tier.y for tier in Scale(goal).tiers} == {round((TOP + BOTTOM) / 2)}
