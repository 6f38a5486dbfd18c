"""Without a strategy stage actions hang on goals; R-ACT-6 then reads "goal without action"."""

from datetime import date

import pytest

from workshops.coaching import findings
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import strategies

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafting(workshop, go_to):
    """The action plan of a room that left the strategies out."""
    workshop.agenda.filter(kind="strategy").update(state="skipped")
    return go_to("actions", "draft")


def told(run) -> list[tuple[str, str]]:
    return [(one.level, one.what) for one in findings(run, locks=False) if one.rule == "R-ACT-6"]


def test_each_goal_is_a_place_for_actions(workshop, drafting):
    rows = [(one.key, one.heading, [goal.key for goal in one.goals.all()]) for one in strategies(workshop)]
    assert rows == [
        ("G1", "Revenue 2026", ["G1"]),
        ("G2", "First-pass yield", ["G2"]),
        ("G3", "On-time delivery", ["G3"]),
        ("G4", "Energy cost per tonne", ["G4"]),
    ]


def test_going_back_to_draft_lays_no_second_place(workshop, drafting, go_to):
    go_to("actions", "cross-check")
    drafting.open_step.entered(drafting, None)
    assert strategies(workshop).count() == 4


def test_with_strategies_nothing_hangs_on_goals(workshop, columns, go_to):
    go_to("actions", "draft")
    assert [one.key for one in strategies(workshop)] == ["C1", "C2", "C3", "C4", "C5"]


def test_r_act_6_goal_without_action_has_the_way_out_not_today(workshop, drafting, person):
    places = list(strategies(workshop))
    for place in places[1:]:
        KeyAction.plan(workshop, strategy=place, text="Move", due=date(2026, 6, 30))
    assert told(drafting) == [("H", "“Revenue 2026” has no action yet.")]
    workshop.deferrals.create(
        goal=workshop.goals.get(key="G1"), reason="Prices are fixed in May", owner=person("p33"), date=date(2026, 5, 4)
    )
    assert told(drafting) == []
