import io
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connection

from signing import ChangedSinceRead
from signing.consent import SENTENCES
from signing.models import Signature
from signing.signer import Signer
from tests.signing.conftest import CONTENT, HAND


def refusal(call, *words, **named) -> dict:
    with pytest.raises(ValidationError) as refused:
        call(*words, **named)
    return refused.value.message_dict


def test_sign_with_a_finger(document, sign, person):
    """R-SIGN-1: mode, time, version, hash and the language read are stored."""
    signature = sign(document, signer=Signer.of(person), language="zh-hans", transport="http")
    assert (signature.name, signature.name_latin, signature.role_zh) == ("王小兰", "Wang Xiaolan", "生产部")
    assert (signature.person, signature.mode, signature.kind) == (person, "drawn", "agree")
    assert (signature.strokes, signature.document_hash) == (HAND, document.content_hash)
    assert (signature.language, signature.transport) == ("zh-hans", "http")
    assert (signature.consent, signature.signed_at.microsecond) == (SENTENCES["zh-hans"], 0)


@pytest.mark.parametrize(
    "path",
    ["M20, 60 L 40 20\nL60,60L80 20L100 60M120 40L160 40L160 80L120 80L120 40", HAND, f"  {HAND} "],
)
def test_strokes_are_spelled_one_way(document, sign, path):
    assert sign(document, strokes=path).strokes == HAND


def test_several_short_strokes_are_a_hand(document, sign):
    path = "M10 53L20 42L37 73L49 57M75 47L88 74L96 68L112 75"
    assert sign(document, strokes=path).strokes == path


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "Sign with your finger along the line, or type your name instead."),
        ("M10 10L11 11", "Sign with your finger along the line, or type your name instead."),
        ("M10 10L10 10L10 10L10 10L10 10", "Sign with your finger along the line, or type your name instead."),
        (HAND + "C1 2 3 4 5 6", "The signature did not arrive whole. Clear it and sign once more."),
        ("M301 0L1 1L2 2L3 3L4 4", "The signature did not arrive whole. Clear it and sign once more."),
        ("M1 101L1 1L2 2L3 3L4 4", "The signature did not arrive whole. Clear it and sign once more."),
        ("M-1 1L1 1L2 2L3 3L4 4", "The signature did not arrive whole. Clear it and sign once more."),
        ("M1.5 1L1 1L2 2L3 3L4 4", "The signature did not arrive whole. Clear it and sign once more."),
        ("L1 1L2 2L3 3L4 4L5 5", "The signature did not arrive whole. Clear it and sign once more."),
        ('M1 1"/><script>', "The signature did not arrive whole. Clear it and sign once more."),
        ("M1 1" + "L2 2" * 6000, "This signature has too many strokes. Clear it and sign once more."),
    ],
)
def test_strokes_that_are_no_signature(document, sign, path, message):
    assert refusal(sign, document, strokes=path) == {"strokes": [message]}
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("typed", ["王小兰", "wang  XIAOLAN", "ＷａｎｇＸｉａｏｌａｎ", " 王 小兰"])
def test_sign_with_the_typed_name(document, sign, person, typed):
    """R-SIGN-1: NFKC, case and spaces are folded."""
    signature = sign(document, signer=Signer.of(person), mode="typed", typed=typed)
    assert (signature.mode, signature.strokes, signature.typed) == ("typed", "", " ".join(typed.split()))


@pytest.mark.parametrize("typed", ["", "王小", "Wang Xiaolin", "王小兰 Wang Xiaolan"])
def test_typed_name_of_somebody_else(document, sign, person, typed):
    """R-SIGN-1"""
    expected = {"typed": ["Type your name as it stands on the list: 王小兰 / Wang Xiaolan."]}
    assert refusal(sign, document, signer=Signer.of(person), mode="typed", typed=typed) == expected


def test_an_empty_typed_name_is_no_empty_latin_name(document, sign):
    expected = {"typed": ["Type your name as it stands on the list: Ann Lee."]}
    assert refusal(sign, document, "Ann Lee", mode="typed", typed=" ") == expected


def test_sign_on_paper(document, sign, facilitator, settings, tmp_path):
    """R-SIGN-1: a photo of the signed page, entered by the facilitator."""
    settings.MEDIA_ROOT = tmp_path
    photo = File(io.BytesIO(b"\xff\xd8\xff\xe0 a page"), name="../../page.jpg")
    signature = sign(document, mode="paper", photo=photo, entered_by=facilitator)
    assert (signature.mode, signature.entered_by_name) == ("paper", "方梅 Fang Mei")
    assert signature.photo.read() == b"\xff\xd8\xff\xe0 a page"
    assert signature.photo.name.startswith("signing/paper/")


def test_paper_needs_a_photo_and_somebody_who_enters_it(document, sign, facilitator):
    """R-SIGN-1"""
    expected = {"photo": ["Add a photo of the signed page: JPEG, PNG or WebP of at most 10 MB."]}
    assert refusal(sign, document, mode="paper", entered_by=facilitator) == expected
    text = File(io.BytesIO(b"<html>"), name="page.jpg")
    assert refusal(sign, document, mode="paper", entered_by=facilitator, photo=text) == expected
    with pytest.raises(ValueError, match="entered by somebody"):
        sign(document, mode="paper", photo=text)


def test_sign_with_a_remark(document, sign):
    """R-SIGN-8"""
    signature = sign(document, remark=" If Sales confirms.\r\n")
    assert (signature.kind, signature.remark) == ("agree_with_reservation", "If Sales confirms.")
    assert sign(document, "Bo Li", remark=" \n").kind == "agree"
    assert sign(document, "Cy Wu", kind="seen_disagree", remark="No").kind == "seen_disagree"


def test_remark_of_more_than_500_characters(document, sign):
    assert sign(document, remark="👩‍🏭" * 500).kind == "agree_with_reservation"
    expected = {"remark": ["501 characters are too many here: at most 500. Shorten it by 1."]}
    assert refusal(sign, document, "Bo Li", remark="字" * 501) == expected


def test_sign_another_text_than_the_one_read(document, sign):
    with pytest.raises(ChangedSinceRead) as refused:
        sign(document, read_hash="0" * 64)
    assert str(refused.value) == "The text has changed since you read it. Read the new version, then sign."
    assert Signature.objects.count() == 0


def test_sign_an_old_version(document, sign, freeze):
    """R-SIGN-3: nobody signs what is no longer the text, and the signature stays where it was."""
    first = sign(document)
    second = freeze(CONTENT | {"intro_en": "Other"})
    with pytest.raises(ChangedSinceRead):
        sign(document, "Bo Li")
    assert (list(document.signatures.all()), list(second.signatures.all())) == ([first], [])
    assert sign(second).document == second


def test_sign_twice(document, sign, freeze):
    first = sign(document)
    assert sign(document, strokes="M1 1L2 2L3 3L4 4L9 9", remark="other") == first
    freeze(CONTENT | {"intro_en": "Other"})
    assert sign(document) == first
    assert (Signature.objects.count(), Signature.objects.get().remark) == (1, "")


@pytest.mark.django_db(transaction=True)
def test_sign_twice_in_the_same_instant(document, sign):
    start, made = threading.Barrier(6), []

    def sign_one(turn: int):
        start.wait()
        made.append(sign(document, f"Person {turn % 3}").pk)
        connection.close()

    threads = [threading.Thread(target=sign_one, args=(turn,)) for turn in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(made)), Signature.objects.count()) == (6, 3, 3)
