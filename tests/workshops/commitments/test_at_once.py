"""F16: who signs while something is changed signs what was read, or nothing."""

import pytest

from signing.models import Signature
from tests.workshops.commitments.conftest import read
from workshops.forms import mark

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer["X-Rule"]


@pytest.fixture
def phone(workshop, sit, go_to):
    go_to("signing", "sign")
    return sit("p28")


@pytest.fixture
def post(workshop):
    """`post(phone, "signature/", …)` waits to be asked, with what the page says now."""
    return lambda client, address, **data: lambda: client.post(f"/w/{workshop.public_id}/{address}", data)


@pytest.fixture
def signing(workshop, phone, post):
    return lambda: post(phone, "signature/", **read(phone, workshop))


def signed() -> list[list[str]]:
    """The promises on each sheet that was signed."""
    sheets = [signature.document.parsed for signature in Signature.objects.order_by("pk")]
    return [[one["text_en"] or one["text_zh"] for one in sheet["commitments"]] for sheet in sheets]


@pytest.fixture
def promise(workshop, phone):
    return workshop.commitments.get(seat=phone.seat)


@pytest.mark.parametrize("act", ["withdrawal", "text"])
def test_f16_what_was_changed_meanwhile_is_not_signed(phone, post, signing, promise, overtaken, act):
    changing = post(phone, f"commitments/{promise.pk}/{act}/", text="I will walk the line on Monday")
    second, first = overtaken(signing(), changing)
    assert (first.status_code, refusal(second)) == (200, (409, "R-SIGN-3"))
    assert signed() == []


@pytest.mark.parametrize("act", ["withdrawal", "text"])
def test_f16_what_was_signed_meanwhile_stays_as_it_was_signed(phone, post, signing, promise, overtaken, act):
    changing = post(phone, f"commitments/{promise.pk}/{act}/", text="I will walk the line on Monday")
    second, first = overtaken(changing, signing())
    assert (first.status_code, second.status_code) == (201, 200)
    assert signed() == [[promise.text]]


def test_f16_two_taps_are_one_signature(signing, promise, overtaken):
    second, first = overtaken(signing(), signing())
    assert (first.status_code, second.status_code) == (201, 201)
    assert signed() == [[promise.text]]


def test_f16_nobody_signs_a_stage_that_is_reopened_meanwhile(workshop, hanna, post, signing, promise, overtaken):
    reopening = post(hanna, "run/stages/consensus/reopening/", step="freeze", reason="One figure was wrong")
    second, first = overtaken(signing(), reopening)
    assert (first.status_code, refusal(second)) == (302, (409, "R-GEN-2"))
    assert signed() == []


def test_f16_signature_given_before_a_reopening_stays(hanna, post, signing, promise, overtaken):
    reopening = post(hanna, "run/stages/consensus/reopening/", step="freeze", reason="One figure was wrong")
    second, first = overtaken(reopening, signing())
    assert (first.status_code, second.status_code) == (201, 302)
    assert signed() == [[promise.text]]


def test_f16_promise_reworded_on_two_devices_writes_over_nothing_unseen(phone, post, promise, overtaken):
    was = {"text_was": mark(promise.text), "need_was": mark(promise.need)}
    rewording = [
        post(phone, f"commitments/{promise.pk}/text/", text=f"I will call {name} on Monday", **was)
        for name in ("Wu", "Mei")
    ]
    second, first = overtaken(*rewording)
    assert (first.status_code, refusal(second)) == (200, (409, "R-GEN-4"))
    promise.refresh_from_db()
    assert promise.text == "I will call Mei on Monday"
