"""The vision of a file: imported, recomputed, exported alike."""

import copy

import pytest

from tests.workshops.days import without_expectations
from workshops import exchange
from workshops.kickoff.vision.exchange import VisionPart
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(workshop, example, groups, everybody_here):
    """The vision of the example in its two groups."""
    VisionPart().load(workshop, example, exchange.Book(workshop))
    return Workshop.objects.get(pk=workshop.pk)


def checks(workshop, content) -> list[str]:
    found = VisionPart().checks(workshop, content, exchange.Book(workshop))
    return [one.path for one in found if not one.holds]


def test_example_holds(held, example):
    made = list(VisionPart().checks(held, example, exchange.Book(held)))
    assert (len(made), [one.path for one in made if not one.holds]) == (22, [])


def test_one_other_vote_is_named(held, example):
    content = copy.deepcopy(example)
    content["vision"][1]["expected_quality_yes"]["emotional"] = 6
    content["vision"][0]["cards"][8]["expected_flags"] = []
    assert checks(held, content) == ["vision[0].cards[8].expected_flags", "vision[1].expected_quality_yes"]


def test_export_says_what_the_file_said(held, example):
    out = VisionPart().dump(held, exchange.Book(held))
    assert out["vision"] == without_expectations(example["vision"])


def test_pictures_of_the_example_hang(held):
    found = [[picture.is_shown for picture in canvas.pictures] for canvas in held.canvases.all()]
    assert found == [[True], [True]]
