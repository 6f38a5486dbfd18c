import pytest

from tests.live.conftest import scratch
from tests.workshops import days
from tests.workshops.conftest import example, member
from workshops.models import Workshop

__all__ = ["example", "scratch"]


@pytest.fixture
def day(transactional_db, example) -> Workshop:
    """The held day of the example, open again, with its people in their seats."""
    made = days.held(example)
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.state = Workshop.State.LIVE
    made.save()
    made.seats.update(left_at=None)
    return made
