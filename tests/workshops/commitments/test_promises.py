"""Writing the own promises: R-SIGN-4, R-SIGN-10, R-GEN-2."""

import re
from datetime import date

import pytest

from live.models import Change
from workshops.coaching import findings
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.commitments.models import Commitment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_written(workshop):
    Commitment.objects.all().delete()


def write(phone, workshop, **data):
    said = {"text": "I will file every work card.", "due": "2026-03-31"}
    return phone.post(f"/w/{workshop.public_id}/commitments/", said | data)


def test_write(workshop, sit, go_to):
    go_to("signing", "write")
    phone = sit("p04")
    helper = workshop.organisation.people.get(key="p28")
    response = write(phone, workshop, seen_by="Fewer searches", need="Drawings", need_from_person=str(helper.pk))
    promise = Commitment.objects.get()
    assert response.status_code == 201
    assert (promise.seat, promise.order, promise.text) == (phone.seat, 0, "I will file every work card.")
    assert (promise.due, promise.language, promise.action) == (date(2026, 3, 31), "en", None)
    assert (promise.seen_by, promise.need, promise.need_from) == ("Fewer searches", "Drawings", str(helper))
    assert list(Change.objects.order_by("seq").values_list("kind", "ref"))[-1] == ("commitment", "")


def test_promise_names_nobody_to_the_others(workshop, sit, go_to, hanna):
    """R-GEN-2: drafts are seen by nobody else."""
    go_to("signing", "write")
    write(sit("p04"), workshop)
    other = sit("p05")
    pages = [
        hanna.get(f"/w/{workshop.public_id}/wall/"),
        hanna.get(f"/w/{workshop.public_id}/run/panel/"),
        other.get(f"/w/{workshop.public_id}/"),
        other.get(f"/w/{workshop.public_id}/mine/"),
    ]
    assert ["I will file every work card." in page.content.decode() for page in pages] == [False] * 4


def test_own_actions_are_offered_and_not_agreed_beforehand(workshop, sit, go_to):
    go_to("signing", "write")
    phone = sit("p08")
    action = KeyAction.objects.get(key="a09")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert f'name="action" value="{action.pk}"' in page
    assert Commitment.objects.count() == 0
    write(phone, workshop, action=str(action.pk))
    assert Commitment.objects.get().action == action


def test_another_persons_action_is_no_own_one(workshop, sit, go_to):
    go_to("signing", "write")
    response = write(sit("p04"), workshop, action=str(KeyAction.objects.get(key="a09").pk))
    assert (response.status_code, Commitment.objects.count()) == (422, 0)


def test_changes_ask_for_the_own_promise_one_tap_behind(workshop, sit, go_to):
    """The line of the step says so, and phones follow it (R-GEN-22); elsewhere it stays with all the rest."""
    phone = sit("p04")
    found = []
    for position in (("revise", "changes"), ("town", "ask")):
        go_to(*position)
        page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
        found.append(
            ('<summary class="btn btn--wide lookup__in">Write my promise</summary>' in page, 'id="promise-new"' in page)
        )
    assert found == [(True, True), (False, False)]
    go_to("revise", "changes")
    assert write(phone, workshop).status_code == 201
    assert "I will file every work card." in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()


def test_reword_and_take_back(workshop, sit, go_to):
    go_to("signing", "write")
    phone = sit("p04")
    write(phone, workshop)
    promise = Commitment.objects.get()
    where = f"/w/{workshop.public_id}/commitments/{promise.pk}"
    assert phone.post(f"{where}/text/", {"text": "I will file it within two days."}).status_code == 200
    assert list(Commitment.objects.values_list("text", "due")) == [("I will file it within two days.", None)]
    assert phone.post(f"{where}/withdrawal/").status_code == 200
    assert Commitment.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "more"), [("withdrawal", {}), ("text", {"text": "I will file it within two days."})]
)
def test_repeated_key_gets_the_first_answer_although_the_promise_is_gone(workshop, sit, go_to, address, more):
    """R-GEN-3: the phone did not hear that it worked."""
    go_to("signing", "write")
    phone = sit("p04")
    write(phone, workshop)
    where = f"/w/{workshop.public_id}/commitments/{Commitment.objects.get().pk}/{address}/"
    first = phone.post(where, more | {"key": "0123456789abcdef"})
    Commitment.objects.all().delete()
    again = phone.post(where, more | {"key": "0123456789abcdef"})
    assert (first.status_code, again.status_code) == (200, 200)
    assert phone.post(where, more | {"key": "fedcba9876543210"}).status_code == 404


def test_withdrawal_with_a_broken_key_is_told_so(workshop, sit, go_to):
    go_to("signing", "write")
    phone = sit("p04")
    write(phone, workshop)
    response = phone.post(
        f"/w/{workshop.public_id}/commitments/{Commitment.objects.get().pk}/withdrawal/", {"key": "?"}
    )
    assert (response.status_code, "This page is out of date." in response.content.decode()) == (422, True)
    assert Commitment.objects.count() == 1


def test_another_seats_promise_is_not_found(workshop, sit, go_to):
    go_to("signing", "write")
    write(sit("p04"), workshop)
    promise, other = Commitment.objects.get(), sit("p05")
    where = f"/w/{workshop.public_id}/commitments/{promise.pk}"
    assert other.post(f"{where}/text/", {"text": "Mine now"}).status_code == 404
    assert other.post(f"{where}/withdrawal/").status_code == 404
    assert Commitment.objects.get().text == "I will file every work card."


@pytest.mark.parametrize(
    ("key", "told"), [("p10", "Nothing is asked of you here."), ("p01", "You sign last: the list of what was granted.")]
)
def test_who_does_not_write_promises_nothing(workshop, sit, go_to, key, told):
    """An observer, and the decision maker, whose sheet is the list of granted resources; neither is shown the frame."""
    go_to("signing", "write")
    phone = sit(key)
    response = write(phone, workshop)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert Commitment.objects.count() == 0
    pages = [one.get(f"/w/{workshop.public_id}/").content.decode() for one in (phone, sit("p28"))]
    assert [(told in page, "promise__frame" in page) for page in pages] == [(True, False), (False, True)]
    go_to("signing", "say")
    assert "My sentence, large" not in phone.get(f"/w/{workshop.public_id}/").content.decode()
    assert ("You watch today" in phone.get(f"/w/{workshop.public_id}/sheet/").content.decode()) == (key == "p10")


def test_r_gen_2_drafts_are_open_from_the_town_meeting_on(workshop, sit, go_to):
    phone = sit("p04")
    go_to("actions", "draft")
    assert (write(phone, workshop).status_code, Commitment.objects.count()) == (409, 0)
    go_to("town", "ask")
    assert (write(phone, workshop).status_code, Commitment.objects.count()) == (201, 1)


def test_text_of_more_than_160_characters_is_refused(workshop, sit, go_to):
    go_to("signing", "write")
    phone = sit("p04")
    assert (write(phone, workshop, text="字" * 161).status_code, Commitment.objects.count()) == (422, 0)
    assert write(phone, workshop, text="字" * 160).status_code == 201


def said(workshop, key="p04", **more):
    seat = workshop.seats.get(person__key=key)
    return Commitment.write(seat, **{"text": "I will file every work card.", "due": date(2026, 3, 31)} | more)


def advice(run) -> list[str]:
    return [finding.what for finding in findings(run, locks=False) if finding.rule == "R-SIGN-4"]


def test_r_sign_4_counts_who_has_not_written(workshop, go_to, everybody_here):
    run = go_to("signing", "write")
    for seat in everybody_here[1:]:
        Commitment.write(seat, text="I will ask once a week.", due=date(2026, 3, 31))
    assert advice(run) == ["1 person has not written a promise yet."]


def test_r_sign_4_is_silent_when_everybody_wrote_one_to_three(workshop, go_to, everybody_here):
    run = go_to("signing", "write")
    for seat in everybody_here:
        Commitment.write(seat, text="I will ask once a week.", due=date(2026, 3, 31))
    for text in ("Call each customer before ten.", "我将每周一公布前三名。"):
        said(workshop, text=text)
    assert advice(run) == []


def test_r_sign_4_notices_four(workshop, sit, go_to):
    run = go_to("signing", "write")
    sit("p04")
    for _turn in range(4):
        said(workshop)
    assert advice(run) == ["Somebody promises more than three things."]


@pytest.mark.parametrize(
    "text", ["We will improve.", "The yield goes up.", "我们努力", "I hope to call.", "希望能做到"]
)
def test_r_sign_4_notices_what_is_nobodys_deed(workshop, sit, go_to, text):
    run = go_to("signing", "write")
    sit("p04")
    said(workshop, text=text)
    assert advice(run) == ["1 promise has no date, or no deed at its start."]


def test_r_sign_4_notices_a_missing_date(workshop, sit, go_to):
    run = go_to("signing", "write")
    sit("p04")
    said(workshop, due=None)
    assert advice(run) == ["1 promise has no date, or no deed at its start."]


def test_r_sign_10_own_sentence_is_large_and_passing_sends_nothing(workshop, sit, go_to, hanna):
    go_to("signing", "say")
    said(workshop)
    page = sit("p04").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert "I will file every work card." in page
    own = f"commitments/{workshop.commitments.get().pk}/wall"
    beside = [f"/w/{workshop.public_id}/{where}/" for where in (own, "seat/return", "parked", "questions")]
    assert re.findall(r'action="([^"]+)"', page) == beside
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    names = [seat.name for seat in workshop.seats.writers()]
    assert [name for name in names if name in wall] == []


@pytest.mark.parametrize(
    ("data", "hints"),
    [
        ({}, 0),
        ({"due": ""}, 1),
        ({"text": "We hope for fewer searches."}, 1),
        ({"text": "希望少找东西", "due": ""}, 2),
    ],
)
def test_r_sign_4_own_promise_is_coached_at_once_and_saved_all_the_same(workshop, sit, go_to, data, hints):
    go_to("signing", "write")
    page = write(sit("p04"), workshop, **data).content.decode()
    assert (page.count('data-rule="R-SIGN-4"'), Commitment.objects.count()) == (hints, 1)
