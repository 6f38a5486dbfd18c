"""The personal link: five working days, also when the stage is locked and in `closing` (R-SIGN-6)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signing.models import Signature
from tests.workshops.commitments.conftest import read
from workshops.kickoff.commitments import links
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closing(workshop, go_to):
    """The last stage is done; p24 has left and not signed."""
    go_to("close", "photo")
    workshop.agenda.update(state="locked")
    Workshop.objects.filter(pk=workshop.pk).update(state="closing")
    workshop.refresh_from_db()
    return workshop


def where(workshop, seat) -> str:
    return reverse("late_signing", args=[workshop.public_id, links.token_of(seat)])


def late_sign(client, workshop, seat, **more):
    client.seat = seat
    return client.post(where(workshop, seat) + "signature/", read(client, workshop, **more))


def test_sign_late_on_the_own_phone(closing, sit):
    phone = sit("p24")
    page = phone.get(where(closing, phone.seat)).content.decode()
    assert ['id="hand"' in page, 'name="pin"' in page, 'id="full-text"' in page] == [True, False, True]
    assert late_sign(phone, closing, phone.seat, typed_name="钱学敏").status_code == 201
    assert list(Signature.objects.values_list("name", "mode")) == [("钱学敏", "typed")]


def test_link_on_another_device_asks_for_the_pin(closing, sit):
    """R-SIGN-1: a link alone may have been handed on."""
    seat, stranger = sit("p24").seat, Client()
    assert 'name="pin"' in stranger.get(where(closing, seat)).content.decode()
    assert (late_sign(stranger, closing, seat)["X-Rule"], Signature.objects.count()) == ("R-SIGN-1", 0)
    wrong = f"{(int(seat.pin) + 1) % 10_000:04d}"
    assert (late_sign(stranger, closing, seat, pin=wrong).status_code, Signature.objects.count()) == (403, 0)
    assert late_sign(stranger, closing, seat, pin=seat.pin).status_code == 201


def test_full_text_is_behind_the_link(closing, sit):
    """R-SIGN-2"""
    page = Client().get(where(closing, sit("p24").seat) + "statement/")
    assert (page.status_code, 'id="statement-text"' in page.content.decode()) == (200, True)


def test_my_sheet_leads_to_the_link(closing, sit):
    phone = sit("p24")
    page = phone.get(f"/w/{closing.public_id}/sheet/").content.decode()
    assert where(closing, phone.seat) in page


def test_phone_leads_to_the_own_sheet_in_a_closed_event_until_the_link_ends(closing, sit):
    Workshop.objects.filter(pk=closing.pk).update(state="closed")
    phone, found = sit("p24"), []
    for day in (timezone.localdate(), timezone.localdate() - timedelta(days=30)):
        Workshop.objects.filter(pk=closing.pk).update(first_day=day)
        page = phone.get(f"/w/{closing.public_id}/").content.decode()
        found.append(["My promises and my sheet" in page, "Park a topic" in page, 'data-step="closed"' in page])
    assert found == [[True, False, True], [False, False, True]]


def test_my_sheet_of_who_signed_leads_to_no_link(closing, sit):
    phone = sit("p24")
    late_sign(phone, closing, phone.seat)
    page = phone.get(f"/w/{closing.public_id}/sheet/").content.decode()
    assert ('id="late-link"' in page, 'id="my-signature"' in page) == (False, True)


def test_facilitator_has_a_link_for_each_who_is_missing(closing, sit, hanna):
    missing, signed = sit("p24"), sit("p28")
    late_sign(signed, closing, signed.seat)
    page = hanna.get(f"/w/{closing.public_id}/run/signatures/").content.decode()
    assert [where(closing, phone.seat) in page for phone in (missing, signed)] == [True, False]


def test_r_sign_6_link_is_gone_after_the_fifth_working_day(closing, sit):
    phone = sit("p24")
    today = closing.today()
    sent = read(phone, closing)
    closing.first_day = today - timedelta(days=7)
    closing.save()
    assert links.last_day(closing) <= today
    closing.first_day = today - timedelta(days=8)
    closing.save()
    assert phone.get(where(closing, phone.seat)).status_code == 410
    response = phone.post(where(closing, phone.seat) + "signature/", sent)
    assert (response.status_code, response["X-Rule"], Signature.objects.count()) == (410, "R-SIGN-6", 0)


def test_link_before_signing_began_is_refused(workshop, sit, go_to):
    go_to("signing", "say")
    phone = sit("p24")
    response = late_sign(phone, workshop, phone.seat)
    assert (response.status_code, response["X-Rule"], Signature.objects.count()) == (409, "R-GEN-2", 0)


def test_link_of_a_seat_given_free_is_void(closing, sit):
    phone = sit("p24")
    link = where(closing, phone.seat)
    phone.seat.release()
    assert Client().get(link).status_code == 404


def test_forged_link_is_not_found(closing, sit):
    link = where(closing, sit("p24").seat)
    assert Client().get(link.replace("-0:", "-1:")).status_code == 404


def test_link_of_an_observer_is_not_found(closing, sit):
    """R-ROLE-6"""
    assert Client().get(where(closing, sit("p10").seat)).status_code == 404


def test_link_under_another_workshop_is_not_found(closing, sit, example):
    from workshops import exchange

    other = exchange.import_plan(example, closing.organisation, None)
    link = where(closing, sit("p24").seat).replace(closing.public_id, other.public_id)
    assert Client().get(link).status_code == 404
