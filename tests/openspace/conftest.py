"""An open space of the example's people: Hanna facilitates, twenty have seats, nothing was said yet."""

import json
from pathlib import Path

import pytest

from tests.workshops import days
from tests.workshops.conftest import go_to, hanna, member, next_step, sit
from workshops.models import Workshop

__all__ = ["go_to", "hanna", "next_step", "sit"]
EXAMPLES = Path(__file__).parents[2] / "examples"
KIND = "openspace"


@pytest.fixture(scope="session")
def example() -> dict:
    return json.loads((EXAMPLES / "openspace.json").read_text(encoding="utf-8"))


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    made = days.planned(example)
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.save()
    return made


@pytest.fixture
def everybody_here(workshop):
    """All twenty sit in the circle."""
    for seat in workshop.seats.writers():
        seat.claim("en")
    return workshop.seats.writers()


@pytest.fixture
def step(go_to):
    """`step("walk")` opens that step as if the room had come there; rules are not asked."""
    return lambda key: go_to(KIND, key)


@pytest.fixture
def asked(workshop):
    """`asked()` says what stands before *Next* now: rule, level and what."""
    return lambda: [(one.rule, one.level) for one in Workshop.objects.get(pk=workshop.pk).findings()]
