"""Yes, no, later: the envelope holds (R-PREP-6, R-ACT-4), also against twenty at once; the own tap (R-PREP-9)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from live import Refused
from workshops.kickoff.actions.decisions import decide, purse
from workshops.models import Decision

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(workshop):
    return lambda key: workshop.envelope.get(key=key)


def post(client, workshop, action, **data):
    return client.post(f"/w/{workshop.public_id}/actions/{action.pk}/decision/", data)


def desk(hanna, workshop, action, **data):
    return hanna.post(f"/w/{workshop.public_id}/run/actions/{action.pk}/decision/", data)


def kept(workshop):
    who = ("decided_by__key", "by_date", "by_person__key")
    return list(workshop.decisions.values_list("action__key", "outcome", "envelope__key", "amount", *who, "stage"))


def test_decision_maker_says_yes_on_the_own_phone(workshop, sit, go_to, row, line, touched):
    action = row(budget=38000)
    go_to("actions", "decide")
    touched()
    response = post(sit("p01"), workshop, action, outcome="yes", line=line("E1").pk)
    assert response.status_code == 200
    assert kept(workshop) == [("a01", "yes", "E1", Decimal(38000), "p01", None, None, "actions")]
    action.refresh_from_db()
    assert action.budget_state == "granted"
    assert touched() == [("action", str(action.pk))]
    assert list(workshop.entries.filter(act="decided").values_list("subject", flat=True)) == ["a01 yes"]


def test_a_part_of_the_request_becomes_the_budget(workshop, sit, go_to, row, line):
    action = row(budget=180000)
    go_to("actions", "decide")
    assert post(sit("p01"), workshop, action, outcome="yes", line=line("E1").pk, amount="90000,5").status_code == 200
    action.refresh_from_db()
    assert (action.budget, action.budget_state) == (Decimal("90000.5"), "granted")


def test_later_keeps_date_and_person(workshop, sit, go_to, row, line, person):
    action = row(budget=180000)
    go_to("actions", "decide")
    data = {"outcome": "later", "line": line("E1").pk, "by_date": "2026-02-27", "by_person": person("p01").pk}
    assert post(sit("p01"), workshop, action, **data).status_code == 200
    assert kept(workshop) == [("a01", "later", "E1", Decimal(180000), "p01", date(2026, 2, 27), "p01", "actions")]
    assert purse(workshop).later == 180000


@pytest.mark.parametrize("missing", ["by_date", "by_person"])
def test_later_without_date_or_person_is_a_form_error(workshop, sit, go_to, row, person, missing):
    action = row(budget=180000)
    go_to("actions", "decide")
    data = {"outcome": "later", "by_date": "2026-02-27", "by_person": person("p01").pk}
    del data[missing]
    assert post(sit("p01"), workshop, action, **data).status_code == 422
    assert kept(workshop) == []


def test_no_keeps_its_reason(workshop, sit, go_to, row):
    action = row(budget=180000)
    go_to("actions", "decide")
    assert post(sit("p01"), workshop, action, outcome="no", reason="Not this year").status_code == 200
    action.refresh_from_db()
    assert (action.budget_state, action.reason) == ("refused", "Not this year")


@pytest.mark.parametrize("key", ["p03", "p10"])
def test_nobody_else_decides(workshop, sit, go_to, row, line, key):
    action = row(budget=38000)
    go_to("actions", "decide")
    response = post(sit(key), workshop, action, outcome="yes", line=line("E1").pk)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert kept(workshop) == []


@pytest.mark.parametrize("step", ["draft", "cross-check"])
def test_decision_maker_decides_in_the_step_only(workshop, sit, go_to, row, line, step):
    action = row(budget=38000)
    go_to("actions", step)
    response = post(sit("p01"), workshop, action, outcome="yes", line=line("E1").pk)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert kept(workshop) == []


# ---- R-PREP-6 and R-ACT-4 -----------------------------------------------------------------------------------


def test_r_prep_6_fires_on_one_item_above_its_limit(workshop, sit, go_to, row, line):
    action = row(budget=180000)
    go_to("actions", "decide")
    response = post(sit("p01"), workshop, action, outcome="yes", line=line("E1").pk)
    assert (response.status_code, response["X-Rule"]) == (409, "R-PREP-6")
    action.refresh_from_db()
    assert (kept(workshop), action.budget_state, action.decision) == ([], "asked", None)


def test_r_prep_6_is_silent_at_the_limit(workshop, sit, go_to, row, line):
    action = row(budget=100000)
    go_to("actions", "decide")
    assert post(sit("p01"), workshop, action, outcome="yes", line=line("E1").pk).status_code == 200
    assert purse(workshop).left == 200000


def test_r_act_4_fires_on_a_sum_above_the_envelope_and_not_at_it(workshop, sit, go_to, row, line):
    rows = [row(budget=100000) for _place in range(4)]
    go_to("actions", "decide")
    phone = sit("p01")
    answers = [post(phone, workshop, action, outcome="yes", line=line("E1").pk).status_code for action in rows]
    assert answers == [200, 200, 200, 409]
    assert (purse(workshop).granted, purse(workshop).left) == (300000, 0)


def test_r_act_4_money_comes_from_a_line_of_money(workshop, sit, go_to, row, line):
    action = row(budget=1)
    go_to("actions", "decide")
    phone = sit("p01")
    answers = [post(phone, workshop, action, outcome="yes", line=line(key).pk) for key in ("E2", "E3")]
    assert [(answer.status_code, answer["X-Rule"]) for answer in answers] == [(409, "R-ACT-4")] * 2
    assert kept(workshop) == []


@pytest.mark.parametrize("amount", ["-5", "0,001", "many"])
def test_amount_is_money(workshop, sit, go_to, row, line, amount):
    action = row(budget=100)
    go_to("actions", "decide")
    assert post(sit("p01"), workshop, action, outcome="yes", line=line("E1").pk, amount=amount).status_code == 422
    assert kept(workshop) == []


@pytest.mark.parametrize("posts", ["1" + "0" * 30, "10001", "-1", "some"])
def test_posts_are_a_number_that_can_be_kept(workshop, sit, go_to, row, line, posts):
    action = row(budget=100)
    go_to("actions", "decide")
    data = {"outcome": "yes", "line": line("E2").pk, "amount": "0", "posts": posts, "existing_budget": "Training line"}
    assert post(sit("p01"), workshop, action, **data).status_code == 422
    assert kept(workshop) == []


def test_yes_needs_its_line(workshop, sit, go_to, row):
    action = row(budget=100)
    go_to("actions", "decide")
    assert post(sit("p01"), workshop, action, outcome="yes").status_code == 422
    assert kept(workshop) == []


def test_negative_amount_makes_no_room(workshop, line):
    with pytest.raises(Refused) as refused:
        decide(workshop, "a gift", "yes", line=line("E1"), amount=Decimal(-1))
    assert (refused.value.rule, kept(workshop)) == ("R-ACT-4", [])


def test_people_need_the_budget_that_pays_them(workshop, line, person):
    how = {"line": line("E2"), "amount": Decimal(0), "by": person("p01")}
    with pytest.raises(Refused) as refused:
        decide(workshop, "Retired specialists", "yes", **how)
    assert (refused.value.rule, Decision.objects.count()) == ("R-PREP-6", 0)
    decide(workshop, "Retired specialists", "yes", existing_budget="Training line", **how)
    assert list(Decision.objects.values_list("topic", "from_existing_budget")) == [
        ("Retired specialists", "Training line")
    ]


def test_line_holds_as_it_is_under_the_lock(workshop, line):
    """What a form looked up before may be old by then."""
    before = line("E1")
    workshop.envelope.filter(key="E1").update(total=10)
    with pytest.raises(Refused) as refused:
        decide(workshop, "a gift", "yes", line=before, amount=Decimal(11))
    assert (refused.value.rule, kept(workshop)) == ("R-PREP-6", [])
    workshop.envelope.filter(key="E1").update(total=11)
    decide(workshop, "a gift", "yes", line=before, amount=Decimal(11))
    workshop.decisions.all().delete()
    workshop.envelope.filter(key="E1").delete()
    with pytest.raises(Refused) as refused:
        decide(workshop, "a gift", "yes", line=before, amount=Decimal(11))
    assert (refused.value.rule, kept(workshop)) == ("R-PREP-6", [])


def test_deciding_again_frees_what_was_granted_and_a_refusal_keeps_it(workshop, sit, go_to, row, line):
    rows = [row(budget=amount) for amount in (100000, 100000, 90000)]
    go_to("actions", "decide")
    phone = sit("p01")
    for action in rows:
        assert post(phone, workshop, action, outcome="yes", line=line("E1").pk).status_code == 200
    again = post(phone, workshop, rows[2], outcome="yes", line=line("E1").pk, amount="100001")
    assert (again.status_code, purse(workshop).granted) == (409, 290000)
    assert post(phone, workshop, rows[2], outcome="yes", line=line("E1").pk, amount="100000").status_code == 200
    assert (purse(workshop).granted, Decision.objects.count()) == (300000, 3)


def test_budget_is_not_changed_behind_a_decision(row, line, person):
    action = row(budget=100)
    action.decide("yes", line=line("E1"), by=person("p01"))
    with pytest.raises(Refused) as refused:
        action.ask_budget(Decimal(5000))
    action.refresh_from_db()
    assert (refused.value.rule, action.budget) == ("R-ACT-4", 100)


def test_twenty_decisions_at_once_never_exceed_the_envelope(workshop, sit, go_to, row, line):
    rows = [row(budget=40000) for _place in range(20)]
    go_to("actions", "decide")
    phone, pk = sit("p01"), line("E1").pk

    def tap(action):
        client = type(phone)()
        client.cookies = phone.cookies
        try:
            return post(client, workshop, action, outcome="yes", line=pk).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as taps:
        answers = sorted(taps.map(tap, rows))
    assert answers == [200] * 7 + [409] * 13
    assert (purse(workshop).granted, purse(workshop).left) == (280000, 20000)
    states = [type(action).objects.get(pk=action.pk).budget_state for action in rows]
    assert (states.count("granted"), states.count("asked")) == (7, 13)


# ---- raising a line -----------------------------------------------------------------------------------------


def raised(client, workshop, line, **data):
    fields = {"field": "total", "value": "400000", "reason": "The board agreed by phone"}
    return client.post(f"/w/{workshop.public_id}/envelope/{line.pk}/raise/", fields | data)


def test_whoever_fixed_the_line_raises_it_with_a_reason(workshop, sit, go_to, line):
    go_to("actions", "decide")
    assert raised(sit("p01"), workshop, line("E1")).status_code == 200
    assert line("E1").total == 400000
    assert list(line("E1").raises.values_list("field", "old", "new", "reason", "by__key")) == [
        ("total", 300000, 400000, "The board agreed by phone", "p01")
    ]


@pytest.mark.parametrize(
    ("key", "data", "status"),
    [
        ("p03", {}, 409),
        ("p01", {"value": "300000"}, 422),
        ("p01", {"reason": "so"}, 422),
        ("p01", {"field": "id"}, 422),
    ],
)
def test_line_is_not_raised_otherwise(workshop, sit, go_to, line, key, data, status):
    go_to("actions", "decide")
    assert raised(sit(key), workshop, line("E1"), **data).status_code == status
    assert (line("E1").total, line("E1").raises.count()) == (300000, 0)


@pytest.mark.parametrize("value", ["99999999999", "9.5"])
def test_posts_are_raised_to_a_number_that_can_be_kept(workshop, sit, go_to, line, value):
    workshop.envelope.filter(key="E2").update(posts=2)
    go_to("actions", "decide")
    assert raised(sit("p01"), workshop, line("E2"), field="posts", value=value).status_code == 422
    assert raised(sit("p01"), workshop, line("E2"), field="posts", value="4").status_code == 200
    assert line("E2").posts == 4


def test_seat_without_a_person_raises_no_line_that_nobody_fixed(workshop, sit, go_to, line):
    phone = sit("p01")
    go_to("actions", "decide")
    workshop.envelope.update(decided_by=None)
    workshop.seats.filter(pk=phone.seat.pk).update(person=None)
    response = raised(phone, workshop, line("E1"))
    assert (response.status_code, response["X-Rule"]) == (403, "R-PREP-6")
    assert (line("E1").total, line("E1").raises.count()) == (300000, 0)


# ---- the console, and R-PREP-9 ------------------------------------------------------------------------------


def test_console_types_in_what_the_decision_maker_says(workshop, hanna, go_to, row, line):
    action = row(budget=38000)
    go_to("actions", "decide")
    assert desk(hanna, workshop, action, outcome="yes", line=line("E1").pk).status_code == 302
    assert kept(workshop) == [("a01", "yes", "E1", Decimal(38000), "p01", None, None, "actions")]
    refused = desk(hanna, workshop, row(budget=100001), outcome="yes", line=line("E1").pk)
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-PREP-6")


def topic(hanna, workshop, line, **data):
    fields = {"topic": "Earlier shift on Fridays", "outcome": "yes", "line": line.pk}
    return hanna.post(f"/w/{workshop.public_id}/run/decisions/", fields | data)


def test_r_prep_9_fires_until_the_own_tap(workshop, hanna, sit, go_to, line, touched):
    run = go_to("actions", "decide")
    assert topic(hanna, workshop, line("E3")).status_code == 302
    assert kept(workshop) == [(None, "yes", "E3", None, None, None, None, "actions")]
    assert [finding.rule for finding in run.findings()] == ["R-PREP-9"]
    decision = Decision.objects.get()
    tap = f"/w/{workshop.public_id}/decisions/{decision.pk}/tap/"
    assert sit("p03").post(tap, {}).status_code == 409
    assert kept(workshop)[0][4] is None
    touched()
    assert sit("p01").post(tap, {}).status_code == 200
    assert (kept(workshop)[0][4], run.findings()) == ("p01", [])
    assert touched() == [("decision", str(decision.pk))]


@pytest.mark.parametrize(
    ("key", "data"), [("E3", {"outcome": "no"}), ("E1", {"amount": "500"}), ("E3", {"outcome": "yes"})]
)
def test_r_prep_9_tap_is_refused_on_what_does_not_wait_for_it(workshop, hanna, sit, go_to, line, person, key, data):
    go_to("actions", "decide")
    topic(hanna, workshop, line(key), **data)
    Decision.objects.update(decided_by=person("p03"))
    before = Decision.objects.values().get()
    response = sit("p01").post(f"/w/{workshop.public_id}/decisions/{before['id']}/tap/", {})
    assert (response.status_code, response["X-Rule"]) == (409, "R-PREP-9")
    assert Decision.objects.values().get() == before


def test_r_prep_9_tap_needs_a_name(workshop, hanna, sit, go_to, line):
    go_to("actions", "decide")
    topic(hanna, workshop, line("E3"))
    phone = sit("p01")
    workshop.seats.filter(pk=phone.seat.pk).update(person=None)
    response = phone.post(f"/w/{workshop.public_id}/decisions/{Decision.objects.get().pk}/tap/", {})
    assert (response.status_code, kept(workshop)[0][4]) == (403, None)


def test_r_prep_9_is_silent_on_money_and_on_no(workshop, hanna, go_to, line):
    run = go_to("actions", "decide")
    topic(hanna, workshop, line("E3"), outcome="no")
    topic(hanna, workshop, line("E1"), amount="500")
    assert [finding.rule for finding in run.findings()] == []


def test_r_prep_9_asks_for_a_reason_at_lock_and_keeps_it(workshop, hanna, go_to, line, next_step):
    run = go_to("actions", "decide")
    topic(hanna, workshop, line("E3"))
    assert next_step().status_code == 409
    assert next_step(R_PREP_9="The room agreed").status_code == 302
    assert list(run.overrides.values_list("rule", "reason")) == [("R-PREP-9", "The room agreed")]


def test_decision_of_another_workshop_is_not_found(workshop, sit, go_to, line, example):
    from workshops import exchange

    go_to("actions", "decide")
    other = exchange.import_plan(example, None, None)
    decision = decide(other, "elsewhere", "yes", line=other.envelope.get(key="E3"), own_tap=False)
    url = f"/w/{workshop.public_id}"
    assert sit("p01").post(f"{url}/decisions/{decision.pk}/tap/", {}).status_code == 404
    assert raised(sit("p01"), workshop, other.envelope.get(key="E1")).status_code == 404
    decision.refresh_from_db()
    assert decision.decided_by is None
