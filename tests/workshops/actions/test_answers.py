"""The cross-check: owners accept, change the date, give a row away, take a free one, add what is missing."""

from datetime import date

import pytest
from lxml import html

from workshops.kickoff.actions.models import KeyAction

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = {
    "acceptance": {"revision": 1},
    "date": {"start": "2026-02-09", "due": "2026-05-31", "revision": 1},
    "owner": {"revision": 1},
    "refusal": {},
    "details": {"frequency": "weekly", "source": "Shift log", "budget": "8000,50"},
}
OWN = ["acceptance", "date", "refusal", "details"]


def post(client, workshop, action, what, **data):
    return client.post(f"/w/{workshop.public_id}/actions/{action.pk}/{what}/", ANSWERS.get(what, {}) | data)


def state(action):
    action.refresh_from_db()
    owner = action.owner.key if action.owner else None
    return owner, action.accepted_at is not None, action.start, action.due, str(action.budget), action.source


BEFORE = ("p42", False, date(2026, 2, 2), date(2026, 3, 31), "0.00", "Count report")


@pytest.mark.parametrize(
    ("what", "after"),
    [
        ("acceptance", ("p42", True, date(2026, 2, 2), date(2026, 3, 31), "0.00", "Count report")),
        ("date", ("p42", True, date(2026, 2, 9), date(2026, 5, 31), "0.00", "Count report")),
        ("refusal", (None, False, date(2026, 2, 2), date(2026, 3, 31), "0.00", "Count report")),
        ("details", ("p42", False, date(2026, 2, 2), date(2026, 3, 31), "8000.50", "Shift log")),
    ],
)
def test_owner_answers(workshop, sit, go_to, row, touched, what, after):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    touched()
    response = post(sit("p42"), workshop, action, what)
    assert response.status_code == 200
    assert state(action) == after
    assert touched() == [("action", str(action.pk))]


@pytest.mark.parametrize("what", OWN)
def test_somebody_else_does_not_answer_for_the_owner(workshop, sit, go_to, row, what):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    response = post(sit("p06"), workshop, action, what)
    assert (response.status_code, response["X-Rule"]) == (409, "R-ACT-1")
    assert state(action) == BEFORE


@pytest.mark.parametrize("what", OWN)
@pytest.mark.parametrize("step", ["draft", "decide"])
def test_owner_answers_in_the_cross_check_only(workshop, sit, go_to, row, what, step):
    action = row(owner="p42")
    go_to("actions", step)
    response = post(sit("p42"), workshop, action, what)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert state(action) == BEFORE


def test_observer_does_not_answer(workshop, sit, go_to, row):
    action = row(owner="p10")
    go_to("actions", "cross-check")
    response = post(sit("p10"), workshop, action, "acceptance")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert state(action)[:2] == ("p10", False)


@pytest.mark.parametrize("what", [*ANSWERS, "doubt", "decision"])
def test_action_of_another_workshop_is_not_found(workshop, sit, go_to, row, example, what):
    from workshops import exchange

    action = row(owner="p42")
    go_to("actions", "cross-check")
    KeyAction.objects.filter(pk=action.pk).update(workshop=exchange.import_plan(example, None, None))
    assert post(sit("p42"), workshop, action, what).status_code == 404
    assert state(action) == BEFORE


def test_another_date_outside_the_cycle_is_a_form_error(workshop, sit, go_to, row):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    assert post(sit("p42"), workshop, action, "date", due="2027-02-01").status_code == 422
    assert state(action) == BEFORE


def test_free_row_is_taken_once(workshop, sit, go_to, row):
    action = row()
    go_to("actions", "cross-check")
    answers = [post(sit(key), workshop, action, "owner") for key in ("p06", "p07")]
    assert [answer.status_code for answer in answers] == [200, 409]
    assert state(action)[:2] == ("p06", True)


def test_owner_is_asked_about_own_rows_only(workshop, sit, go_to, row):
    rows = [row(owner="p42"), row(owner="p06"), row()]
    go_to("actions", "cross-check")
    page = sit("p42").get(f"/w/{workshop.public_id}/mine/").content.decode()
    asked = [[f"/actions/{action.pk}/{what}/" in page for what in ("acceptance", "owner", "doubt")] for action in rows]
    assert asked == [[True, False, True], [False, False, True], [False, True, True]]


def test_yes_to_other_words_is_asked_again(row, person):
    action = row(owner="p42")
    action.accept()
    action.rewrite(text="Book every core twice")
    assert state(action)[:2] == ("p42", False)
    action.accept()
    action.rewrite(source="Another report")
    assert state(action)[:2] == ("p42", True)


@pytest.mark.parametrize("what", ["acceptance", "date"])
def test_r_act_1_yes_belongs_to_the_words_that_were_on_the_phone(workshop, sit, go_to, row, what):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    action.rewrite(text="Book every core twice")
    response = post(sit("p42"), workshop, action, what)
    assert (response.status_code, response["X-Rule"], state(action)[1]) == (409, "R-ACT-1", False)
    assert post(sit("p42"), workshop, action, what, revision=2).status_code == 200
    assert state(action)[1] is True


def test_r_act_1_free_row_is_taken_as_it_was_read(workshop, sit, go_to, row):
    action = row()
    go_to("actions", "cross-check")
    action.rewrite(due=date(2026, 5, 31))
    assert post(sit("p42"), workshop, action, "owner").status_code == 409
    assert state(action)[:2] == (None, False)


def test_doubt_counts_once_a_seat_and_shows_no_name(workshop, sit, go_to, row):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    phone = sit("p08")
    for _tap in range(2):
        assert post(phone, workshop, action, "doubt").status_code == 200
    post(sit("p09"), workshop, action, "doubt")
    action.refresh_from_db()
    assert action.doubts == 2


# ---- the desk -----------------------------------------------------------------------------------------------


def desk(hanna, workshop, action, what, **data):
    return hanna.post(f"/w/{workshop.public_id}/run/actions/{action.pk}/{what}/", data)


@pytest.mark.parametrize(("name", "status", "accepted"), [("Elena Petrova", 302, True), ("Somebody", 422, False)])
def test_yes_on_paper_is_typed_by_name(workshop, hanna, go_to, row, person, name, status, accepted):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    assert person("p42").name == "Elena Petrova"
    assert desk(hanna, workshop, action, "acceptance", name=name).status_code == status
    assert state(action)[1] is accepted


def test_row_is_withdrawn_with_a_reason(workshop, hanna, go_to, row):
    action = row()
    go_to("actions", "cross-check")
    assert desk(hanna, workshop, action, "withdrawal", reason="x").status_code == 422
    action.refresh_from_db()
    assert action.state == "planned"
    assert desk(hanna, workshop, action, "withdrawal", reason="Nobody has the hours").status_code == 302
    action.refresh_from_db()
    assert (action.state, action.reason) == ("withdrawn", "Nobody has the hours")
    assert list(workshop.entries.filter(act="withdrew an action").values_list("subject", "reason")) == [
        ("a01", "Nobody has the hours")
    ]


def test_granted_row_is_not_withdrawn(workshop, hanna, go_to, row, person):
    action = row(budget=100)
    action.decide("yes", line=workshop.envelope.get(key="E1"), by=person("p01"))
    go_to("actions", "decide")
    response = desk(hanna, workshop, action, "withdrawal", reason="Nobody has the hours")
    assert (response.status_code, response["X-Rule"]) == (409, "R-ACT-4")
    action.refresh_from_db()
    assert action.state == "planned"


def test_desk_types_a_row_with_its_budget(workshop, hanna, go_to, columns, person, touched):
    go_to("actions", "draft")
    touched()
    data = {"strategy": columns[2].pk, "text": "Fit two lids", "due": "2026-04-30", "budget": "86000"}
    assert hanna.post(f"/w/{workshop.public_id}/run/actions/", data).status_code == 302
    action = KeyAction.objects.get()
    assert (action.strategy.key, str(action.budget), action.budget_state) == ("C3", "86000.00", "asked")
    assert touched() == [("action", str(action.pk))]


@pytest.mark.parametrize("address", ["run/actions/", "run/actions/strategy/", "run/decisions/"])
def test_desk_is_closed_to_phones(workshop, sit, go_to, columns, address):
    go_to("actions", "draft")
    assert sit("p03").post(f"/w/{workshop.public_id}/{address}", {}).status_code == 302
    assert not KeyAction.objects.exists()


def test_desk_is_closed_while_another_stage_is_open(workshop, hanna, go_to, columns):
    go_to("contract", "agree")
    data = {"strategy": columns[2].pk, "text": "Fit two lids", "due": "2026-04-30"}
    response = hanna.post(f"/w/{workshop.public_id}/run/actions/", data)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert not KeyAction.objects.exists()


def test_next_strategy_goes_round_on_the_wall(workshop, hanna, go_to, columns, touched):
    run = go_to("actions", "draft")
    seen = []
    for _press in range(5):
        hanna.post(f"/w/{workshop.public_id}/run/actions/strategy/", {})
        run.refresh_from_db()
        seen.append(run.shown_strategy.strategy.key)
        run = type(run).objects.get(pk=run.pk)
    assert seen == ["C2", "C3", "C4", "C5", "C1"]
    touched()
    hanna.post(f"/w/{workshop.public_id}/run/actions/strategy/", {"strategy": columns[3].pk})
    assert touched() == [("shown", str(columns[3].pk))]


def desk_form(hanna, workshop, action) -> dict[str, str]:
    """The form of a row as the console shows it."""
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/").content)
    [form] = page.xpath(f"//form[contains(@action, '/run/actions/{action.pk}/text/')]")
    return {name: value or "" for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def test_r_gen_4_the_desk_writes_nothing_over_that_it_has_not_read(workshop, row, go_to, hanna):
    action = row(owner="p06")
    go_to("actions", "draft")
    first, second = (desk_form(hanna, workshop, action) for _ in range(2))
    answer = desk(hanna, workshop, action, "text", **first | {"target": "99"})
    assert (answer.status_code, action_now(action).target) == (302, 99)
    answer = desk(hanna, workshop, action, "text", **second | {"text": "Book it twice"})
    assert (answer.status_code, answer.headers["X-Rule"]) == (409, "R-GEN-4")
    assert "Book every core at the machine" in answer.content.decode()
    assert (action_now(action).text, action_now(action).target) == ("Book every core at the machine", 99)


def test_r_gen_4_a_row_as_it_was_read_is_changed(workshop, row, go_to, hanna):
    action = row(owner="p06")
    go_to("actions", "draft")
    for target in ("97", "96"):
        answer = desk(hanna, workshop, action, "text", **desk_form(hanna, workshop, action) | {"target": target})
        assert answer.status_code == 302
    assert action_now(action).target == 96


def action_now(action) -> KeyAction:
    return KeyAction.objects.get(pk=action.pk)
