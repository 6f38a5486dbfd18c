"""`goal_readin`: loaded, recomputed, written back."""

import pytest

from workshops import exchange
from workshops.exchange import Book
from workshops.kickoff.goals.exchange import GoalsPart

pytestmark = pytest.mark.django_db(transaction=True)


def test_expected_values_are_reproduced(workshop, example):
    GoalsPart().load(workshop, example, Book(workshop))
    [check] = GoalsPart().checks(workshop, example, Book(workshop))
    assert (check.path, check.holds) == ("expected.goal_readin", True)


def test_one_finger_less_is_noticed(workshop, example):
    readin = example["goal_readin"] | {"understand": example["goal_readin"]["understand"] | {"p03": 2}}
    GoalsPart().load(workshop, {"goal_readin": readin}, Book(workshop))
    [check] = GoalsPart().checks(workshop, example, Book(workshop))
    assert not check.holds


def test_written_back_it_loads_to_the_same(workshop, example):
    workshop.groups.create(letter="A", colour="red")
    workshop.groups.create(letter="B", colour="blue")
    GoalsPart().load(workshop, example, Book(workshop))
    written = GoalsPart().dump(workshop, Book(workshop))
    assert written["goal_readin"]["restated"] == example["goal_readin"]["restated"]
    assert written["goal_readin"]["understand"] == example["goal_readin"]["understand"]
    assert written["goal_readin"]["believe"] == example["goal_readin"]["believe"]
    again = exchange.import_plan(example, None, None)
    again.groups.create(letter="A", colour="red")
    again.groups.create(letter="B", colour="blue")
    GoalsPart().load(again, written, Book(again))
    assert GoalsPart().dump(again, Book(again)) == written
