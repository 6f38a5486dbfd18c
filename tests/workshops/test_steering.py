"""How the room moves: Next, back, pause, skip, reopen, take over; R-GEN-1, -2, -5, -6, -20, -21, R-PREP-1…3."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from live.models import Change
from tests.workshops.conftest import member
from workshops.models import Advance, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def run_of(workshop, kind):
    return workshop.agenda.get(kind=kind)


def agenda(workshop):
    return dict(workshop.agenda.exclude(state="pending").values_list("kind", "state"))


def press(client, workshop, address, **data):
    return client.post(f"/w/{workshop.public_id}/run/{address}/", data)


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_first_next_goes_live_with_the_first_stage(workshop, next_step):
    assert next_step().status_code == 302
    workshop.refresh_from_db()
    assert (workshop.state, agenda(workshop), run_of(workshop, "checkin").step) == (
        "live",
        {"checkin": "open"},
        "arrive",
    )
    assert list(Change.objects.filter(room=workshop.room).values_list("kind", flat=True)) == ["step"]


def test_next_of_the_last_step_locks_the_stage_and_opens_the_next(workshop, go_to, next_step):
    go_to("checkin", "arrive")
    next_step()
    assert agenda(workshop) == {"checkin": "locked", "contract": "open"}
    assert run_of(workshop, "contract").step == "welcome"


def test_next_of_another_step_changes_nothing(workshop, go_to, hanna):
    go_to("contract", "welcome")
    response = press(hanna, workshop, "next", expected="checkin.arrive.0")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert run_of(workshop, "contract").step == "welcome"


@pytest.mark.parametrize(("until", "step"), [(-1000, "arrive"), (60_000, "welcome")])
def test_press_that_a_dead_network_held_back_is_not_played_late(workshop, go_to, hanna, until, step):
    go_to("checkin", "arrive")
    meant = {"X-Until": str(int(time.time() * 1000) + until)}
    hanna.post(f"/w/{workshop.public_id}/run/next/", {"expected": "checkin.arrive.0"}, headers=meant)
    assert workshop.agenda.get(state="open").step == step


def test_last_next_leaves_the_event_closing(workshop, go_to, next_step):
    go_to("close", "photo")
    next_step()
    workshop.refresh_from_db()
    assert (workshop.state, workshop.current, workshop.position) == ("closing", None, "end")


def test_r_prep_1_asks_and_r_prep_3_asks_and_reasons_are_kept(workshop, next_step):
    workshop.checklist.filter(key="P01").update(state="open")
    workshop.envelope.all().delete()
    assert next_step().status_code == 409
    assert agenda(workshop) == {}
    assert next_step(R_PREP_1="Done on paper", R_PREP_3="The room agreed").status_code == 302
    kept = list(run_of(workshop, "checkin").overrides.values_list("rule", "reason"))
    assert kept == [("R-PREP-1", "Done on paper"), ("R-PREP-3", "The room agreed")]


@pytest.mark.parametrize("missing", ["people", "goal", "lead"])
def test_r_prep_2_stops_whatever_is_said(workshop, next_step, missing):
    if missing == "people":
        workshop.seats.filter(role="part").delete()
    elif missing == "goal":
        workshop.goals.clear()
    else:
        workshop.seats.filter(role="lead").update(role="watch")
    response = next_step(R_PREP_2="The room agreed")
    assert (response.status_code, response["X-Rule"], agenda(workshop)) == (409, "R-PREP-2", {})


def nexts_of(desk, workshop) -> list[tuple[str, str]]:
    """How Next looks at this desk, and what stands above it."""
    panel = html.fromstring(desk.get(f"/w/{workshop.public_id}/run/panel/").content)
    forms = panel.xpath("//form[@id='next']")
    told = [" ".join(form.xpath("string(./p[1])").split()) for form in forms]
    buttons = [" ".join(form.xpath(".//button[last()]/@class")[-1].split()) for form in forms]
    return list(zip(buttons, told, strict=True))


def test_r_gen_1_another_login_must_take_over_first(workshop, go_to):
    go_to("contract", "welcome")
    other = signed_in(member(workshop, "paul@example.com", "fac"))
    refused = press(other, workshop, "next", expected="contract.welcome.0")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-1")
    assert nexts_of(other, workshop) == [("btn btn--big", "Hanna is in charge. Take over")]
    assert press(other, workshop, "charge").status_code == 302
    assert nexts_of(other, workshop) == [("btn btn--primary btn--big", "")]
    assert press(other, workshop, "next", expected="contract.welcome.0").status_code == 302
    assert run_of(workshop, "contract").step == "agree"
    assert list(workshop.entries.filter(act="took charge").values_list("user__email", flat=True)) == [
        "paul@example.com"
    ]


@pytest.mark.parametrize(
    "address", ["next", "back", "pause", "resumption", "step", "time", "charge", "closure", "parked"]
)
def test_r_gen_1_seats_and_strangers_never_steer(workshop, go_to, sit, address):
    go_to("contract", "welcome")
    before = workshop.room.__class__.objects.get(pk=workshop.room_id).seq
    phone = sit("p03")
    olga = signed_in(member_of_another_firm())
    answers = [press(phone, workshop, address, expected="contract.welcome.0").status_code]
    answers.append(press(olga, workshop, address, expected="contract.welcome.0").status_code)
    assert answers == [302, 404]
    assert workshop.room.__class__.objects.get(pk=workshop.room_id).seq == before
    assert run_of(workshop, "contract").step == "welcome"


def member_of_another_firm():
    from people.models import Membership, Organisation, User

    olga = User.objects.create_user("olga@example.com", "a long passphrase")
    Membership.objects.create(user=olga, organisation=Organisation.objects.create(name_en="Linhe"), role="admin")
    return olga


def test_r_gen_1_admin_steers_only_with_the_role_of_facilitator(workshop, go_to):
    go_to("contract", "welcome")
    ada = member(workshop, "ada@example.com", "admin")
    desk = signed_in(ada)
    answers = [press(desk, workshop, address, expected="contract.welcome.0") for address in ("next", "pause", "charge")]
    assert [(answer.status_code, answer["X-Rule"]) for answer in answers] == [(409, "R-GEN-1")] * 3
    assert (run_of(workshop, "contract").step, Workshop.objects.get(pk=workshop.pk).facilitator) == (
        "welcome",
        workshop.facilitator,
    )
    workshop.organisation.memberships.create(user=ada, role="fac")
    assert press(desk, workshop, "charge").status_code == 302
    assert press(desk, workshop, "pause").status_code == 302
    assert run_of(workshop, "contract").state == "paused"


def test_r_gen_1_nobody_in_charge_is_no_way_in_for_an_admin(workshop, go_to):
    go_to("contract", "welcome")
    Workshop.objects.filter(pk=workshop.pk).update(facilitator=None)
    answer = press(signed_in(member(workshop, "ada@example.com", "admin")), workshop, "pause")
    assert (answer["X-Rule"], Workshop.objects.get(pk=workshop.pk).facilitator) == ("R-GEN-1", None)


def back(client, workshop):
    return press(client, workshop, "back", expected=Workshop.objects.get(pk=workshop.pk).position)


def test_r_gen_21_wrong_next_is_taken_back_without_revision(workshop, go_to, next_step, hanna):
    go_to("checkin", "arrive")
    opened = run_of(workshop, "checkin").step_opened_at
    next_step()
    assert back(hanna, workshop).status_code == 302
    run = run_of(workshop, "checkin")
    assert (agenda(workshop), run.step_opened_at, run.revision) == ({"checkin": "open"}, opened, 0)


def test_r_gen_21_double_tap_takes_one_next_back_and_a_second_tap_another(workshop, go_to, next_step, hanna):
    go_to("checkin", "arrive")
    next_step()
    next_step()
    there = Workshop.objects.get(pk=workshop.pk).position
    taps = [press(hanna, workshop, "back", expected=there) for _ in range(2)]
    assert [(tap.status_code, tap.headers.get("X-Rule")) for tap in taps] == [(302, None), (409, "R-GEN-2")]
    assert Workshop.objects.get(pk=workshop.pk).position == "contract.welcome.0"
    assert back(hanna, workshop).status_code == 302
    assert agenda(workshop) == {"checkin": "open"}


def test_r_gen_21_clock_stands_as_before_a_wrong_next(workshop, go_to, next_step, hanna):
    go_to("contract", "welcome")
    press(hanna, workshop, "time", minutes="5")
    before = run_of(workshop, "contract")
    next_step()
    back(hanna, workshop)
    after = run_of(workshop, "contract")
    assert (after.step, after.step_opened_at, after.extra_seconds) == ("welcome", before.step_opened_at, 300)


def test_r_gen_21_after_ten_seconds_it_stays(workshop, go_to, next_step, hanna):
    go_to("checkin", "arrive")
    next_step()
    Advance.objects.update(at=timezone.now() - timedelta(seconds=11))
    response = back(hanna, workshop)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-21")
    assert agenda(workshop) == {"checkin": "locked", "contract": "open"}


def test_going_back_inside_a_stage_needs_no_reason_and_raises_no_revision(workshop, go_to, hanna):
    go_to("contract", "agree")
    press(hanna, workshop, "step", expected="contract.agree.0", step="welcome")
    run = run_of(workshop, "contract")
    assert (run.step, run.revision) == ("welcome", 0)
    response = press(hanna, workshop, "step", expected="contract.welcome.0", step="agree")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")


def test_pause_holds_the_clock_and_next(workshop, go_to, hanna, next_step):
    run = go_to("contract", "welcome")
    press(hanna, workshop, "pause")
    assert run_of(workshop, "contract").state == "paused"
    assert next_step()["X-Rule"] == "R-GEN-1"
    paused = run_of(workshop, "contract")
    paused.paused_at -= timedelta(minutes=3)
    paused.save()
    press(hanna, workshop, "resumption")
    resumed = run_of(workshop, "contract")
    assert resumed.state == "open"
    assert resumed.ends_at - run.ends_at >= timedelta(minutes=3)


def test_r_gen_6_time_is_added_and_never_locks(workshop, go_to, hanna):
    run = go_to("contract", "welcome")
    press(hanna, workshop, "time", minutes="5")
    press(hanna, workshop, "time", minutes="-1")
    assert press(hanna, workshop, "time", minutes="500").status_code == 422
    later = run_of(workshop, "contract")
    assert (later.ends_at - run.ends_at, later.state) == (timedelta(minutes=4), "open")


def test_r_gen_20_stage_is_skipped_with_a_reason_and_taken_up_again(workshop, go_to, hanna, next_step):
    go_to("contract", "agree")
    assert press(hanna, workshop, "stages/grouping/skip", reason="Out of time").status_code == 302
    assert press(hanna, workshop, "stages/vision/skip", reason="The room agreed").status_code == 302
    press(hanna, workshop, "stages/vision/place")
    next_step(R_OPEN_1="The room agreed")
    assert agenda(workshop) | {"checkin": ""} == {
        "checkin": "", "contract": "locked", "grouping": "skipped", "vision": "open"
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["checkin", "goals", "consensus"])
def test_r_gen_20_some_stages_are_always_held(workshop, hanna, kind):
    response = press(hanna, workshop, f"stages/{kind}/skip", reason="Out of time")
    assert (response.status_code, response["X-Rule"], agenda(workshop)) == (409, "R-GEN-20", {})


def test_r_gen_20_a_stage_that_began_is_not_skipped(workshop, go_to, hanna):
    go_to("contract", "welcome")
    response = press(hanna, workshop, "stages/contract/skip", reason="Out of time")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-20")


@pytest.mark.parametrize(
    ("act", "said"), [("skip", {"reason": "no"}), ("shortness", {"reason": "no"}), ("reopening", {"reason": "no"})]
)
def test_reason_that_says_nothing_stands_in_its_field_on_the_plan(workshop, hanna, go_to, act, said):
    go_to("contract", "welcome")
    kind = "checkin" if act == "reopening" else "vision"
    answer = press(hanna, workshop, f"stages/{kind}/{act}", **said)
    field = html.fromstring(answer.content).xpath("//input[@name='reason' and @aria-invalid='true']")
    assert (answer.status_code, [one.get("value") for one in field]) == (422, ["no"])
    assert (agenda(workshop), run_of(workshop, "vision").is_short) == ({"checkin": "locked", "contract": "open"}, False)


def test_r_gen_5_reopening_pauses_the_room_and_returns_to_it(workshop, go_to, hanna, next_step):
    go_to("goals", "show")
    press(hanna, workshop, "stages/contract/reopening", step="agree", reason="One more concern came up")
    contract = run_of(workshop, "contract")
    assert (contract.state, contract.step, contract.revision) == ("open", "agree", 1)
    assert run_of(workshop, "goals").state == "paused"
    next_step(R_OPEN_1="The room agreed")
    assert (run_of(workshop, "contract").state, run_of(workshop, "goals").state) == ("locked", "open")


def test_r_gen_5_only_what_is_done_is_reopened(workshop, go_to, hanna):
    go_to("contract", "agree")
    response = press(hanna, workshop, "stages/goals/reopening", step="show", reason="One more concern came up")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-5")


def test_r_gen_14_event_closes_only_when_parked_items_have_an_outcome(workshop, go_to, hanna, next_step):
    go_to("close", "photo")
    next_step()
    workshop.parked_items.create(text="Who reads night records?")
    asking = press(hanna, workshop, "closure")
    assert (asking.status_code, 'name="reason-R-GEN-14"' in asking.content.decode()) == (409, True)
    press(hanna, workshop, "parked")
    assert press(hanna, workshop, "closure").status_code == 302
    workshop.refresh_from_db()
    assert (workshop.state, workshop.parked_items.get().outcome) == ("closed", "assigned")


def test_r_gen_12_the_log_names_who_and_what_but_no_text(workshop, go_to, hanna):
    go_to("contract", "welcome")
    press(hanna, workshop, "pause")
    press(hanna, workshop, "resumption")
    entries = workshop.entries.values_list("act", "user__email", "subject")
    assert list(entries) == [
        ("paused", "hanna@example.com", "contract.welcome.0"),
        ("resumed", "hanna@example.com", "contract.welcome.0"),
    ]


def test_rehearsal_is_wiped_by_one_tap_and_a_real_day_never(workshop, hanna):
    refused = hanna.post(f"/w/{workshop.public_id}/wipe/")
    assert (refused.status_code, Workshop.objects.count()) == (409, 1)
    Workshop.objects.update(is_rehearsal=True)
    assert hanna.post(f"/w/{workshop.public_id}/wipe/").status_code == 302
    assert Workshop.objects.count() == 0


def test_minutes_follow_the_head_count(workshop):
    minutes = dict(workshop.agenda.values_list("kind", "minutes"))
    assert minutes == {
        "checkin": 15, "contract": 15, "grouping": 4, "vision": 66, "stakes": 25, "goals": 19, "swot": 65,
        "strategy": 75, "actions": 50, "consensus": 19, "town": 45, "revise": 8, "signing": 21, "close": 11,
    }  # fmt: skip


def test_surplus_of_a_stage_goes_to_its_longest_step(workshop, go_to):
    run = go_to("swot", "write")
    run.minutes = 75
    assert run.step_minutes == 36
    run.step = "vote"
    assert run.step_minutes == 8


def test_clock_of_a_stage_runs_through_steps_without_minutes(workshop, go_to):
    first = go_to("goals", "show").ends_at
    assert go_to("goals", "restate").ends_at == first


def test_r_gen_21_a_stage_that_waited_waits_again(workshop, go_to, hanna, next_step):
    go_to("goals", "restate")
    press(hanna, workshop, "stages/contract/reopening", step="agree", reason="One more concern came up")
    next_step(R_OPEN_1="The room agreed")
    back(hanna, workshop)
    goals, contract = run_of(workshop, "goals"), run_of(workshop, "contract")
    assert (goals.state, goals.step, contract.state, contract.returns_to) == ("paused", "restate", "open", goals)
    next_step(R_OPEN_1="The room agreed")
    assert (run_of(workshop, "goals").state, run_of(workshop, "goals").step) == ("open", "restate")


def test_r_gen_21_after_another_act_the_next_is_not_taken_back(workshop, go_to, hanna, next_step):
    go_to("contract", "agree")
    next_step(R_OPEN_1="The room agreed")
    press(hanna, workshop, "stages/checkin/reopening", step="arrive", reason="Somebody came in late")
    response = back(hanna, workshop)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-21")
    assert agenda(workshop) == {"checkin": "open", "contract": "locked", "grouping": "paused"}


def test_a_reason_that_says_nothing_passes_no_rule(workshop, go_to, next_step):
    run = go_to("contract", "agree")
    for seat in workshop.seats.writers():
        seat.claim("en")
    assert next_step(R_OPEN_1=".").status_code == 422
    assert (run_of(workshop, "contract").state, list(run.overrides.all())) == ("open", [])


def test_what_comes_later_says_who_and_when(workshop, go_to, hanna):
    run = go_to("contract", "agree")
    for seat in workshop.seats.writers():
        seat.claim("en")
    expected = {"expected": "contract.agree.0"}
    for half in ({"reason-R-OPEN-1": "Comes later"}, {"who-R-OPEN-1": "Hu Bin"}, {"when-R-OPEN-1": "13:40"}):
        assert press(hanna, workshop, "next", **expected, **half).status_code == 422
    assert (run_of(workshop, "contract").state, list(run.overrides.all())) == ("open", [])
    both = {"who-R-OPEN-1": "Hu Bin", "when-R-OPEN-1": "13:40"}
    assert press(hanna, workshop, "next", **expected, **both).status_code == 302
    assert list(run.overrides.values_list("rule", "reason")) == [("R-OPEN-1", "Comes later: Hu Bin, 13:40")]
