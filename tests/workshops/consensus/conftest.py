"""A plan for the statement: the example's goals, five strategies with actions, decisions and parked items."""

import pytest

from workshops import exchange
from workshops.models import Workshop


@pytest.fixture
def held(transactional_db, example) -> Workshop:
    """The example's day up to the actions, before any statement was frozen."""
    day = {key: value for key, value in example.items() if key not in ("consensus_statement", "signatures")}
    made = exchange.import_workshop(day | {"commitments": []})
    made.facilitator = None
    made.save()
    return made
