import pytest

from tests.workshops import days
from tests.workshops.conftest import led, member
from workshops import exchange
from workshops.models import Workshop


@pytest.fixture
def workshop(request, transactional_db, example) -> Workshop:
    """The example's plan; its whole day for a test that asks for `held`."""
    begin = days.held if "held" in request.fixturenames else days.planned
    return led(begin(example))


@pytest.fixture
def held(workshop) -> Workshop:
    return workshop


@pytest.fixture
def elsewhere(workshop, example) -> Workshop:
    made = exchange.import_plan(example, None, None)
    made.facilitator = member(made, "olga@example.com", "fac")
    made.save()
    return made
