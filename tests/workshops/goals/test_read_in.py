"""Goal read-in: one goal at a time, one sentence a group, both hands; R-GREAD-1, -2, -3."""

import pytest
from django.urls import get_resolver
from lxml import html

from live import feed
from live.feed import Audience
from people.models import Goal
from tests.workshops.conftest import seq, touched
from workshops.coaching import findings
from workshops.kickoff.goals.models import GoalTemperature, Restatement, Showing

pytestmark = pytest.mark.django_db(transaction=True)
WALL = Audience("projector", "", "en")


def rules(run) -> list[str]:
    return [f"{finding.rule} {finding.level}" for finding in findings(run, locks=True)]


# ---- show -------------------------------------------------------------------------------------------------


def test_first_goal_is_on_the_wall_and_the_desk_brings_the_next(workshop, go_to, act, hanna):
    go_to("goals", "show")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert 'data-goal="G1"' in wall
    before = seq(workshop)
    assert act(hanna, "run/goals/showing/").status_code == 302
    second = workshop.goals.get(key="G2")
    assert (Showing.now(workshop), touched(workshop, before)) == (second, [("goal", str(second.pk))])
    pushed = feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html
    assert 'data-goal="G2"' in pushed


def test_a_goal_comes_back_by_its_name_and_a_fifth_is_refused(workshop, go_to, act, hanna):
    go_to("goals", "show")
    for _time in range(3):
        act(hanna, "run/goals/showing/")
    response = act(hanna, "run/goals/showing/")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    first = workshop.goals.get(key="G1")
    assert act(hanna, "run/goals/showing/", goal=first.pk).status_code == 302
    assert Showing.now(workshop) == first


def test_showing_outside_its_step_is_refused(workshop, go_to, act, hanna):
    go_to("goals", "restate")
    before = Showing.objects.count()
    response = act(hanna, "run/goals/showing/")
    assert (response.status_code, response["X-Rule"], Showing.objects.count()) == (409, "R-GEN-2", before)


def test_room_is_told_which_goal_was_not_shown(workshop, go_to, act, hanna):
    run = go_to("goals", "show")
    assert [finding.what for finding in findings(run, locks=False)] == ["“First-pass yield” was not on the wall yet."]
    for _time in range(3):
        act(hanna, "run/goals/showing/")
    assert findings(run, locks=False) == []


# ---- restate ----------------------------------------------------------------------------------------------


def test_the_tap_behind_look_up_is_only_there_for_those_who_find_something(workshop, sit, go_to):
    go_to("goals", "restate")
    taps = [
        b"lookup__behind" in sit(key).get(f"/w/{workshop.public_id}/mine/").content for key in ("p03", "p01", "p10")
    ]
    assert taps == [True, True, False]


def test_sentence_of_the_room_is_one_and_replaced(workshop, sit, go_to, act):
    run = go_to("goals", "restate")
    assert [finding.what for finding in findings(run, locks=False)] == ["1 sentence is still to come."]
    before = seq(workshop)
    assert act(sit("p03"), "goals/restatement/", text="We ship on the day.").status_code == 200
    assert act(sit("p04"), "goals/restatement/", text="We ship on the confirmed day.").status_code == 200
    said = Restatement.objects.get()
    assert (said.text, said.group, touched(workshop, before)) == (
        "We ship on the confirmed day.",
        None,
        [("restatement", str(said.pk)), ("restatement", str(said.pk))],
    )
    pushed = feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html
    assert f'id="restatement-{said.pk}"' in pushed
    assert "data-whole" not in pushed
    assert findings(run, locks=False) == []


def test_each_group_says_its_own(workshop, sit, go_to, act, hanna):
    go_to("goals", "restate")
    phone = sit("p03")
    red = workshop.groups.create(letter="A", colour="red")
    blue = workshop.groups.create(letter="B", colour="blue")
    type(phone.seat).objects.filter(pk=phone.seat.pk).update(group=red)
    assert act(phone, "goals/restatement/", text="We ship on the day.").status_code == 200
    assert act(hanna, "run/goals/restatement/", text="一次做对。", group="B").status_code == 302
    assert list(Restatement.objects.values_list("group", "text")) == [
        (red.pk, "We ship on the day."),
        (blue.pk, "一次做对。"),
    ]
    assert act(hanna, "run/goals/restatement/", text="Nobody", group="C").status_code == 404


def test_sentence_of_an_observer_or_outside_its_step_is_refused(workshop, sit, go_to, act):
    go_to("goals", "restate")
    refused = act(sit("p10"), "goals/restatement/", text="I only watch.")
    go_to("goals", "temperature")
    late = act(sit("p03"), "goals/restatement/", text="Too late.")
    assert [(one.status_code, one["X-Rule"]) for one in (refused, late)] == [(409, "R-GEN-2")] * 2
    assert not Restatement.objects.exists()


# ---- temperature ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [10**30, 2**63, -(10**30), "x", 0])
def test_unclear_goal_that_no_database_holds_is_a_form_error(workshop, sit, go_to, act, number):
    go_to("goals", "temperature")
    goal = workshop.goals.get(key="G3")
    response = act(sit("p03"), "goals/temperature/", understand=2, believe=3, unclear=[goal.pk, number])
    assert (response.status_code, GoalTemperature.objects.count()) == (422, 0)


def test_hands_are_kept_once_a_seat_with_what_is_unclear(workshop, sit, go_to, act):
    go_to("goals", "temperature")
    phone, goal, before = sit("p03"), workshop.goals.get(key="G4"), seq(workshop)
    act(phone, "goals/temperature/", understand=2, believe=3, unclear=goal.pk)
    response = act(phone, "goals/temperature/", understand=4, believe=3)
    assert response.status_code == 200
    assert 'data-shown="4 3"' in response.content.decode()
    shown = GoalTemperature.objects.get()
    assert (shown.seat, shown.understand, shown.believe, list(shown.unclear.all())) == (phone.seat, 4, 3, [])
    assert touched(workshop, before) == [("temperature", ""), ("temperature", "")]


def test_nothing_is_preset_and_both_hands_are_needed(workshop, sit, go_to, act):
    go_to("goals", "temperature")
    phone = sit("p03")
    assert "checked" not in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    answers = [
        act(phone, "goals/temperature/", **data) for data in ({"understand": 3}, {"understand": 6, "believe": 1})
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert not GoalTemperature.objects.exists()


def test_wall_shows_sums_and_means_and_no_name(workshop, sit, go_to, act, hanna):
    go_to("goals", "temperature")
    before, phones = seq(workshop), [sit(key) for key in ("p03", "p04")]
    for phone, fingers in zip(phones, (5, 2), strict=True):
        act(phone, "goals/temperature/", understand=fingers, believe=1)
    pushed = feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html
    assert 'data-answered="2"' in pushed
    assert "<b>3.50</b>" in pushed
    assert [phone.seat.name in pushed for phone in phones] == [False, False]
    heads = html.fragment_fromstring(pushed).xpath("//h2/span")
    beside = [(head.get("lang"), head.text) for head in heads]
    assert beside == [("zh-Hans", "我听懂了目标"), ("zh-Hans", "我相信能做到")]


def test_hands_of_the_decision_maker_are_refused(workshop, sit, go_to, act):
    go_to("goals", "temperature")
    response = act(sit("p01"), "goals/temperature/", understand=5, believe=5)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert not GoalTemperature.objects.exists()


def test_r_gread_1_asks_when_too_few_understood(workshop, go_to, next_step, everybody_here):
    run = go_to("goals", "temperature")
    for place, seat in enumerate(everybody_here):
        GoalTemperature.show(workshop, seat, 3 if place < 14 else 2, 1)
    assert rules(run) == ["R-GREAD-1 O"]
    assert next_step().status_code == 409
    assert next_step(R_GREAD_1="The room agreed").status_code == 302
    run.refresh_from_db()
    assert run.state == "locked"


def test_r_gread_1_is_silent_at_four_of_five_however_low_the_belief(workshop, go_to, everybody_here):
    run = go_to("goals", "temperature")
    for place, seat in enumerate(everybody_here):
        GoalTemperature.show(workshop, seat, 3 if place < 15 else 0, 0)
    assert rules(run) == []


def test_r_gread_2_advises_when_all_believe_fully_at_once(workshop, go_to, everybody_here):
    run = go_to("goals", "temperature")
    for seat in everybody_here:
        GoalTemperature.show(workshop, seat, 4, 5)
    assert rules(run) == ["R-GREAD-2 S"]


@pytest.mark.parametrize("change", ["one doubts", "one took a minute", "one has not answered"])
def test_r_gread_2_is_silent_when_it_was_no_reflex(workshop, go_to, everybody_here, change):
    run = go_to("goals", "temperature")
    for seat in everybody_here:
        GoalTemperature.show(workshop, seat, 4, 5)
    one = GoalTemperature.objects.first()
    if change == "one doubts":
        GoalTemperature.show(workshop, one.seat, 4, 4)
    elif change == "one took a minute":
        GoalTemperature.objects.filter(pk=one.pk).update(at=one.at.replace(year=one.at.year - 1))
    else:
        one.delete()
    assert rules(run) == []


# ---- R-GREAD-3 --------------------------------------------------------------------------------------------


def addresses(patterns=None, prefix: str = ""):
    """All routes of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield here


@pytest.mark.parametrize(
    ("step", "about", "at_least"), [("show", "", 300), ("restate", "goal", 8), ("temperature", "goal", 8)]
)
def test_r_gread_3_no_address_of_the_room_changes_a_goal(workshop, sit, go_to, hanna, step, about, at_least):
    """In one step every address of a room, in the others those that are about goals."""
    go_to("goals", step)
    goal = workshop.goals.get(key="G1")
    numbers = {"last_year": 1, "floor": 2, "balance": 3, "sprint": 4, "challenge": 5, "quarter_1": 6, "unit": "kg"}
    before = list(Goal.objects.order_by("pk").values())
    rooms = [route for route in addresses() if route.startswith("w/<room:public_id>/") and "wipe" not in route]
    asked = [route for route in rooms if about in route]
    assert len(asked) >= at_least
    for route in asked:
        path = "/" + route.replace("<room:public_id>", workshop.public_id).replace("<str:kind>", "goals")
        path = path.replace("<int:number>", str(goal.pk)).replace("<int:goal>", str(goal.pk))
        # Seated anew each time: what came before may have taken the seat away.
        for client in (hanna, sit("p03")):
            client.raise_request_exception = False
            client.post(path, numbers | {"goal": goal.pk, "text": "46", "understand": 5, "believe": 5})
    assert list(Goal.objects.order_by("pk").values()) == before


def test_group_with_a_nul_is_no_group(workshop, go_to, hanna):
    """PostgreSQL would fail over it before it looks (F13)."""
    go_to("goals", "restate")
    answer = hanna.post(f"/w/{workshop.public_id}/run/goals/restatement/", {"text": "We ship.", "group": "\0"})
    assert (answer.status_code, workshop.restatements.count()) == (422, 0)
