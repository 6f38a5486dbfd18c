"""An open space of the example's people: Hanna facilitates, twenty have seats, nothing was said yet."""

import json

import pytest

from tests.workshops.chinese import reading
from tests.workshops.conftest import EXAMPLES, everybody_here, go_to, hanna, next_step, sit, workshop
from workshops.models import Workshop

__all__ = ["everybody_here", "go_to", "hanna", "next_step", "sit", "workshop"]
KIND = "openspace"


@pytest.fixture(scope="session")
def example() -> dict:
    return json.loads((EXAMPLES / "openspace.json").read_text(encoding="utf-8"))


@pytest.fixture
def chinese(example):
    """A `Reader`; the test fails where it found English. Questions are raised in one language."""
    people = json.loads((EXAMPLES / "kickoff.json").read_text(encoding="utf-8"))["people"]
    raised = [topic["question"] for topic in example["topics"]]
    with reading(example, {"people": people, "raised": raised}) as reader:
        yield reader


@pytest.fixture
def step(go_to):
    """`step("walk")` opens that step as if the room had come there; rules are not asked."""
    return lambda key: go_to(KIND, key)


@pytest.fixture
def asked(workshop):
    """`asked()` says what stands before *Next* now: rule, level and what."""
    return lambda: [(one.rule, one.level) for one in Workshop.objects.get(pk=workshop.pk).findings()]
