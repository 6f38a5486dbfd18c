"""Goals on their pages: saved, advised, confirmed, taken back, corrected, listed."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from people.models import Goal
from people.models.goal import Held, Unconfirmed
from tests.people.conftest import everything, login, make_goal

FORM = {
    **{"title": "Scrap", "measure": "Scrap rate", "unit": "%", "better": "down", "kind": "level", "level": "2"},
    **{"dimension": "growth", "date": "2026-12-31", "derivation": "forward"},
    **{"floor": "8", "balance": "6,5", "sprint": "5"},
}

FIGURES = {"better": "up", "last_year": "43", "floor": "46", "balance": "50", "sprint": "54", "challenge": "58"}


def post(house, goal=None, **changes):
    address = (
        reverse("goal", args=[house.organisation.pk, goal.pk])
        if goal
        else reverse("new_goal", args=[house.organisation.pk])
    )
    return login(house.hanna).post(address, FORM | {"owner": house.liang.pk} | changes)


def test_a_goal_is_saved_with_points_and_commas(house):
    post(house, last_year="1 084,5", quarter_4="6.5")
    goal = Goal.objects.get(title="Scrap")
    assert (goal.last_year, goal.balance, goal.quarter_4) == (Decimal("1084.5"), Decimal("6.5"), Decimal("6.5"))
    assert (goal.organisation, goal.owner, goal.state, goal.challenge) == (
        house.organisation,
        house.liang,
        "draft",
        None,
    )


@pytest.mark.parametrize(
    ("changes", "field", "rule"),
    [
        ({"balance": "9"}, "balance", "(R-GOAL-1)"),
        ({"owner": ""}, "owner", "(R-GOAL-4)"),
        ({"quarter_4": "7"}, "quarter_4", "(R-GOAL-5)"),
        ({"kind": "sum", "quarter_1": "1"}, "quarter_2", "(R-GOAL-5)"),
    ],
)
def test_hard_rules_stand_at_their_field(changes, field, rule, house):
    response = post(house, **changes)
    assert response.status_code == 422
    assert [
        (name, [str(error).endswith(rule) for error in errors])
        for name, errors in response.context["form"].errors.items()
    ] == [(field, [True])]
    assert Goal.objects.count() == 1


def test_the_eighth_goal_of_a_year_is_refused_and_another_year_is_not(house):
    """R-GOAL-3"""
    for _ in range(6):
        make_goal(house.organisation, house.liang)
    response = post(house)
    assert list(response.context["form"].errors) == ["date"]
    assert post(house, date="2027-12-31").status_code == 302
    assert post(house, house.goal).status_code == 302


def test_advice_is_saved_and_shown_beside(house):
    response = post(house, sprint="6.4")
    assert response.status_code == 302
    page = login(house.hanna).get(response.headers["Location"])
    assert [finding.rule for finding in page.context["findings"]] == ["R-GOAL-2"]
    assert gettext("Tiers too close to mean anything: move this one further.") in page.content.decode()


def test_what_was_typed_is_shown_again(house):
    response = post(house, balance="6,5x", title="x" * 61)
    assert sorted(response.context["form"].errors) == ["balance", "title"]
    assert 'value="6,5x"' in response.content.decode()


def test_the_owner_comes_from_the_own_roster(house, olga):
    stranger = olga.organisations().get().people.get()
    assert list(post(house, owner=stranger.pk).context["form"].errors) == ["owner"]


def test_confirming_keeps_who_and_when(house):
    login(house.hanna).post(reverse("confirm_goal", args=[house.organisation.pk, house.goal.pk]))
    goal = Goal.objects.get(pk=house.goal.pk)
    assert (goal.state, goal.confirmed_by, goal.confirmed_at is None) == ("confirmed", house.hanna, False)


def taken_back(client, goal: Goal, reason: str = "The order of June fell away."):
    return client.post(reverse("reopen_goal", args=[goal.organisation_id, goal.pk]), {"reason": reason})


def test_taking_back_begins_a_version_that_says_why_and_what_changed(house):
    """Saving twice tells the way from the confirmed figure to the last one; what came back tells nothing."""
    house.goal.confirm(house.hanna)
    house.hannas_role.person = house.liang
    house.hannas_role.save()
    taken_back(login(house.hanna), house.goal)
    goal = Goal.objects.get(pk=house.goal.pk)
    assert (goal.state, goal.confirmed_by, goal.confirmed_at, goal.version) == ("draft", None, None, 2)
    for balance, sprint in (("51", "55"), ("52", "54")):
        assert post(house, house.goal, **FIGURES | {"balance": balance, "sprint": sprint}).status_code == 302
    [version] = goal.versions.all()
    assert (version.number, version.reason, version.by) == (2, "The order of June fell away.", house.liang)
    assert list(version.changes.values_list("figure", "old", "new")) == [("balance", Decimal(50), Decimal(52))]
    Goal.objects.get(pk=goal.pk).confirm(house.hanna)
    assert Goal.objects.get(pk=goal.pk).version == 2


def test_without_a_reason_nothing_is_taken_back(house):
    house.goal.confirm(house.hanna)
    client, before = login(house.hanna), everything()
    answer = taken_back(client, house.goal, " ")
    assert (answer.status_code, "This field is required." in answer.content.decode(), everything()) == (
        422,
        True,
        before,
    )


def test_what_was_never_confirmed_changes_without_a_version(house):
    post(house, house.goal, **FIGURES | {"balance": "51"})
    goal = Goal.objects.get(pk=house.goal.pk)
    assert (goal.balance, goal.version, goal.versions.count()) == (51, 1, 0)


def test_a_corrected_figure_makes_a_version_that_says_what_it_was(house):
    house.goal.confirm(house.hanna)
    house.goal.correct({"balance": Decimal(51), "sprint": house.goal.sprint}, "A slip of the pen.", house.liang)
    goal = Goal.objects.get(pk=house.goal.pk)
    [version] = goal.versions.all()
    changes = list(version.changes.values_list("figure", "old", "new"))
    assert (goal.state, goal.version, goal.balance) == ("confirmed", 2, 51)
    assert (version.number, version.reason, version.by) == (2, "A slip of the pen.", house.liang)
    assert changes == [("balance", Decimal(50), Decimal(51))]
    page = login(house.hanna).get(reverse("goal", args=[goal.organisation_id, goal.pk])).content.decode()
    assert 'data-version="2"' in page
    assert "<s>50</s>" in page


def test_r_goal_8_goal_of_a_signed_contract_is_neither_corrected_nor_taken_back(house):
    house.goal.confirm(house.hanna)
    Goal.objects.filter(pk=house.goal.pk).update(held_by="C-2026-4")
    goal, client = Goal.objects.get(pk=house.goal.pk), login(house.hanna)
    before = everything()
    with pytest.raises(Held):
        goal.correct({"balance": Decimal(51)}, "A slip of the pen.", house.liang)
    answer = taken_back(client, goal)
    assert (answer.status_code, "The signed contract C-2026-4 holds this goal." in answer.content.decode()) == (
        409,
        True,
    )
    assert everything() == before


def test_a_confirmed_goal_is_not_changed(house):
    house.goal.confirm(house.hanna)
    client = login(house.hanna)
    before = everything()
    address = reverse("goal", args=[house.organisation.pk, house.goal.pk])
    assert client.post(address, FORM | {"owner": house.liang.pk}).headers["Location"] == address
    assert everything() == before
    assert "<fieldset" in client.get(address).content.decode()


def test_a_goal_against_a_hard_rule_is_not_confirmed(house):
    Goal.objects.filter(pk=house.goal.pk).update(sprint=50)
    client = login(house.hanna)
    before = everything()
    response = client.post(reverse("confirm_goal", args=[house.organisation.pk, house.goal.pk]))
    assert (response.status_code, [finding.rule for finding in response.context["against"]]) == (409, ["R-GOAL-1"])
    assert everything() == before
    with pytest.raises(Unconfirmed, match="R-GOAL-1"):
        Goal.objects.get(pk=house.goal.pk).confirm(house.hanna)


def test_goals_are_listed_by_year_with_advice_of_their_year(house):
    make_goal(house.organisation, house.liang, title="Next", date=date(2027, 6, 30), dimension="growth")
    years = login(house.hanna).get(reverse("goals", args=[house.organisation.pk])).context["years"]
    assert [
        (year["year"], [goal.title for goal, _ladder in year["goals"]], [f.rule for f in year["findings"]])
        for year in years
    ] == [
        (2027, ["Next"], ["R-GOAL-3"]),
        (2026, ["Revenue"], ["R-GOAL-3", "R-GOAL-6"]),
    ]


def test_the_ladder_places_each_tier_between_worst_and_best(house):
    falling = make_goal(
        house.organisation, house.liang, better="down", last_year=100, floor=80, balance=50, sprint=20, challenge=0
    )
    years = login(house.hanna).get(reverse("goals", args=[house.organisation.pk])).context["years"]
    places = {goal.pk: [at for *_rest, at in ladder] for goal, ladder in years[0]["goals"]}
    assert places[falling.pk] == [7, 24, 50, 76, 93]


@pytest.mark.parametrize(("language", "title"), [("en", "Revenue"), ("zh-hans", "营业收入")])
def test_a_goal_is_called_in_the_readers_language(language, title, house):
    Goal.objects.filter(pk=house.goal.pk).update(title_zh="营业收入")
    client = login(house.hanna)
    client.cookies["django_language"] = language
    assert f"<bdi>{title}</bdi></a>" in client.get(reverse("goals", args=[house.organisation.pk])).content.decode()


@pytest.mark.parametrize(("title", "aim"), [("营业收入", "营业收入"), ("", "Invoiced revenue")])
def test_a_line_says_what_is_counted_and_in_chinese_by_the_chinese_title(title, aim, house):
    house.goal.measure, house.goal.title_zh = "Invoiced revenue", title
    assert (house.goal.aim_in("en"), house.goal.aim_in("zh-hans")) == ("Invoiced revenue", aim)
