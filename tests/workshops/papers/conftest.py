import pytest

from tests.workshops.conftest import member
from workshops import exchange
from workshops.models import Workshop


@pytest.fixture
def held(workshop, example) -> Workshop:
    """The example's whole day in place of the plan, with the same facilitator."""
    content = example | {"organisation": example["organisation"]}
    made = exchange.import_workshop(content, workshop.organisation, workshop.facilitator)
    workshop.room, workshop.pk = made.room, made.pk
    workshop.refresh_from_db()
    return made


@pytest.fixture
def elsewhere(workshop, example) -> Workshop:
    made = exchange.import_plan(example, None, None)
    made.facilitator = member(made, "olga@example.com", "fac")
    made.save()
    return made
