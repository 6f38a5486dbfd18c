"""Freezing the page: R-CONS-2, R-CONS-4, R-CONS-5."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from live.models import Change
from signing.press import press_length
from tests.workshops.conftest import member
from workshops import coaching, exchange
from workshops.kickoff.consensus import length, versions
from workshops.kickoff.consensus.exchange import ConsensusPart

pytestmark = pytest.mark.django_db(transaction=True)


def freeze(client, workshop):
    return client.post(f"/w/{workshop.public_id}/run/statement/")


def last_change(workshop) -> tuple[str, str]:
    return Change.objects.filter(room=workshop.room).order_by("seq").values_list("kind", "ref").last()


def test_freeze(workshop, hanna, go_to):
    go_to("consensus", "freeze")
    assert freeze(hanna, workshop).status_code == 302
    document = versions.newest(workshop)
    assert (document.kind, document.number, document.version) == ("statement", 1, 1)
    assert (document.title_en, document.title_zh, document.frozen_by) == (
        "What we agreed",
        "我们的共识",
        workshop.facilitator,
    )
    assert ("statement", str(document.pk)) in workshop.room.changes.values_list("kind", "ref")
    assert last_change(workshop) == ("step", "")
    assert versions.is_current(workshop)


def test_freeze_is_for_the_facilitator(workshop, sit, go_to, client):
    go_to("consensus", "freeze")
    for visitor in (sit("p28"), sit("p01"), client):
        assert freeze(visitor, workshop).status_code == 302
    assert versions.newest(workshop) is None


def test_freeze_of_another_organisations_page_is_not_found(workshop, example, found):
    other = exchange.import_plan(example, None, None)
    stranger = Client()
    user = member(other, "eve@example.com", "fac")
    stranger.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert freeze(stranger, workshop).status_code == 404
    assert versions.newest(workshop) is None


def test_r_cons_2_unchanged_text_gives_no_new_version(workshop, hanna, go_to):
    go_to("consensus", "freeze")
    for _turn in range(2):
        freeze(hanna, workshop)
    assert versions.versions(workshop).count() == 1


def test_r_cons_2_change_gives_the_next_version_and_says_what_changed(workshop, hanna, go_to):
    go_to("consensus", "freeze")
    freeze(hanna, workshop)
    workshop.actions.filter(key="a08").update(due=date(2026, 7, 31))
    assert not versions.is_current(workshop)
    freeze(hanna, workshop)
    document = versions.newest(workshop)
    assert (document.version, document.parsed["changes"]) == (
        2,
        [
            {
                "id": "strategies.C4.actions.a08.due",
                "ref": "a08",
                "field_key": "due",
                "what_en": "Shift two melts a week to the night tariff: until",
                "what_zh": "Shift two melts a week to the night tariff：截止",
                "old": "2026-06-30",
                "new": "2026-07-31",
                "why": "",
                "question_key": "",
            }
        ],
    )


def test_r_cons_2_what_came_and_what_went_is_named(workshop):
    versions.fix(workshop)
    workshop.actions.filter(key="a08").delete()
    workshop.parked_items.all().delete()
    workshop.parked_items.create(text="Who waters the plants")
    changes = versions.fix(workshop).parsed["changes"]
    assert [(one["what_en"], one["old"], one["new"]) for one in changes if one["ref"]][:1] == [
        ("Shift two melts a week to the night tariff", "Shift two melts a week to the night tariff", "")
    ]
    assert ("Who waters the plants", "", "Who waters the plants") in [
        (one["what_en"], one["old"], one["new"]) for one in changes
    ]


def test_r_cons_2_stops_the_room_until_the_present_text_is_frozen(workshop, hanna, go_to, next_step, found):
    run = go_to("consensus", "freeze")
    assert found(run, "R-CONS-2") == [("H", "The present text is not frozen yet.")]
    assert next_step().status_code == 409
    freeze(hanna, workshop)
    assert found(run, "R-CONS-2") == []
    assert next_step().status_code == 302


def test_r_cons_5_stops_while_a_strategy_of_wave_1_has_no_action(workshop, hanna, go_to, found):
    run = go_to("consensus", "generate")
    assert found(run, "R-CONS-5") == []
    workshop.actions.filter(strategy__key="C5").delete()
    assert found(run, "R-CONS-5") == [("H", "“Train multi-skilled people” has no action yet.")]
    go_to("consensus", "freeze")
    response = freeze(hanna, workshop)
    assert (response.status_code, response["X-Rule"], versions.newest(workshop)) == (409, "R-CONS-5", None)


@pytest.mark.parametrize("step", ["generate", "freeze"])
def test_r_cons_5_one_tap_moves_a_strategy_without_action_to_wave_2(workshop, hanna, go_to, found, step):
    """Its action was withdrawn when the drafting was over: the room goes on without reopening a stage."""
    run = go_to("consensus", step)
    workshop.actions.filter(strategy__key="C5").delete()
    [finding] = [one for one in coaching.findings(run, locks=False) if one.rule == "R-CONS-5"]
    [fix] = finding.fixes
    assert (fix.label, hanna.post(fix.url, fix.fields).status_code) == ("Move it to wave 2", 302)
    assert (workshop.columns.get(key="C5").wave, found(run, "R-CONS-5")) == (2, [])
    assert freeze(hanna, workshop).status_code == 302


def test_r_act_6_nothing_moves_to_wave_2_once_people_sign(workshop, hanna, go_to):
    go_to("signing", "write")
    column = workshop.columns.get(key="C5")
    address = f"/w/{workshop.public_id}/run/actions/strategy/{column.pk}/later/"
    response = hanna.post(address, {"reason": "Nobody had an action for it"})
    column.refresh_from_db()
    assert (response.status_code, response["X-Rule"], column.wave) == (409, "R-GEN-2", 1)


def test_r_cons_5_is_silent_for_wave_2_and_where_actions_are_skipped(workshop, go_to, found):
    run = go_to("consensus", "generate")
    workshop.actions.filter(strategy__key="C5").delete()
    workshop.columns.filter(key="C5").update(wave=2)
    assert found(run, "R-CONS-5") == []
    workshop.columns.filter(key="C5").update(wave=1)
    workshop.agenda.filter(kind="actions").update(state="skipped")
    assert found(run, "R-CONS-5") == []


def test_r_cons_5_is_silent_on_a_column_that_was_joined_into_another(workshop, hanna, go_to, found):
    """Its heading is left with nothing below it, and the desk could not give it an action."""
    workshop.actions.filter(strategy__key="C5").delete()
    workshop.columns.get(key="C5").notes.update(column=workshop.columns.get(key="C1"))
    assert found(go_to("consensus", "generate"), "R-CONS-5") == []
    go_to("consensus", "freeze")
    assert freeze(hanna, workshop).status_code == 302
    assert [one["id"] for one in versions.newest(workshop).parsed["strategies"]] == ["C2", "C1", "C4", "C3"]


def test_r_cons_5_asks_about_a_goal_without_strategy_until_it_is_put_off(workshop, hanna, go_to, found):
    run = go_to("consensus", "generate")
    workshop.columns.get(key="C3").goals.clear()
    assert found(run, "R-CONS-5") == [("H", "No strategy serves “Revenue 2026”.")]
    refused = freeze(hanna, workshop)
    assert (refused.status_code, refused["X-Rule"], versions.newest(workshop)) == (409, "R-CONS-5", None)
    goal, owner = workshop.goals.get(key="G1"), workshop.organisation.people.get(key="p33")
    said = {"reason": "Prices are fixed in May", "owner": owner.pk, "date": "2026-05-04"}
    response = hanna.post(f"/w/{workshop.public_id}/run/goals/{goal.pk}/deferral/", said)
    assert (response.status_code, found(run, "R-CONS-5")) == (302, [])
    assert list(workshop.deferrals.values_list("reason", "owner", "date")) == [
        ("Prices are fixed in May", owner.pk, date(2026, 5, 4))
    ]
    assert last_change(workshop) == ("step", "")


def test_r_cons_5_goal_gets_its_strategies_where_it_was_missed(workshop, hanna, go_to, found):
    run = go_to("consensus", "generate")
    workshop.columns.get(key="C3").goals.clear()
    goal = workshop.goals.get(key="G1")
    address = f"/w/{workshop.public_id}/run/goals/{goal.pk}/serving/"
    assert f'action="{address}"' in hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    assert [hanna.post(address, said).status_code for said in ({}, {"strategies": [0]})] == [422, 422]
    assert len(found(run, "R-CONS-5")) == 1
    ticked = [workshop.columns.get(key=key) for key in ("C1", "C3")]
    response = hanna.post(address, {"strategies": [column.pk for column in ticked]})
    assert (response.status_code, found(run, "R-CONS-5")) == (302, [])
    assert [goal in column.goals.all() for column in ticked] == [True, True]


def test_deferral_without_reason_is_refused(workshop, hanna, go_to):
    go_to("consensus", "generate")
    goal = workshop.goals.get(key="G1")
    response = hanna.post(f"/w/{workshop.public_id}/run/goals/{goal.pk}/deferral/", {"date": "2026-05-04"})
    assert (response.status_code, workshop.deferrals.count()) == (422, 0)


def test_deferral_of_a_goal_of_another_event_is_not_found(workshop, hanna, go_to, found):
    go_to("consensus", "generate")
    goal = workshop.goals.get(key="G1")
    workshop.goals.remove(goal)
    response = hanna.post(f"/w/{workshop.public_id}/run/goals/{goal.pk}/deferral/", {"reason": "x"})
    assert (response.status_code, workshop.deferrals.count()) == (404, 0)


def test_r_cons_4_advises_above_twenty_actions(workshop, go_to, found):
    run = go_to("consensus", "generate")
    assert found(run, "R-CONS-4") == []
    first = workshop.actions.get(key="a01")
    for number in range(7):
        first.pk, first.key, first.decision = None, f"b{number}", None
        first.save()
    assert found(run, "R-CONS-4") == [("S", "More than 20 actions.")]
    labels = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            [finding] = [one for one in coaching.findings(run, locks=False) if one.rule == "R-CONS-4"]
            labels += [fix.label for fix in finding.fixes]
    assert labels == ["“Win and grow key accounts” to wave 2", "“赢得并做大重点客户”放到第二批"]


def test_r_cons_4_counts_the_pages_as_the_press_sets_them(workshop, go_to, found):
    """The estimate is followed by the count; a longer text is counted anew, the annex never."""
    run = go_to("consensus", "generate")
    assert length.length(workshop).is_awaited
    waiting = length.measure(workshop)
    assert length.measure(workshop) is None
    waiting.join()
    short = length.length(workshop)
    sheets = [press_length(versions.fix(workshop).html(language)) for language in ("en", "zh-hans")]
    assert short == length.Length(max(sheets), True, False)
    for action in workshop.actions.all():
        action.new_vs_past = "Nobody has tried this before in any of our halls. " * 8
        action.save()
    assert length.length(workshop).is_awaited
    length.measure(workshop).join()
    longer = length.length(workshop)
    assert (longer.is_set, longer.pages > short.pages) == (True, True)
    assert found(run, "R-CONS-4") == [("S", f"{longer.pages} pages.")]


def test_r_cons_1_introduction_is_the_only_free_text(workshop, hanna, go_to):
    go_to("consensus", "generate")
    where = f"/w/{workshop.public_id}/run/statement/introduction/"
    assert hanna.post(where, {"text": "字" * 601}).status_code == 422
    assert hanna.post(where, {"text": "We built this in one day."}).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.introduction, last_change(workshop)) == ("We built this in one day.", ("step", ""))


def test_wall_and_phones_show_the_version_with_the_full_text_behind(workshop, hanna, go_to, sit):
    go_to("consensus", "freeze")
    freeze(hanna, workshop)
    phone, where = sit("p28"), f"/w/{workshop.public_id}/"
    pages = [hanna.get(where + "wall/"), phone.get(where)]
    assert ["Version 1" in page.content.decode() for page in pages] == [True, True]
    assert f'href="{where}statement/"' in pages[1].content.decode()
    full, text = phone.get(where + "statement/").content.decode(), versions.newest(workshop).parsed
    assert [one["text"] in full for strategy in text["strategies"] for one in strategy["actions"]] == [True] * 14


def test_full_text_is_for_seats_of_this_workshop(workshop, example, sit):
    other = exchange.import_plan(example, workshop.organisation, None)
    assert sit("p28").get(f"/w/{other.public_id}/statement/").status_code == 302


def test_expected_signatures_are_writers_who_came_and_the_decision_maker(workshop):
    """R-SIGN-6: left or not; nobody else counts."""
    assert versions.expected_signatures(workshop) == 19
    workshop.seats.filter(person__key="p03").update(checked_in_at=None)
    assert versions.expected_signatures(workshop) == 18


def test_import_builds_both_versions_and_gives_them_back(transactional_db, example):
    day = exchange.import_workshop(example)
    made = ConsensusPart().dump(day, exchange.Book(day))["consensus_statement"]
    given = example["consensus_statement"]
    same = ("version", "frozen_at", "previous", "changes_from_v1", "intro", "intro_lang")
    assert {key: made[key] for key in same} == {key: given[key] for key in same}
    assert made["content_hash"] == versions.newest(day).content_hash
