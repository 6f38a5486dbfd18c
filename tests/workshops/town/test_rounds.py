"""Rounds: who presents, how *Next* leads from one to the other, and back again (R-GEN-21)."""

import pytest
from lxml import html

from workshops.kickoff.town.desk import presented
from workshops.kickoff.town.models import Meeting
from workshops.kickoff.town.rounds import current_round, rounds
from workshops.models import StageRun, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def town(workshop):
    return workshop.agenda.get(kind="town")


def cut(workshop) -> list[tuple[str, list[str]]]:
    made = rounds(town(workshop))
    return [(one.group.letter if one.group else "", [row.key for row in one.strategies]) for one in made]


def place(workshop) -> str:
    return Workshop.objects.get(pk=workshop.pk).position


def test_one_round_a_group_that_presents(workshop):
    assert cut(workshop) == [("A", ["C2", "C4", "C3"]), ("B", ["C1", "C5"])]


def is_dense(workshop) -> bool:
    return presented(town(workshop))["is_dense"]


def test_plan_of_short_actions_stands_large_and_one_of_long_words_stands_dense(workshop):
    workshop.columns.update(effect="")
    workshop.actions.update(text="Book cores", new_vs_past="")
    assert not is_dense(workshop)
    workshop.actions.update(text="Book every core by hand " * 5, new_vs_past="Nobody did so before")
    assert is_dense(workshop)


def test_strategy_that_nobody_presents_comes_last(workshop):
    workshop.columns.filter(key="C3").update(presented_by=None)
    assert cut(workshop) == [("A", ["C2", "C4"]), ("B", ["C1", "C5"]), ("", ["C3"])]


def test_room_of_one_group_has_one_round(workshop):
    workshop.columns.update(presented_by=None)
    assert cut(workshop) == [("", ["C2", "C1", "C4", "C5", "C3"])]


def test_plan_without_strategies_has_one_round(workshop):
    workshop.actions.all().delete()
    workshop.columns.all().delete()
    assert cut(workshop) == [("", [])]


def test_facilitator_cuts_by_strategy_at_collect(workshop, hanna, post, go_to):
    go_to("town", "collect")
    assert post(hanna, "run/town/rounds/", rounds="strategy").status_code == 302
    assert [keys for _group, keys in cut(workshop)] == [["C2"], ["C1"], ["C4"], ["C5"], ["C3"]]
    go_to("town", "present")
    assert post(hanna, "run/town/rounds/", rounds="group").status_code == 409
    assert Meeting.objects.get().rounds == "strategy"


def test_next_opens_present_of_the_next_round_and_locks_after_the_last(workshop, go_to, next_step):
    go_to("town", "collect")
    walked = []
    for _press in range(5):
        next_step(R_TOWN_7="The room agreed", R_ACT_3="The room agreed")
        walked.append(place(workshop))
    assert walked == ["town.present.0", "town.ask.0", "town.present.0.1", "town.ask.0.1", "revise.changes.0"]


def test_stale_next_of_the_first_round_changes_nothing(workshop, go_to, hanna, post, next_step):
    go_to("town", "ask")
    next_step(R_TOWN_7="The room agreed")
    assert place(workshop) == "town.present.0.1"
    response = post(hanna, "run/next/", expected="town.present.0")
    assert (response.status_code, response["X-Rule"], place(workshop)) == (409, "R-GEN-2", "town.present.0.1")


def test_r_gen_21_wrong_next_into_a_round_is_taken_back(workshop, go_to, hanna, post, next_step):
    go_to("town", "ask")
    next_step(R_TOWN_7="The room agreed")
    assert place(workshop) == "town.present.0.1"
    assert post(hanna, "run/back/", expected="town.present.0.1").status_code == 302
    assert place(workshop) == "town.ask.0"


def test_facilitator_shows_another_round(workshop, go_to, hanna, post, sit):
    go_to("town", "ask")
    assert post(hanna, "run/town/round/", turn="1").status_code == 302
    assert (place(workshop), current_round(town(workshop)).group.letter) == ("town.present.0.1", "B")
    assert post(hanna, "run/town/round/", turn="9").status_code == 302
    assert place(workshop) == "town.present.0.1"
    assert post(sit("p03"), "run/town/round/", turn="0").status_code == 302
    assert place(workshop) == "town.present.0.1"


def test_reopened_town_meeting_begins_with_the_first_round(workshop, go_to, hanna, post):
    go_to("revise", "changes")
    workshop.agenda.filter(kind="town").update(turn=1)
    assert post(hanna, "run/stages/town/reopening/", step="ask", reason="One question was left").status_code == 302
    assert place(workshop) == "town.ask.1"


def test_phones_say_whose_plan_is_presented(workshop, go_to, sit):
    go_to("town", "present")
    pages = [sit(key).get(f"/w/{workshop.public_id}/").content.decode() for key in ("p03", "p04", "p01")]
    assert [("Your group presents." in page, "Group A presents." in page) for page in pages] == [
        (True, False),
        (False, True),
        (False, True),
    ]


def test_wall_shows_the_strategies_of_the_round_with_their_actions(workshop, go_to, sit):
    go_to("town", "present")
    wall = sit("p03").get(f"/w/{workshop.public_id}/wall/").content.decode()
    shown = {row.key: row.heading in wall for row in workshop.columns.all() if row.key[0] == "C"}
    assert shown == {"C1": False, "C2": True, "C3": True, "C4": True, "C5": False}
    rows = {row.key for row in workshop.actions.all() if row.text in wall}
    assert rows == {"a01", "a02", "a03", "a08", "a09", "a10", "a13", "a14"}


def test_minutes_of_a_round_are_its_own(workshop, go_to):
    """Four to present, ten to ask, whatever the stage has in all."""
    assert [go_to("town", step).step_minutes for step in ("collect", "present", "ask")] == [10, 4, 10]


def test_plan_of_a_later_round_holds_the_rounds_before_it(workshop, go_to, next_step, queued):
    run = go_to("town", "present")
    begun = run.stage.minutes_until(run)
    next_step()
    asked = StageRun.objects.get(pk=run.pk)
    asked.turn = 1
    assert (begun, run.stage.minutes_until(asked)) == (14, 38)


def test_next_names_the_group_that_presents(workshop, go_to, hanna):
    def called() -> str:
        page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
        return " ".join(page.get_element_by_id("next").find_class("btn--primary")[0].text_content().split())

    go_to("town", "collect")
    seen = [called()]
    for step in ("present", "ask"):
        go_to("town", step)
        seen.append(called())
    assert seen == ["Next: Group A presents", "Next: Ask", "Next: Group B presents"]
    workshop.agenda.filter(kind="town").update(turn=1)
    assert called() == "Next: Changes"
