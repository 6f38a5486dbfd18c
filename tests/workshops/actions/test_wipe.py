"""A rehearsal with a plan and decisions can be wiped."""

import pytest

from workshops.kickoff.actions.models import KeyAction
from workshops.models import Decision, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def test_rehearsal_is_wiped_with_plan_and_decisions(workshop, hanna, go_to, row, person):
    action = row(owner="p06", budget=500)
    action.decide("yes", line=workshop.envelope.get(key="E1"), by=person("p01"))
    go_to("actions", "decide")
    Workshop.objects.update(is_rehearsal=True)
    assert hanna.post(f"/w/{workshop.public_id}/wipe/").status_code == 302
    assert [model.objects.count() for model in (Workshop, KeyAction, Decision)] == [0, 0, 0]
