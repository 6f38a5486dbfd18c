"""One tablet, several seats, one at a time; and what one seat has queued is never posted as another (R-GEN-13)."""

import pytest
from django.test import Client
from lxml import html

from workshops.models import Seat

pytestmark = pytest.mark.django_db(transaction=True)


def seat(workshop, key) -> Seat:
    return workshop.seats.get(person__key=key)


def tap(client, workshop, name, **data):
    return client.post(f"/j/{workshop.join_code}/seat/", {"seat": seat(workshop, name).pk} | data)


def room(workshop) -> str:
    return f"/w/{workshop.public_id}/"


@pytest.fixture
def tablet(workshop) -> Client:
    """A browser that said at the door that it is shared."""
    client = Client()
    client.post(f"/j/{workshop.join_code}/tablet/")
    return client


def pass_on(client, workshop):
    return client.post(f"{room(workshop)}seat/passing/")


def test_r_gen_13_three_people_share_a_tablet_one_at_a_time(workshop, tablet):
    for key in ("p03", "p05", "p07"):
        assert tap(tablet, workshop, key)["Location"] == f"{room(workshop)}seat/"
        assert seat(workshop, key).pin in tablet.get(f"{room(workshop)}seat/").content.decode()
        assert pass_on(tablet, workshop)["Location"] == f"/j/{workshop.join_code}"
        assert tablet.get(room(workshop)).status_code == 302
    here = [seat(workshop, key) for key in ("p03", "p05", "p07")]
    assert [(one.kind, one.is_present) for one in here] == [("tablet", True)] * 3


def test_r_gen_13_changing_the_seat_needs_its_pin(workshop, tablet):
    tap(tablet, workshop, "p03"), pass_on(tablet, workshop)
    tap(tablet, workshop, "p05"), pass_on(tablet, workshop)
    assert tap(tablet, workshop, "p03").status_code == 200
    assert tablet.get(room(workshop)).status_code == 302
    wrong = f"{(int(seat(workshop, 'p03').pin) + 1) % 10_000:04d}"
    assert tap(tablet, workshop, "p03", pin=wrong).status_code == 403
    assert tap(tablet, workshop, "p03", pin=seat(workshop, "p03").pin).status_code == 302
    page = html.fromstring(tablet.get(room(workshop)).content.decode())
    assert page.xpath("string(//form[@data-passing]//b)") == seat(workshop, "p03").name


def test_r_gen_13_or_the_tap_of_the_facilitator(workshop, tablet, hanna):
    tap(tablet, workshop, "p03"), pass_on(tablet, workshop)
    hanna.post(f"{room(workshop)}run/seats/{seat(workshop, 'p03').pk}/admission/")
    assert tap(tablet, workshop, "p03").status_code == 302
    assert list(workshop.entries.filter(act="let in").values_list("rule", flat=True)) == ["R-GEN-13"]
    pass_on(tablet, workshop)
    assert tap(tablet, workshop, "p03").status_code == 200


def test_r_gen_13_facilitators_tap_helps_after_five_wrong_tries(workshop, client, hanna):
    tap(Client(), workshop, "p03")
    Seat.objects.filter(pk=seat(workshop, "p03").pk).update(wrong_pins=5)
    assert tap(client, workshop, "p03", pin=seat(workshop, "p03").pin).status_code == 403
    hanna.post(f"{room(workshop)}run/seats/{seat(workshop, 'p03').pk}/admission/")
    assert tap(client, workshop, "p03").status_code == 302


def test_r_gen_13_seat_that_was_let_in_and_came_back_is_a_broken_session(workshop, tablet, client, hanna):
    tap(client, workshop, "p03")
    assert seat(workshop, "p03").is_unbroken
    hanna.post(f"{room(workshop)}run/seats/{seat(workshop, 'p03').pk}/admission/")
    tap(Client(), workshop, "p03")
    assert not seat(workshop, "p03").is_unbroken


def test_r_gen_13_page_of_the_list_gives_nobody_elses_seat_back(workshop, tablet):
    """The browser's arrow leads back to the list with its old key: the seat left meanwhile stays shut."""
    key = key_on_the_list(tablet, workshop)
    tap(tablet, workshop, "p03", key=key), tap(tablet, workshop, "p05", key=key)
    before = seat(workshop, "p03").device_key
    tap(tablet, workshop, "p03", key=key)
    assert (tablet.get(room(workshop)).status_code, seat(workshop, "p03").device_key) == (302, before)


def test_one_browser_has_one_seat_at_a_time(workshop, client):
    tap(client, workshop, "p03")
    old = client.cookies[f"seat_{workshop.public_id}"].value
    tap(client, workshop, "p05")
    stolen = Client()
    stolen.cookies[f"seat_{workshop.public_id}"] = old
    assert (stolen.get(room(workshop)).status_code, client.get(room(workshop)).status_code) == (302, 200)


def test_phone_is_nobody_elses_until_its_owner_passes_it_on(workshop, client):
    tap(client, workshop, "p03")
    page = html.fromstring(client.get(room(workshop)).content.decode())
    assert page.xpath("//form[@data-passing]") == []
    pass_on(client, workshop)
    tap(client, workshop, "p05")
    assert [seat(workshop, key).kind for key in ("p03", "p05")] == ["phone", "tablet"]


def test_page_of_a_tablet_is_kept_by_no_browser(workshop, tablet, client):
    tap(tablet, workshop, "p03"), tap(client, workshop, "p05")
    kept = ["no-store" in one.get(room(workshop)).headers.get("Cache-Control", "") for one in (tablet, client)]
    assert kept == [True, False]


def key_on_the_list(client, workshop) -> str:
    page = html.fromstring(client.get(f"/j/{workshop.join_code}").content.decode())
    return page.xpath("//form[@id='roster']/input[@name='key']/@value")[0]


def test_lost_reply_to_a_tap_does_not_lead_to_the_pin(workshop):
    """R-GEN-3: the same page tapped again on the same name gets the seat that it has made."""
    phone = Client()
    key = key_on_the_list(phone, workshop)
    lost = Client()
    assert tap(lost, workshop, "p03", key=key).status_code == 302
    assert tap(phone, workshop, "p03", key=key)["Location"] == room(workshop)
    assert phone.get(room(workshop)).status_code == 200


def test_another_name_on_the_same_page_is_another_tap(workshop):
    phone = Client()
    key = key_on_the_list(phone, workshop)
    assert [tap(phone, workshop, one, key=key).status_code for one in ("p03", "p05")] == [302, 302]
    assert html.fromstring(phone.get(f"{room(workshop)}seat/").content).xpath("string(//h1)") == "郝建国"


def test_r_gen_13_what_one_seat_queued_is_not_posted_as_another(workshop, go_to, sit):
    go_to("contract", "agree")
    first, second = sit("p03"), sit("p05")
    address = f"{room(workshop)}parked/"
    written_by = {"X-Seat": f"{workshop.public_id}-{first.seat.pk}"}
    refused = second.post(address, {"text": "Night shift"}, headers=written_by)
    assert (refused.status_code, refused["X-Rule"], workshop.parked_items.count()) == (409, "R-GEN-13", 0)
    assert first.post(address, {"text": "Night shift"}, headers=written_by).status_code == 201
    assert second.post(address, {"text": "Weekends"}).status_code == 201


def test_r_gen_13_nor_is_a_note(workshop, go_to, sit):
    go_to("strategy", "silent")
    first, second = sit("p03"), sit("p05")
    written_by = {"X-Seat": f"{workshop.public_id}-{first.seat.pk}"}
    refused = second.post(f"{room(workshop)}notes/", {"text": "Fit lids"}, headers=written_by)
    assert (refused.status_code, workshop.notes.count()) == (409, 0)


def test_r_gen_16_somebody_on_paper_is_here_and_off_the_list(workshop, hanna, client):
    own = seat(workshop, "p03")
    address = f"{room(workshop)}run/seats/{own.pk}/paper/"
    hanna.post(address)
    own.refresh_from_db()
    assert (own.kind, own.is_present, own in workshop.seats.writers().present()) == ("paper", True, True)
    assert own.name not in client.get(f"/j/{workshop.join_code}").content.decode()
    assert tap(client, workshop, "p03").status_code == 422
    hanna.post(address)
    assert (seat(workshop, "p03").kind, tap(client, workshop, "p03").status_code) == ("phone", 302)


def test_r_gen_16_phone_is_out_when_its_person_goes_over_to_paper(workshop, hanna, client):
    tap(client, workshop, "p03")
    hanna.post(f"{room(workshop)}run/seats/{seat(workshop, 'p03').pk}/paper/")
    assert client.get(room(workshop)).status_code == 302
