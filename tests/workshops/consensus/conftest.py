"""A plan for the statement: the example's goals, five strategies with actions, decisions and parked items."""

import pytest

from tests.workshops import days
from tests.workshops.conftest import member
from workshops import coaching
from workshops.models import Workshop


@pytest.fixture
def held(transactional_db, example) -> Workshop:
    """The example's day up to the actions, before any statement was frozen."""
    day = {key: value for key, value in example.items() if key not in ("consensus_statement", "signatures")}
    made = days.held(day | {"commitments": []})
    made.facilitator = None
    made.save()
    return made


@pytest.fixture
def workshop(held) -> Workshop:
    held.facilitator = member(held, "hanna@example.com", "fac")
    held.save()
    return held


@pytest.fixture
def reading(workshop, go_to):
    """The room reads clause by clause."""
    return go_to("consensus", "read")


@pytest.fixture
def clause(workshop, reading):
    """`clause("C2")` is that strategy's clause, `clause("")` the goal line."""
    return lambda ref: workshop.clauses.asked().get(ref=ref)


@pytest.fixture
def say(workshop):
    """`say(phone, clause, "support")` takes a stance on the words as they are."""

    def said(phone, clause, value, **more):
        clause.refresh_from_db()
        data = {"value": value, "revision": clause.revision} | more
        return phone.post(f"/w/{workshop.public_id}/clauses/{clause.pk}/stance/", data)

    return said


@pytest.fixture
def found():
    """`found(run, "R-CONS-7")`: level and words of what that rule says now."""

    def told(run, rule: str) -> list[tuple[str, str]]:
        run.refresh_from_db()
        return [(one.level, one.what) for one in coaching.findings(run, locks=True) if one.rule == rule]

    return told
