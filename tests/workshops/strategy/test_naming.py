"""Headings: suggested and voted on phones, confirmed at the desk; R-STRAT-2, -4, -5, -11, -13."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from live.models import Change
from workshops.coaching import findings
from workshops.kickoff.strategy.models import Column, HeadingIdea
from workshops.kickoff.strategy.wording import is_verb_and_object, says_nothing

pytestmark = pytest.mark.django_db(transaction=True)


def rules(run, locks: bool = False) -> list[str]:
    found = findings(run, locks=locks)
    return [f"{finding.rule} {finding.level}" for finding in found if finding.rule.startswith("R-STRAT")]


@pytest.fixture
def columns(hang):
    """`columns(4)` are that many columns of two notes with a good heading each."""

    def made(count: int, heading: str = "Raise point {}") -> list[Column]:
        return [hang(f"One {n}", f"Two {n}", heading=heading.format(n)) for n in range(count)]

    return made


def test_r_cons_5_advises_on_goals_that_no_named_column_serves_until_they_are_ticked(workshop, go_to, columns, hang):
    run = go_to("strategy", "name")
    served = columns(3)[1]
    served.goals.set(workshop.goals.exclude(key="G1"))
    unnamed = hang("One more", "Two more")

    def advised() -> list[tuple[str, str]]:
        return [(one.level, one.what) for one in findings(run, locks=False) if one.rule == "R-CONS-5"]

    assert advised() == []
    unnamed.name_as("Train two more")
    assert advised() == [("S", "No strategy serves yet: “Revenue 2026”.")]
    served.goals.set(workshop.goals.all())
    assert advised() == []


def test_idea_carries_its_authors_vote(workshop, sit, go_to, act, columns):
    go_to("strategy", "name")
    phone, column = sit("p03"), columns(3)[0]
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    assert act(phone, f"strategy/columns/{column.pk}/ideas/", text="Raise the yield").status_code == 200
    idea = HeadingIdea.objects.get()
    assert (idea.text, idea.column, list(idea.voters.all())) == ("Raise the yield", column, [phone.seat])
    changes = Change.objects.filter(room=workshop.room, seq__gt=before).values_list("kind", "ref")
    assert list(changes) == [("idea", str(idea.pk))]


def test_same_words_again_are_a_vote(workshop, sit, go_to, act, columns):
    go_to("strategy", "name")
    column = columns(3)[0]
    for key in ("p03", "p04"):
        act(sit(key), f"strategy/columns/{column.pk}/ideas/", text="Raise the yield")
    assert HeadingIdea.objects.by_votes().values_list("text", "votes").get() == ("Raise the yield", 2)


def test_idea_outside_naming_or_too_long_is_refused(workshop, sit, go_to, act, columns):
    go_to("strategy", "cluster")
    phone, column = sit("p03"), columns(3)[0]
    response = act(phone, f"strategy/columns/{column.pk}/ideas/", text="Raise the yield")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    go_to("strategy", "name")
    assert act(phone, f"strategy/columns/{column.pk}/ideas/", text="x" * 61).status_code == 422
    assert not HeadingIdea.objects.exists()


@pytest.mark.parametrize("number", [10**30, 2**63, "x", 0])
def test_heading_for_a_goal_that_no_database_holds_is_a_form_error(workshop, hanna, go_to, act, columns, number):
    go_to("strategy", "relevance")
    column, goal = columns(3)[0], workshop.goals.get(key="G3")
    data = {"heading": "Raise the yield", "described": "1", "goals": [goal.pk, number]}
    assert act(hanna, f"run/strategy/columns/{column.pk}/heading/", **data).status_code == 422
    column.refresh_from_db()
    assert (column.heading, column.goals.count()) == ("Raise point 0", 0)


def test_twenty_votes_at_once_lose_nothing(workshop, sit, go_to, act, columns, everybody_here):
    go_to("strategy", "name")
    column = columns(3)[0]
    idea = HeadingIdea.objects.create(column=column, text="Raise the yield")
    phones = [sit(seat.person.key) for seat in everybody_here]

    def vote(phone):
        try:
            return act(phone, f"strategy/ideas/{idea.pk}/vote/", likes="1").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(vote, phones))
    assert answers == [200] * 18
    assert idea.voters.count() == 18
    assert act(phones[0], f"strategy/ideas/{idea.pk}/vote/").status_code == 200
    assert idea.voters.count() == 17


def test_desk_confirms_heading_goals_and_effect(workshop, go_to, act, columns, hanna):
    go_to("strategy", "name")
    column, goal = columns(3)[0], workshop.goals.first()
    response = act(
        hanna,
        f"run/strategy/columns/{column.pk}/heading/",
        heading="Raise first-pass yield",
        heading_other="提升一次合格率",
        goals=[goal.pk],
        effect="Fewer broken cores.",
        described="1",
    )
    assert response.status_code == 302
    column.refresh_from_db()
    assert (column.heading, column.heading_other, column.effect, list(column.goals.all())) == (
        "Raise first-pass yield",
        "提升一次合格率",
        "Fewer broken cores.",
        [goal],
    )
    act(hanna, f"run/strategy/columns/{column.pk}/heading/", heading="Win pump makers")
    column.refresh_from_db()
    assert (column.heading, column.heading_other, column.effect) == (
        "Win pump makers",
        "提升一次合格率",
        "Fewer broken cores.",
    )


def test_heading_before_cluster_is_refused(workshop, go_to, act, columns, hanna):
    go_to("strategy", "post")
    column = columns(1, heading="")[0]
    response = act(hanna, f"run/strategy/columns/{column.pk}/heading/", heading="Raise the yield")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    column.refresh_from_db()
    assert column.heading == ""


def test_r_strat_4_stops_without_heading(workshop, go_to, next_step, columns, hang):
    run = go_to("strategy", "name")
    columns(3)
    assert rules(run) == []
    hang("Seven", "Eight")
    assert rules(run) == ["R-STRAT-4 H"]
    response = next_step()
    assert (response.status_code, response["X-Rule"]) == (409, "R-STRAT-4")


def test_r_strat_4_advises_on_a_bare_noun(workshop, go_to, columns):
    run = go_to("strategy", "name")
    made = columns(3)
    made[0].name_as("Product quality")
    assert rules(run) == ["R-STRAT-4 S"]
    made[0].name_as("Raise product quality")
    assert rules(run) == []


def test_r_strat_5_advises_on_an_empty_phrase(workshop, go_to, columns):
    run = go_to("strategy", "name")
    made = columns(3)
    made[0].name_as("加强沟通。")
    assert rules(run) == ["R-STRAT-5 S"]
    made[0].name_as("每天开十分钟短会")
    assert rules(run) == []


@pytest.mark.parametrize(
    ("heading", "good"),
    [
        ("Level the plan and halve changeover time", True),
        ("Win and grow key accounts", True),
        ("提升一次合格率到95.5%", True),
        ("均衡排产，换型时间减半", True),
        ("培养多能工", True),
        ("To raise the yield", True),
        ("Train", False),
        ("培训", False),
        ("Quality", False),
        ("质量", False),
        ("Raise " + "very " * 12 + "much", False),
        ("", False),
    ],
)
def test_r_strat_4_word_lists(heading, good):
    assert is_verb_and_object(heading) is good


def test_r_strat_5_phrases_compare_without_case_and_signs():
    said = [says_nothing(text) for text in ("Raise awareness!", "提高 意识", "Raise awareness of scrap cost", "")]
    assert said == [True, True, False, False]


def test_r_strat_2_stops_above_nine(workshop, go_to, columns, next_step):
    run = go_to("strategy", "name")
    columns(10)
    assert rules(run) == ["R-STRAT-2 H"]
    response = next_step()
    assert (response.status_code, response["X-Rule"]) == (409, "R-STRAT-2")


def test_r_strat_2_advises_on_eight_and_nine_and_is_silent_on_seven(workshop, go_to, columns):
    run = go_to("strategy", "name")
    columns(7)
    assert rules(run) == []
    columns(1)
    assert rules(run) == ["R-STRAT-2 S"]
    columns(1)
    assert rules(run) == ["R-STRAT-2 S"]


def test_r_strat_2_advises_below_three_and_asks_once_at_lock(workshop, go_to, columns, next_step, everybody_here):
    run = go_to("strategy", "name")
    columns(2)
    assert rules(run) == ["R-STRAT-2 S"]
    assert next_step().status_code == 302
    run = go_to("strategy", "rank")
    assert "R-STRAT-2 O" in rules(run, locks=True)
    assert next_step(R_STRAT_7="The room agreed").status_code == 409
    assert next_step(R_STRAT_2="The room agreed", R_STRAT_7="The room agreed").status_code == 302
    run.refresh_from_db()
    assert run.state == "locked"


def test_r_strat_2_only_advises_in_a_room_below_three(workshop, sit, go_to, columns):
    run = go_to("strategy", "name")
    sit("p03"), sit("p04")
    columns(1)
    assert rules(run) == ["R-STRAT-2 S"]


def test_r_strat_2_asks_for_the_ranking_of_eight_at_lock(workshop, go_to, columns):
    run = go_to("strategy", "rank")
    columns(8)
    levels = [rule for rule in rules(run, locks=True) if rule.startswith("R-STRAT-2")]
    assert levels == ["R-STRAT-2 O", "R-STRAT-2 S"]


def test_r_strat_11_advises_only_where_a_swot_was_held(workshop, go_to, columns):
    run = go_to("strategy", "relevance")
    made = columns(3)
    assert "R-STRAT-11 S" not in rules(run)
    swot = workshop.agenda.get(kind="swot")
    fact = workshop.notes.create(wall=workshop.wall_for(swot), text="Old hands stay", state="wall")
    assert rules(run).count("R-STRAT-11 S") == 3
    for column in made:
        column.swot_links.add(fact)
    assert "R-STRAT-11 S" not in rules(run)


def test_r_strat_13_advises_while_the_way_is_open(workshop, go_to, columns):
    run = go_to("strategy", "rank")
    made = columns(3)
    goals = list(workshop.goals.all())
    open_goals = [finding.about for finding in findings(run, locks=True) if finding.rule == "R-STRAT-13"]
    assert open_goals == [goal.key for goal in goals]
    for goal in goals:
        made[0].effect_values.create(goal=goal, value=goal.way)
    assert [finding for finding in findings(run, locks=True) if finding.rule == "R-STRAT-13"] == []
