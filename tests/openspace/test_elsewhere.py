"""A topic from another event: what was parked there, or a key action past its date."""

from datetime import timedelta

import pytest

from openspace.models import Topic
from openspace.origins import stuck
from workshops import exchange
from workshops.kickoff.actions.models import KeyAction
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "How can we learn where night records get lost?"


@pytest.fixture
def kickoff(workshop) -> Workshop:
    """A day of the same organisation: something was parked, one action is past its date and one is not."""
    made = exchange.import_plan(exchange.export_workshop(workshop), workshop.organisation, workshop.facilitator)
    Workshop.objects.filter(pk=made.pk).update(kind="kickoff", is_rehearsal=workshop.is_rehearsal)
    made.parked_items.create(text="Night records")
    made.parked_items.create(text="Settled", outcome="answered")
    today = workshop.today()
    strategy = made.columns.create(wall=made.walls.create())
    for key, days_off, state in (("a01", -5, "running"), ("a02", 5, "running"), ("a03", -5, "done")):
        fields = {"text": f"Action {key}", "start": today, "due": today + timedelta(days=days_off), "state": state}
        KeyAction.objects.create(workshop=made, strategy=strategy, key=key, **fields)
    return Workshop.objects.get(pk=made.pk)


def take(client, workshop, origin, question=QUESTION):
    return client.post(f"/w/{workshop.public_id}/run/topics/elsewhere/", {"origin": origin, "question": question})


def test_what_waits_elsewhere_becomes_a_topic(workshop, kickoff, hanna, step):
    step("topics")
    item, action = kickoff.parked_items.first(), kickoff.actions.get(key="a01")
    assert [(key, text) for key, text, _event in stuck(workshop)] == [
        (f"parked-{item.pk}", "Night records"),
        (f"action-{action.pk}", "Action a01"),
    ]
    assert take(hanna, workshop, f"parked-{item.pk}").status_code == 302
    assert take(hanna, workshop, f"action-{action.pk}", "What would unblock a01?").status_code == 302
    assert [(one.question, one.origin, one.origin_action) for one in Topic.objects.all()] == [
        (QUESTION, item, None),
        ("What would unblock a01?", None, action),
    ]
    assert [one.came_from for one in Topic.objects.all()] == [f"{kickoff}: Night records", f"{kickoff}: Action a01"]
    assert stuck(workshop) == []
    # It travels in words: the other event does not come with the file.
    file = exchange.export_workshop(Workshop.objects.get(pk=workshop.pk))
    assert [row["came_from"] for row in file["topics"]] == [one.came_from for one in Topic.objects.all()]


@pytest.mark.parametrize("origin", ["parked-0", "parked-x", "", "goal-1"])
def test_what_does_not_wait_is_no_topic(workshop, kickoff, hanna, step, origin):
    step("topics")
    settled = kickoff.parked_items.get(text="Settled")
    for wrong in (origin, f"parked-{settled.pk}"):
        assert take(hanna, workshop, wrong).status_code == 422
    assert not Topic.objects.exists()


def test_topics_are_taken_before_the_walk_and_at_the_desk(workshop, kickoff, hanna, sit, step):
    item = kickoff.parked_items.first()
    step("topics")
    assert take(sit("p26"), workshop, f"parked-{item.pk}").status_code == 302
    step("walk")
    assert take(hanna, workshop, f"parked-{item.pk}").status_code == 409
    assert not Topic.objects.exists()


def test_other_organisations_are_not_asked(workshop, example):
    other = exchange.import_plan(example, None, None)
    other.parked_items.create(text="Not ours")
    assert stuck(workshop) == []
