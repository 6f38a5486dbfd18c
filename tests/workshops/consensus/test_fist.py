"""Fist of five: R-CONS-3, named to the facilitator only (R-CONS-10)."""

from decimal import Decimal

import pytest

from workshops.kickoff.consensus import fists, stances

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def showing(workshop, go_to):
    return go_to("consensus", "fist")


def show(phone, workshop, value, reason=""):
    return phone.post(f"/w/{workshop.public_id}/fist/", {"value": value, "reason": reason})


def bars(workshop) -> dict[int, int]:
    return {bar.value: bar.hands for bar in fists.hands(workshop).bars if bar.hands}


def test_hand_is_shown_and_changed(workshop, sit, showing):
    phone = sit("p28")
    assert show(phone, workshop, 4).status_code == 200
    assert show(phone, workshop, 1, "Too late for a freeze").status_code == 200
    assert (bars(workshop), fists.low(workshop)[0].reason) == ({1: 1}, "Too late for a freeze")


@pytest.mark.parametrize("value", ["6", "-1", "", "many"])
def test_hand_has_six_values(workshop, sit, showing, value):
    assert show(sit("p28"), workshop, value).status_code == 422
    assert bars(workshop) == {}


@pytest.mark.parametrize("who", ["p10", "p01"])
def test_who_does_not_count_shows_no_hand(workshop, sit, showing, who):
    assert show(sit(who), workshop, 5).status_code == 409
    assert bars(workshop) == {}


def test_r_cons_3_asks_until_a_low_hand_has_a_reply(workshop, hanna, sit, showing, found):
    show(sit("p28"), workshop, 1, "Too late for a freeze")
    show(sit("p03"), workshop, 5)
    show(sit("p04"), workshop, 5)
    assert found(showing, "R-CONS-3") == [("O", "Low hands without a reply: 1.")]
    low = fists.low(workshop)[0]
    where = f"/w/{workshop.public_id}/run/fist/{low.pk}/reply/"
    assert hanna.post(where, {"reply": "Earlier notices become a need."}).status_code == 302
    assert found(showing, "R-CONS-3") == []


def test_r_cons_3_is_silent_where_the_mark_was_answered_in_voice(workshop, sit, clause, say, found, go_to):
    phone = sit("p28")
    say(phone, clause("C2"), "hear_first", change="Before the drawings freeze")
    stances.reply(clause("C2"), "Within the day", "kept")
    showing = go_to("consensus", "fist")
    show(phone, workshop, 1)
    assert [level for level, _what in found(showing, "R-CONS-3")] == ["S"]


def test_r_cons_3_advises_below_a_mean_of_three_and_a_half(workshop, sit, showing, found):
    for key, value in (("p03", 3), ("p04", 4)):
        show(sit(key), workshop, value)
    assert (fists.hands(workshop).mean, found(showing, "R-CONS-3")) == (Decimal("3.50"), [])
    show(sit("p04"), workshop, 3)
    assert found(showing, "R-CONS-3") == [("S", "The mean of the hands is 3.00.")]


def test_r_cons_3_raised_hands_are_counted_by_the_console(workshop, hanna, sit, showing, found):
    run = f"/w/{workshop.public_id}/run/fist/"
    assert hanna.post(run + "raised/", {"on": "on"}).status_code == 302
    response = show(sit("p28"), workshop, 5)
    assert (response.status_code, response["X-Rule"]) == (409, "R-CONS-3")
    hanna.post(run + "hands/", {"hands_5": 7, "hands_4": 8, "hands_3": 2, "hands_1": 1})
    assert (bars(workshop), fists.hands(workshop).mean) == ({5: 7, 4: 8, 3: 2, 1: 1}, Decimal("4.11"))
    assert found(showing, "R-CONS-3") == [("O", "Low hands without a reply: 1.")]
    hanna.post(run + "hands/1/reply/", {"reply": "Earlier notices become a need."})
    assert found(showing, "R-CONS-3") == []


def test_phones_do_not_count_hands(workshop, sit, showing):
    sit("p03").post(f"/w/{workshop.public_id}/run/fist/hands/", {"hands_5": 40})
    assert bars(workshop) == {}


def test_phone_of_who_shows_no_hand_says_so(workshop, sit, showing):
    pages = [sit(key).get(f"/w/{workshop.public_id}/").content.decode() for key in ("p03", "p01", "p10")]
    assert ["You see them on the wall." in page for page in pages] == [False, True, True]


def test_r_cons_10_wall_shows_bars_and_the_console_names_the_low_hand(workshop, hanna, sit, showing):
    phone = sit("p28")
    show(phone, workshop, 1, "Too late for a freeze")
    where = f"/w/{workshop.public_id}/"
    wall, console = (hanna.get(where + page).content.decode() for page in ("wall/", "run/"))
    assert 'data-value="1" data-hands="1"' in wall
    assert ["Too late for a freeze" in page for page in (wall, console)] == [False, True]
    assert phone.seat.name in console.split("fist-desk", 1)[1]
    assert phone.seat.name not in wall
