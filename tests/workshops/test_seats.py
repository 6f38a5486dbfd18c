"""Coming in and coming back: code, name, PIN, personal QR, release (R-GEN-13, R-PREP-8), and what wrong codes cost."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from lxml import html

from workshops.models import Seat, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_wrong_codes_before():
    cache.clear()


def seat(workshop, key) -> Seat:
    return workshop.seats.get(person__key=key)


def tap(client, workshop, key, **data):
    return client.post(f"/j/{workshop.join_code}/seat/", {"seat": seat(workshop, key).pk} | data)


def test_free_name_is_claimed_by_one_tap(workshop, client):
    response = tap(client, workshop, "p03", show_arrival="on")
    assert (response.status_code, response["Location"]) == (302, f"/w/{workshop.public_id}/")
    taken = seat(workshop, "p03")
    assert (taken.is_present, taken.show_arrival, client.get(f"/w/{workshop.public_id}/").status_code) == (
        True,
        True,
        200,
    )


def test_r_gen_13_claimed_name_asks_for_its_pin(workshop, client):
    tap(Client(), workshop, "p03")
    key = seat(workshop, "p03").device_key
    assert tap(client, workshop, "p03").status_code == 200
    assert seat(workshop, "p03").device_key == key
    assert tap(client, workshop, "p03", pin=seat(workshop, "p03").pin).status_code == 302
    assert seat(workshop, "p03").device_key != key


def test_pin_of_a_chinese_keyboard_is_the_same_pin(workshop, client):
    tap(Client(), workshop, "p03")
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in seat(workshop, "p03").pin)
    assert (wide.isascii(), tap(client, workshop, "p03", pin=wide).status_code) == (False, 302)


def test_r_gen_13_the_old_phone_is_out_when_another_sits_down(workshop, client):
    old = Client()
    tap(old, workshop, "p03")
    tap(client, workshop, "p03", pin=seat(workshop, "p03").pin)
    assert old.get(f"/w/{workshop.public_id}/").status_code == 302
    assert client.get(f"/w/{workshop.public_id}/").status_code == 200


def test_r_gen_13_five_wrong_pins_close_the_seat_until_it_is_released(workshop, client, hanna):
    tap(Client(), workshop, "p03")
    right = seat(workshop, "p03").pin
    wrong = f"{(int(right) + 1) % 10_000:04d}"
    answers = [tap(client, workshop, "p03", pin=wrong) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert seat(workshop, "p03").wrong_pins == 5
    assert [b'name="pin"' in answer.content for answer in answers] == [True] * 4 + [False]
    assert tap(client, workshop, "p03", pin=right).status_code == 403
    hanna.post(f"/w/{workshop.public_id}/run/seats/{seat(workshop, 'p03').pk}/release/")
    assert tap(client, workshop, "p03").status_code == 302


def test_shut_door_leads_to_the_code(workshop, client):
    page = client.get("/j/12345678")
    assert (page.status_code, page.context["back"]) == (404, "/j/")


def test_r_gen_13_release_voids_pin_and_personal_code(workshop, client, hanna):
    tap(client, workshop, "p03")
    before = seat(workshop, "p03")
    hanna.post(f"/w/{workshop.public_id}/run/seats/{before.pk}/release/")
    after = seat(workshop, "p03")
    assert (after.personal_token == before.personal_token, after.claimed_at) == (False, None)
    assert client.get(f"/j/{workshop.join_code}/s/{before.pk}/{before.personal_token}/").status_code == 403
    assert client.get(f"/w/{workshop.public_id}/").status_code == 302


def test_personal_code_leads_back_to_the_seat_by_a_tap_not_by_a_preview(workshop, client):
    tap(Client(), workshop, "p03")
    own = seat(workshop, "p03")
    address = f"/j/{workshop.join_code}/s/{own.pk}/{own.personal_token}/"
    assert client.get(address).status_code == 200
    assert seat(workshop, "p03").device_key == own.device_key
    assert client.post(address).status_code == 302
    assert client.get(f"/w/{workshop.public_id}/").status_code == 200


@pytest.mark.parametrize("token", ["0" * 24, "é" * 24])
def test_personal_code_of_nobody_opens_no_seat(workshop, client, token):
    page = client.post(f"/j/{workshop.join_code}/s/{seat(workshop, 'p03').pk}/{token}/")
    assert (page.status_code, seat(workshop, "p03").claimed_at) == (403, None)


def test_two_phones_tap_one_free_name_and_one_sits(workshop):
    first, second = Client(), Client()
    first.get(f"/j/{workshop.join_code}")
    assert [tap(first, workshop, "p03").status_code, tap(second, workshop, "p03").status_code] == [302, 200]


def test_seat_of_another_workshop_is_not_offered(workshop, client, example):
    from workshops import exchange

    other = exchange.import_plan(example, None, None)
    foreign = other.seats.first()
    response = client.post(f"/j/{workshop.join_code}/seat/", {"seat": foreign.pk})
    foreign.refresh_from_db()
    assert (response.status_code, foreign.claimed_at) == (422, None)


def test_name_typed_at_the_door_gets_a_seat(workshop, client):
    department = workshop.organisation.departments.get(key="QA")
    response = client.post(f"/j/{workshop.join_code}/door/", {"name": "Zoë Li", "department": department.pk})
    assert response.status_code == 302
    new = workshop.seats.get(person=None)
    assert (new.name, new.department_en, new.is_present, new.writes) == ("Zoë Li", "Quality", True, True)


def test_r_prep_8_a_name_of_the_roster_is_sent_to_the_list(workshop, client):
    department = workshop.organisation.departments.get(key="PRD")
    response = client.post(f"/j/{workshop.join_code}/door/", {"name": " sun  WEI ", "department": department.pk})
    assert (response.status_code, workshop.seats.filter(person=None).count()) == (422, 0)
    assert "This name is on the list" in response.content.decode()


def at_the_door(client, workshop, **data):
    department = workshop.organisation.departments.get(key="QA")
    return client.post(f"/j/{workshop.join_code}/door/", {"name": "Zoë Li", "department": department.pk} | data)


def key_on_the_page(client, workshop) -> str:
    page = html.fromstring(client.get(f"/j/{workshop.join_code}").content.decode())
    [key] = page.xpath("//details[@id='door']//input[@name='key']/@value")
    return key


def test_r_gen_3_double_tap_at_the_door_is_one_seat(workshop):
    first, again = Client(), Client()
    key = key_on_the_page(first, workshop)
    assert key != key_on_the_page(again, workshop)
    assert [at_the_door(phone, workshop, key=key).status_code for phone in (first, again)] == [302, 302]
    new = workshop.seats.get(person=None)
    assert (new.name, new.is_present) == ("Zoë Li", True)
    inside = [phone.get(f"/w/{workshop.public_id}/").status_code for phone in (first, again)]
    assert inside == [200, 200]


def test_r_gen_13_old_key_of_the_door_does_not_take_a_released_seat(workshop, client):
    key = key_on_the_page(client, workshop)
    at_the_door(client, workshop, key=key)
    workshop.seats.get(person=None).release()
    tap_again = Client()
    tap_again.post(f"/j/{workshop.join_code}/seat/", {"seat": workshop.seats.get(person=None).pk})
    assert at_the_door(client, workshop, key=key).status_code == 302
    inside = [phone.get(f"/w/{workshop.public_id}/").status_code for phone in (client, tap_again)]
    assert (inside, workshop.seats.filter(person=None).count()) == ([302, 200], 1)


def test_r_prep_8_second_person_of_a_name_at_the_door_is_sent_to_the_list(workshop):
    at_the_door(Client(), workshop, key=key_on_the_page(Client(), workshop))
    page = at_the_door(Client(), workshop, key=key_on_the_page(Client(), workshop))
    assert (page.status_code, workshop.seats.filter(person=None).count()) == (422, 1)
    assert "This name is on the list, under Quality: tap it there." in page.content.decode()


def test_name_typed_at_the_door_is_put_on_the_roster(workshop, client, hanna):
    at_the_door(client, workshop)
    known = workshop.organisation.people.get(key="p03")
    typed, others = workshop.seats.get(person=None), workshop.organisation.people.count()
    address = f"/w/{workshop.public_id}/run/seats/{{}}/roster/"
    assert "login" in client.post(address.format(typed.pk)).url
    assert hanna.post(address.format(typed.pk)).url == f"/w/{workshop.public_id}/run/"
    person = workshop.seats.get(pk=typed.pk).person
    assert (person.name, str(person.department), workshop.organisation.people.count()) == (
        "Zoë Li",
        "Quality",
        others + 1,
    )
    assert hanna.post(address.format(seat(workshop, "p03").pk)).status_code == 404
    # Who stood on the roster without a seat here is no second person.
    seat(workshop, "p03").delete()
    back = workshop.seats.create(
        name=known.name, department_en=known.department.name_en, department_zh=known.department.name_zh
    )
    assert back.join_the_roster() == known


def test_refused_name_at_the_door_may_be_mended_on_the_same_page(workshop, client):
    key = key_on_the_page(client, workshop)
    page = html.fromstring(at_the_door(client, workshop, key=key, name="").content.decode())
    assert page.xpath("//details[@id='door']//input[@name='key']/@value") == [key]
    assert page.xpath("//*[@autofocus]/@name") == ["name"]
    assert at_the_door(client, workshop, key=key).status_code == 302


def test_r_gen_13_cookie_is_the_one_of_the_own_claim(workshop, monkeypatch):
    """Another phone sits down between the commit and the reply: the first gets the key that it made, void by now."""
    tap(Client(), workshop, "p03")
    own, change = seat(workshop, "p03"), Workshop.change

    def overtaken(room, *how):
        outcome = change(room, *how)
        seat(workshop, "p03").claim("en")
        return outcome

    monkeypatch.setattr(Workshop, "change", overtaken)
    slow = Client()
    assert tap(slow, workshop, "p03", pin=own.pin).status_code == 302
    assert slow.get(f"/w/{workshop.public_id}/").status_code == 302


def test_code_of_a_chinese_keyboard_is_the_same_code(workshop, client):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in workshop.join_code)
    assert client.post("/j/", {"code": f"{wide[:4]} {wide[4:]}"}).headers.get("Location") == f"/j/{workshop.join_code}"


@pytest.mark.parametrize("code", ["00000000", "99999999"])
def test_wrong_code_gets_a_readable_page(workshop, client, code):
    response = client.get(f"/j/{code}")
    assert response.status_code == 404
    assert "No room has this code" in response.content.decode()


def test_wrong_codes_run_out_and_right_ones_never_cost(workshop):
    wrong = [Client().get(f"/j/{code}").status_code for code in range(10_000_000, 10_000_020)]
    right = {Client().get(f"/j/{workshop.join_code}", REMOTE_ADDR="192.168.0.7").status_code for _ in range(21)}
    assert (wrong, right) == ([404] * 20, {200})
    assert Client().get("/j/10000021").status_code == 429
    assert Client().get("/j/10000021", REMOTE_ADDR="192.168.0.7").status_code == 404


@pytest.mark.parametrize("state", ["draft", "closed", "archived", "cancelled"])
def test_closed_doors_say_so(workshop, client, state):
    workshop.state = state
    workshop.save()
    response = client.get(f"/j/{workshop.join_code}")
    assert (response.status_code, "The doors of this event are closed." in response.content.decode()) == (410, True)
    assert tap(client, workshop, "p03").status_code == 410
    assert seat(workshop, "p03").claimed_at is None


def test_who_left_counts_no_more_and_comes_back(workshop, hanna, everybody_here):
    own = seat(workshop, "p03")
    address = f"/w/{workshop.public_id}/run/seats/{own.pk}/leaving/"
    hanna.post(address)
    assert workshop.seats.writers().present().count() == 17
    plan = f"/w/{workshop.public_id}/plan/"
    assert hanna.post(address, headers={"referer": f"http://testserver{plan}"}).url == f"{plan}#person-{own.pk}"
    assert workshop.seats.writers().present().count() == 18


def test_phone_of_who_is_marked_as_gone_says_so_and_leads_back(workshop, client, hanna):
    tap(client, workshop, "p03")
    mine, told = f"/w/{workshop.public_id}/mine/", "The facilitator has marked you as gone"
    assert told not in client.get(mine).content.decode()
    hanna.post(f"/w/{workshop.public_id}/run/seats/{seat(workshop, 'p03').pk}/leaving/")
    assert (told in client.get(mine).content.decode(), seat(workshop, "p03").is_present) == (True, False)
    [back] = html.fromstring(client.get(mine).content.decode()).xpath("//form[contains(@class, 'gone')]/@action")
    client.post(back)
    assert (told in client.get(mine).content.decode(), seat(workshop, "p03").is_present) == (False, True)


def test_r_gen_21_wrong_name_is_free_again_and_its_card_stays_good(workshop, client):
    tap(client, workshop, "p03")
    before = seat(workshop, "p03")
    room = f"/w/{workshop.public_id}/"
    assert f'action="{room}seat/return/"' in client.get(room).content.decode()
    answer = client.post(f"{room}seat/return/")
    free = seat(workshop, "p03")
    assert (answer["Location"], free.checked_in_at, free.claimed_at) == (f"/j/{workshop.join_code}", None, None)
    assert (free.pin, free.personal_token) == (before.pin, before.personal_token)
    assert client.get(room).status_code == 302
    assert tap(Client(), workshop, "p03").status_code == 302


def test_r_gen_21_check_in_stands_once_its_seat_may_have_said_something(workshop, client, hanna, go_to):
    go_to("contract", "agree")
    tap(client, workshop, "p03")
    Seat.objects.filter(pk=seat(workshop, "p03").pk).update(checked_in_at=timezone.now() - timedelta(seconds=11))
    address = f"/w/{workshop.public_id}/run/seats/{seat(workshop, 'p03').pk}/return/"
    assert client.post(f"/w/{workshop.public_id}/seat/return/").status_code == 409
    assert hanna.post(address).status_code == 409
    assert seat(workshop, "p03").is_present
    Seat.objects.filter(pk=seat(workshop, "p03").pk).update(checked_in_at=timezone.now())
    assert hanna.post(address).status_code == 302
    assert not seat(workshop, "p03").is_present


def test_r_gen_21_name_typed_at_the_door_goes_with_its_check_in(workshop, client):
    department = workshop.organisation.departments.first()
    typed = {"name": "A slip of the finger", "department": department.pk}
    client.post(f"/j/{workshop.join_code}/door/", typed)
    client.post(f"/w/{workshop.public_id}/seat/return/")
    assert not workshop.seats.filter(name=typed["name"]).exists()
