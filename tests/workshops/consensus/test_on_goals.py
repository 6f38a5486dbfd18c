"""A day without strategies: the statement tells goals and their actions; R-CONS-5 reads "goal without action"."""

from datetime import date

import pytest

from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.statement import content

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_goals(workshop, go_to):
    """Each goal but the first has an action."""
    workshop.actions.all().delete()
    workshop.columns.all().delete()
    workshop.agenda.filter(kind="strategy").update(state="skipped")
    go_to("actions", "draft")
    for place in list(strategies(workshop))[1:]:
        KeyAction.plan(workshop, strategy=place, text=f"Move {place.key}", due=date(2026, 6, 30))
    return go_to("consensus", "generate")


def test_statement_names_each_goal_with_what_we_do_for_it(workshop, on_goals):
    told = content(workshop)
    assert told["lead_en"].endswith("by 31 December 2026.")
    assert told["sentence_en"].endswith(
        "For First-pass yield we do: Move G2. For On-time delivery we do: Move G3. "
        "For Energy cost per tonne we do: Move G4."
    )
    assert "为实现“一次合格率”，我们行动：Move G2。" in told["sentence_zh"]


def test_r_cons_5_goal_without_action_is_put_off_not_today(workshop, hanna, on_goals, found):
    assert found(on_goals, "R-CONS-5") == [("H", "“Revenue 2026” has no action yet.")]
    goal, owner = workshop.goals.get(key="G1"), workshop.organisation.people.get(key="p33")
    where = f"/w/{workshop.public_id}/run/goals/{goal.pk}/deferral/"
    assert where in hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    hanna.post(where, {"reason": "Prices are fixed in May", "owner": owner.pk, "date": "2026-05-04"})
    assert found(on_goals, "R-CONS-5") == []
    assert versions.fix(workshop).parsed["goals"][0]["not_today"]["owner"] == owner.name
