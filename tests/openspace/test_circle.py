"""Step 1: four rules, how thanks are shared, corners; R-OS-1, R-OS-2, R-OS-8."""

import re
from decimal import Decimal

import pytest

from openspace.circle import RULES, chairs
from openspace.models import Acceptance, Space
from openspace.models.space import proposed_corners
from workshops.models import Seat, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
RULE = {
    "corners": "4",
    "mode": "pool",
    "budget": "2000",
    "currency": "CNY",
    "step": "10",
    "weight_feasible": "3",
    "weight_testable": "2",
    "weight_thinkable": "1",
    "rate_feasible": "60",
    "rate_testable": "30",
    "rate_thinkable": "10",
    "most_a_group": "500",
    "cap_per_person": "5",
}


def show(client, workshop, **other):
    return client.post(f"/w/{workshop.public_id}/run/space/", RULE | other)


def accept(client, workshop, **data):
    return client.post(f"/w/{workshop.public_id}/four-rules/", data)


def wall(client, workshop, language="en") -> str:
    return client.get(f"/w/{workshop.public_id}/wall/", headers={"Accept-Language": language}).content.decode()


# ---- going live ----------------------------------------------------------------------------------------------


def test_r_prep_2_an_open_space_opens_with_two_people_and_nothing_else(workshop, next_step):
    workshop.seats.writers().exclude(person__key__in=["p03", "p06"]).delete()
    assert next_step().status_code == 302
    assert Workshop.objects.get(pk=workshop.pk).position == "openspace.circle.0"


def test_r_prep_2_stops_an_open_space_of_one(workshop, next_step):
    workshop.seats.writers().exclude(person__key="p03").delete()
    response = next_step()
    assert (response.status_code, response["X-Rule"]) == (409, "R-PREP-2")


# ---- the four rules ------------------------------------------------------------------------------------------


def test_wall_and_phones_show_the_four_rules_in_both_languages(workshop, hanna, sit, step):
    step("circle")
    phone = sit("p03").get(f"/w/{workshop.public_id}/").content.decode()
    for page in (wall(hanna, workshop), phone):
        assert [english in page and chinese in page for english, chinese in RULES] == [True] * 4


def test_accepting_is_kept_once_with_its_seat(workshop, sit, step):
    step("circle")
    phone = sit("p03")
    assert [accept(phone, workshop).status_code, accept(phone, workshop).status_code] == [200, 200]
    assert list(Acceptance.objects.values_list("seat", flat=True)) == [phone.seat.pk]


def test_decision_maker_accepts_like_everybody(workshop, sit, step):
    step("circle")
    Seat.objects.filter(person__key="p03").update(role="lead")
    assert accept(sit("p03"), workshop).status_code == 200


def test_observer_and_stranger_accept_nothing(workshop, sit, step, client):
    step("circle")
    Seat.objects.filter(person__key="p03").update(role="watch")
    response = accept(sit("p03"), workshop)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert accept(client, workshop).status_code == 403
    assert not Acceptance.objects.exists()


def test_broken_key_is_refused(workshop, sit, step):
    step("circle")
    assert accept(sit("p03"), workshop, key="short").status_code == 422
    assert not Acceptance.objects.exists()


def test_wall_has_a_chair_for_each_and_names_nobody(workshop, hanna, sit, step):
    step("circle")
    for key in ("p03", "p06", "p10"):
        sit(key)
    page = wall(hanna, workshop)
    states = re.findall(r'class="chair" data-s="(\w+)"></ellipse>', page)
    assert (states.count("on"), states.count("new"), states.count("off")) == (2, 1, 17)
    here = workshop.seats.present()
    assert [seat.name in page for seat in here] == [False] * 3
    assert "<b>3</b> of 20 are here" in page


def test_circle_of_nobody_still_has_its_chairs():
    assert [chair.state for chair in chairs(0, 3)] == ["off"] * 3
    assert len(chairs(0, 0)) == 1


# ---- how thanks are shared -----------------------------------------------------------------------------------


def test_r_os_8_rule_is_shown_on_the_wall_and_may_change_until_the_walk(workshop, hanna, step):
    step("circle")
    show(hanna, workshop)
    assert "CNY 2,000" in wall(hanna, workshop)
    show(hanna, workshop, budget="900")
    assert "CNY 900" in wall(hanna, workshop)
    assert Space.objects.get().budget == Decimal(900)


def test_r_os_8_stops_the_circle_until_the_rule_was_shown(workshop, hanna, step, next_step, everybody_here, asked):
    step("circle")
    assert ("R-OS-8", "H") in asked()
    response = next_step()
    assert (response.status_code, response["X-Rule"]) == (409, "R-OS-8")
    hanna.post(f"/w/{workshop.public_id}/run/space/proposal/")
    assert "R-OS-8" not in [rule for rule, _level in asked()]
    kept = Space.objects.get()
    assert (kept.corners, kept.mode, kept.budget, kept.step) == (3, "pool", Decimal(1500), Decimal(10))


def test_r_os_8_refuses_another_rule_once_it_is_frozen(workshop, hanna, step):
    step("circle")
    show(hanna, workshop)
    Space.objects.get().freeze()
    response = show(hanna, workshop, budget="5000")
    assert (response.status_code, response["X-Rule"]) == (409, "R-OS-8")
    assert Space.objects.get().budget == Decimal(2000)


def test_budget_nought_says_thanks_only(workshop, hanna, step):
    step("circle")
    assert show(hanna, workshop, budget="0").status_code == 302
    assert "Thanks only" in wall(hanna, workshop)


def test_rule_below_nought_is_refused(workshop, hanna, step):
    step("circle")
    for wrong in ({"budget": "-1"}, {"step": "0"}, {"weight_feasible": "-3"}, {"corners": "6"}, {"currency": "XXQ"}):
        assert show(hanna, workshop, **wrong).status_code == 422
    assert not Space.objects.exists()


def test_phone_may_not_show_a_rule(workshop, sit, step):
    step("circle")
    response = show(sit("p03"), workshop)
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/accounts/login/")
    assert not Space.objects.exists()


# ---- corners and who is here ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "corners"), [(2, 2), (10, 2), (19, 2), (20, 3), (28, 4), (36, 5), (60, 5)])
def test_r_os_1_proposes_a_corner_for_eight_people(count, corners):
    assert proposed_corners(count) == corners


def test_r_os_1_one_corner_asks_for_a_reason(workshop, hanna, step, next_step, everybody_here, asked):
    run = step("circle")
    show(hanna, workshop, corners="1")
    assert ("R-OS-1", "O") in asked()
    assert next_step().status_code == 409
    show(hanna, workshop, corners="3")
    assert [level for rule, level in asked() if rule == "R-OS-1"] == []
    assert not run.overrides.exists()


def test_r_os_1_advises_when_a_corner_has_fewer_than_four(workshop, hanna, step, everybody_here, asked):
    step("circle")
    show(hanna, workshop, corners="5")
    assert ("R-OS-1", "S") not in asked()
    everybody_here.first().leave()
    assert ("R-OS-1", "S") in asked()


def test_r_os_2_names_who_is_missing_until_somebody_who_leads_is_here(workshop, step, sit, everybody_here):
    step("circle")

    def named(department: str) -> list[str]:
        found = [one for one in Workshop.objects.get(pk=workshop.pk).findings() if one.rule == "R-OS-2"]
        return [one.what for one in found if department in one.what]

    seat = sit("p03").seat
    department = seat.person.department
    colleagues = workshop.seats.filter(person__department=department)
    colleagues.update(left_at="2026-04-17T03:00:00Z")
    assert named(department.name_en) == [f"Nobody from {department.name_en} is here."]
    seat.come_back()
    colleagues.first().person.reports.update(superior=None)
    nobody = f"Nobody who leads in {department.name_en}, or holds a key post there, is here."
    assert named(department.name_en) == [nobody]
    workshop.organisation.people.filter(key="p03").update(key_post=True)
    assert named(department.name_en) == []
    workshop.organisation.people.filter(key="p03").update(key_post=False)
    assert named(department.name_en) == [nobody]
    workshop.organisation.people.filter(key="p01").update(superior=seat.person)
    assert named(department.name_en) == []


def test_rate_is_shown_as_money_an_idea(workshop, hanna, step):
    step("circle")
    show(hanna, workshop, mode="rate")
    assert re.findall(r'<b class="serif num">(\d+)</b></li>', wall(hanna, workshop)) == ["60", "30", "10"]
    show(hanna, workshop)
    assert re.findall(r'<b class="serif num">(\d+)</b></li>', wall(hanna, workshop)) == ["3", "2", "1"]
