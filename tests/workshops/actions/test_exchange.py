"""The file's actions and decisions, both ways, through the verbs of the pages."""

import copy
from decimal import Decimal

import pytest

from workshops.exchange import Book, NotAWorkshopFile
from workshops.kickoff.actions.exchange import ActionsPart
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.swot.models import SwotNote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(workshop, example):
    """The example's actions under bare columns with the file's keys."""
    wall = workshop.wall_for(workshop.agenda.get(kind="strategy"))
    for rank, column in enumerate(example["strategy_columns"], 1):
        workshop.columns.create(wall=wall, key=column["id"], heading=column["heading"], rank=rank)

    def load(content):
        ActionsPart().load(workshop, content, Book(workshop))
        return workshop

    return load


def without_links(rows):
    return [row | {"swot_links": []} for row in rows]


def test_links_to_the_swot_come_back_by_their_names(loaded, workshop, example):
    wall = workshop.wall_for(workshop.agenda.get(kind="swot"))
    for number, key in enumerate(("s09", "s21"), 1):
        own = {"text": key, "key": key, "state": "wall", "number": number, "quadrant": "W"}
        SwotNote.objects.create(workshop=workshop, wall=wall, **own)
    loaded(example)
    rows = ActionsPart().dump(workshop, Book(workshop))["key_actions"]
    assert {row["id"]: row["swot_links"] for row in rows if row["swot_links"]} == {
        "a04": ["s09"],
        "a05": ["s09", "s21"],
    }


def test_file_comes_back_equal(loaded, example):
    workshop = loaded(example)
    dumped = ActionsPart().dump(workshop, Book(workshop))
    assert dumped == {
        "key_actions": without_links(example["key_actions"]),
        "decisions": example["decisions"],
    }


def test_every_expected_value_holds(loaded, example):
    workshop = loaded(example)
    checks = list(ActionsPart().checks(workshop, example, Book(workshop)))
    assert [(one.path, one.got, one.holds) for one in checks] == [
        (
            "expected.budget",
            {"granted": Decimal("266500.00"), "left": Decimal("33500.00"), "later": Decimal("180000.00")},
            True,
        )
    ]


def test_a_wrong_expected_value_does_not_hold(loaded, example):
    content = copy.deepcopy(example)
    content["expected"]["budget"]["left"] = 1
    content["key_actions"][0]["expected_flags"] = ["R-ACT-8"]
    workshop = loaded(content)
    checks = list(ActionsPart().checks(workshop, content, Book(workshop)))
    assert [(one.path, one.holds) for one in checks] == [
        ("expected.budget", False),
        ("key_actions[a01].expected_flags", False),
    ]


def test_yes_above_the_limit_was_refused_and_stands_in_the_log(loaded, example):
    workshop = loaded(example)
    assert list(workshop.entries.filter(rule="R-PREP-6").values_list("act", "subject")) == [
        ("refused a decision", "a10 yes")
    ]
    action = KeyAction.objects.get(key="a10")
    assert (action.budget_state, action.decision.outcome) == ("later", "later")


def test_file_with_a_yes_above_the_limit_is_not_taken(loaded, example):
    from live import Refused

    content = copy.deepcopy(example)
    content["decisions"][10] |= {"outcome": "yes"}
    with pytest.raises(Refused) as refused:
        loaded(content)
    assert refused.value.rule == "R-PREP-6"


def test_attempt_that_is_not_refused_is_not_the_files_story(loaded, example):
    content = copy.deepcopy(example)
    content["decisions"][0]["refused_attempt"] = {"outcome": "yes", "reason_rule": "R-PREP-6"}
    with pytest.raises(NotAWorkshopFile):
        loaded(content)


def test_what_the_day_adds_comes_back_too(loaded, example, workshop):
    content = copy.deepcopy(example)
    content["key_actions"][0] |= {"helpers": ["p05"], "text_other": "扫描每个砂芯", "owner_accepted": False}
    content["key_actions"][2] |= {"state": "withdrawn", "reason": "Nobody has the hours", "owner": None}
    content["key_actions"][2]["owner_accepted"] = False
    loaded(content)
    dumped = ActionsPart().dump(workshop, Book(workshop))
    assert dumped["key_actions"] == without_links(content["key_actions"])
