"""R-ACT-1 to R-ACT-10: each where it fires and where it stays silent."""

from datetime import date

import pytest
from django.utils.translation import override
from lxml import html

from workshops.coaching import findings
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def said(workshop):
    """`said(run, "R-ACT-5")`: level, words and object of what that rule says now."""

    def told(run, rule, locks=False):
        run.refresh_from_db()
        return [(one.level, one.what, one.about) for one in findings(run, locks) if one.rule == rule]

    return told


def test_r_act_1_fires_on_a_row_that_nobody_owns(go_to, row, said):
    row()
    assert said(go_to("actions", "cross-check"), "R-ACT-1") == [("H", "Nobody owns 01.", "a01")]


def test_r_act_1_leads_to_the_row(workshop, go_to, row, hanna):
    action = row()
    (stop,) = [one for one in findings(go_to("actions", "cross-check"), False) if one.level == "H"]
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
    (place,) = page.xpath(f"//*[@id='{stop.fixes[0].url.removeprefix('#')}']")
    row_of_it = place.xpath("string(ancestor::tr/@data-action)")
    assert (row_of_it, place.xpath(".//form[contains(@action, '/withdrawal/')]") != []) == (action.key, True)


def test_r_act_1_stops_the_room_until_the_row_is_withdrawn(go_to, row, next_step):
    action = row()
    run = go_to("actions", "cross-check")
    response = next_step(R_ACT_1="The room agreed")
    run.refresh_from_db()
    assert (response.status_code, response["X-Rule"], run.step) == (409, "R-ACT-1", "cross-check")
    action.withdraw("Nobody has the hours")
    next_step()
    run.refresh_from_db()
    assert run.step == "decide"


@pytest.mark.parametrize("gone", [{"wave": 3}, {"heading": ""}])
def test_r_act_1_row_whose_strategy_is_gone_stands_on_the_desk(workshop, hanna, go_to, row, columns, next_step, gone):
    action = row(strategy=columns[4])
    run = go_to("actions", "cross-check")
    workshop.columns.filter(pk=columns[4].pk).update(**gone)
    assert next_step().status_code == 409
    assert f'id="desk-action-{action.pk}"' in hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    withdrawal = f"/w/{workshop.public_id}/run/actions/{action.pk}/withdrawal/"
    assert hanna.post(withdrawal, {"reason": "The strategy was joined"}).status_code == 302
    next_step()
    run.refresh_from_db()
    assert run.step == "decide"


def test_r_act_1_fires_until_the_owner_said_yes(go_to, row, said, everybody_here):
    action = row(owner="p06")
    run = go_to("actions", "cross-check")
    assert said(run, "R-ACT-1") == [("O", "Not accepted yet: 01.", "a01")]
    action.accept()
    assert said(run, "R-ACT-1") == []


def test_r_act_1_fires_on_an_owner_who_has_left(workshop, go_to, row, said, everybody_here):
    row(owner="p06").accept()
    workshop.seats.get(person__key="p06").leave()
    run = go_to("actions", "cross-check")
    assert said(run, "R-ACT-1") == [("O", "The owner is not here: 01.", "a01")]


def test_r_act_1_is_passed_with_a_reason_that_is_kept(go_to, row, next_step, everybody_here):
    row(owner="p06")
    run = go_to("actions", "cross-check")
    assert next_step().status_code == 409
    next_step(R_ACT_1="To be confirmed by Sun Wei on Monday")
    run.refresh_from_db()
    assert run.step == "decide"
    assert list(run.overrides.values_list("rule", "reason")) == [("R-ACT-1", "To be confirmed by Sun Wei on Monday")]


def test_r_act_2_fires_when_everything_ends_in_the_last_month(go_to, row, said):
    row(due=date(2026, 12, 1))
    row(due=date(2026, 12, 31))
    run = go_to("actions", "draft")
    assert said(run, "R-ACT-2") == [("S", "“Level the plan” ends everything in the last month.", "C1")]


def test_r_act_2_is_silent_when_one_ends_earlier(go_to, row, said):
    row(due=date(2026, 12, 31))
    row(due=date(2026, 11, 30))
    assert said(go_to("actions", "draft"), "R-ACT-2") == []


@pytest.mark.parametrize("missing", [{"measure": ""}, {"baseline": None}, {"target": None}])
def test_r_act_3_fires_on_a_row_without_its_number(go_to, row, said, missing):
    row(**missing)
    assert said(go_to("actions", "cross-check"), "R-ACT-3") == [("O", "No number yet: 01.", "a01")]


def test_r_act_3_is_silent_on_a_full_row(go_to, row, said):
    row()
    assert said(go_to("actions", "cross-check"), "R-ACT-3") == []


def test_r_act_3_advises_a_source_and_a_supplier(go_to, row, said):
    row(source="")
    row(source_by=None)
    row()
    run = go_to("actions", "cross-check")
    assert said(run, "R-ACT-3") == [("S", "No source or supplier yet: 01, 02.", "")]


def test_r_act_3_advises_to_measure_an_unknown_value(go_to, row, said):
    row(baseline=None, not_yet_measured=True)
    run = go_to("actions", "cross-check")
    assert said(run, "R-ACT-3") == [("S", "01 starts from an unknown value, and no action measures it.", "a01")]
    row(text="Count core stock accuracy once")
    assert said(run, "R-ACT-3") == []


def test_r_act_3_asks_for_sources_before_signing_only(workshop, go_to, row, said):
    row(source="")
    town = go_to("town", workshop.agenda.get(kind="town").stage.steps[-1].key)
    revise = workshop.agenda.filter(kind="revise").first()
    before_signing = said(town, "R-ACT-3", locks=True)
    expected = [] if revise else [("O", "No source or supplier yet: 01.", "")]
    assert before_signing == expected
    workshop.agenda.filter(kind="signing").update(state="skipped")
    assert said(town, "R-ACT-3", locks=True) == []


def test_r_act_5_fires_on_the_fourth_and_not_on_the_third(go_to, row, said, person):
    for _place in range(3):
        row(owner="p06")
    run = go_to("actions", "draft")
    assert said(run, "R-ACT-5") == []
    fourth = row(owner="p06")
    assert said(run, "R-ACT-5") == [("S", f"{person('p06').name} has 4 key actions.", "p06")]
    fourth.withdraw("Too much for one")
    assert said(run, "R-ACT-5") == []


def test_r_act_6_fires_on_a_strategy_without_action(go_to, row, columns, said):
    for column in columns[:4]:
        row(strategy=column)
    run = go_to("actions", "draft")
    assert said(run, "R-ACT-6") == [("H", "“Win key accounts” has no action yet.", "C5")]


def test_r_act_6_calls_a_strategy_in_the_language_of_the_console(go_to, row, columns, said):
    for column in columns[:4]:
        row(strategy=column)
    columns[4].name_as("Win key accounts", "赢得重点客户")
    run = go_to("actions", "draft")
    with override("zh-hans"):
        ((_level, what, _about),) = said(run, "R-ACT-6")
    assert ("赢得重点客户" in what, "Win key accounts" in what) == (True, False)


def test_r_act_6_counts_no_withdrawn_row(go_to, columns, each_has_one, said):
    each_has_one[4].withdraw("Nobody has the hours")
    assert [about for _level, _what, about in said(go_to("actions", "draft"), "R-ACT-6")] == ["C5"]


def test_r_act_6_is_silent_when_each_has_one(go_to, each_has_one, said):
    assert said(go_to("actions", "draft"), "R-ACT-6") == []


def test_r_act_6_way_out_is_one_tap_into_wave_2(workshop, go_to, row, columns, hanna, next_step, touched):
    for column in columns[:4]:
        row(strategy=column)
    run = go_to("actions", "draft")
    assert (next_step().status_code, next_step()["X-Rule"]) == (409, "R-ACT-6")
    fix = run.findings()[0].fixes[0]
    page = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert f'action="{fix.url}"' in page
    touched()
    assert hanna.post(fix.url, fix.fields).status_code == 302
    columns[4].refresh_from_db()
    assert (columns[4].wave, columns[4].wave_reason) == (2, fix.fields["reason"])
    assert touched() == [("strategy", str(columns[4].pk))]
    next_step()
    run.refresh_from_db()
    assert run.step == "cross-check"


def test_r_act_6_wave_2_needs_a_reason_and_an_own_strategy(workshop, go_to, columns, hanna, sit):
    go_to("actions", "draft")
    url = f"/w/{workshop.public_id}/run/actions/strategy/{columns[4].pk}/later/"
    assert hanna.post(url, {"reason": "x"}).status_code == 422
    assert sit("p03").post(url, {"reason": "Out of time"}).status_code == 302
    assert hanna.post(url.replace(str(columns[4].pk), "999999"), {"reason": "Out of time"}).status_code == 404
    columns[4].refresh_from_db()
    assert columns[4].wave == 1


def test_r_act_6_advises_on_the_sixth_and_not_on_the_fifth(go_to, row, each_has_one, said):
    for _place in range(4):
        row()
    run = go_to("actions", "draft")
    assert said(run, "R-ACT-6") == []
    row()
    assert said(run, "R-ACT-6") == [("S", "“Level the plan” has 6 actions.", "C1")]


def test_r_act_7_offers_to_reopen_the_strategies(workshop, go_to, row, said, sit, hanna):
    action = row()
    run = go_to("actions", "cross-check")
    assert said(run, "R-ACT-7") == []
    action.doubt(workshop.seats.get(person__key="p08"))
    assert said(run, "R-ACT-7") == [("S", "1 doubt that 01 moves the goal.", "a01")]
    fix = next(one for one in run.findings() if one.rule == "R-ACT-7").fixes[0]
    assert hanna.post(fix.url, fix.fields).status_code == 302
    current = Workshop.objects.get(pk=workshop.pk).current
    assert (current.kind, current.step, current.revision) == ("strategy", "relevance", 1)


@pytest.mark.parametrize("measure", ["Meetings held", "Number of visits to customers", "培训次数", "每月开会次数"])
def test_r_act_8_fires_on_a_measure_of_activity(go_to, row, said, measure):
    row(measure=measure)
    assert said(go_to("actions", "draft"), "R-ACT-8") == [("S", f"01 counts activity only: {measure}.", "a01")]


@pytest.mark.parametrize(
    "measure", ["Core scrap", "People certified for two posts", "Posts with a work card", "一次合格率", ""]
)
def test_r_act_8_is_silent_on_what_changes(go_to, row, said, measure):
    row(measure=measure)
    assert said(go_to("actions", "draft"), "R-ACT-8") == []


def test_r_act_8_is_silent_on_every_measure_of_the_example(go_to, row, said, example):
    for action in example["key_actions"]:
        row(measure=action["measure"])
    assert said(go_to("actions", "draft"), "R-ACT-8") == []


def test_r_act_9_fires_when_nothing_of_a_strategy_is_new(go_to, row, said):
    row(new_vs_past="")
    run = go_to("actions", "cross-check")
    assert said(run, "R-ACT-9") == [("S", "Nothing in “Level the plan” says what is new.", "C1")]
    row(new_vs_past="Booked at the source")
    assert said(run, "R-ACT-9") == []


def test_r_act_10_fires_until_each_request_is_decided(workshop, go_to, row, said, person, next_step, everybody_here):
    action = row(budget=500)
    row()
    run = go_to("actions", "decide")
    assert said(run, "R-ACT-10") == [("O", "Not decided yet: 01.", "a01")]
    assert next_step().status_code == 409
    action.decide("later", by=person("p01"), by_date=date(2026, 2, 27), by_person=person("p01"))
    assert said(run, "R-ACT-10") == []


def test_r_act_10_is_passed_with_a_reason_that_is_kept(go_to, row, next_step):
    row(budget=500)
    run = go_to("actions", "decide")
    next_step(R_ACT_10="Out of time")
    run.refresh_from_db()
    assert (run.state, list(run.overrides.values_list("rule", "reason"))) == ("locked", [("R-ACT-10", "Out of time")])
