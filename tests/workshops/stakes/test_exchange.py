"""The promises of a file: imported, recomputed, exported alike."""

import copy

import pytest

from tests.workshops.days import without_expectations
from workshops import exchange
from workshops.kickoff.stakes.exchange import StakesPart
from workshops.kickoff.stakes.models import Forfeit
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(workshop, example, groups, everybody_here):
    StakesPart().load(workshop, example, exchange.Book(workshop))
    return Workshop.objects.get(pk=workshop.pk)


def test_example_holds(held, example):
    """R-DEC-1, R-DEC-2: the three refused ones ring, each with its rule."""
    made = list(StakesPart().checks(held, example, exchange.Book(held)))
    assert (len(made), [one.path for one in made if not one.holds]) == (8, [])


def test_other_numbers_are_named(held, example):
    content = copy.deepcopy(example)
    content["promises"][0]["expected_signed"] = 8
    content["refused_forfeits"][1]["reason_rule"] = "R-DEC-1"
    found = StakesPart().checks(held, content, exchange.Book(held))
    assert [one.path for one in found if not one.holds] == [
        "promises[0].expected_signed",
        "refused_forfeits[1].reason_rule",
    ]


def test_export_says_what_the_file_said(held, example):
    out = StakesPart().dump(held, exchange.Book(held))
    assert out["promises"] == without_expectations(example["promises"])
    assert sorted(out["refused_forfeits"], key=str) == sorted(example["refused_forfeits"], key=str)


def test_cleared_and_left_out_forfeits_come_back(held, example):
    promise = held.promises.get(group__letter="A")
    cake = promise.forfeits.create(text="Bake a fine cake", category="treat")
    cake.clear("“fine” means good here")
    cake.answer()
    row = StakesPart().dump(held, exchange.Book(held))["promises"][0]["forfeits"][3]
    assert row == {
        "text": "Bake a fine cake",
        "category": "treat",
        "status": "cleared",
        "proposed_by": None,
        "answers": [True] * 6,
        "reason": "“fine” means good here",
        "chosen": False,
    }
    again = exchange.Book(held)
    content = {"promises": [{**example["promises"][1], "forfeits": [row], "signed": []}]}
    Forfeit.objects.filter(promise__group__letter="B").delete()
    StakesPart().load(held, content, again)
    found = Forfeit.objects.get(promise__group__letter="B")
    assert (found.status, found.cleared, found.chosen) == ("cleared", "“fine” means good here", False)
