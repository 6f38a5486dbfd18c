"""Signed with a pen: the photo of the page with its hash, entered by the facilitator (R-SIGN-1, R-GEN-16)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from PIL import Image

from signing import chain, pages
from signing.models import Document, Signature
from workshops.kickoff.commitments import hands, sheets
from workshops.kickoff.consensus import versions
from workshops.rehearsal.browser import form_fields, form_on

pytestmark = pytest.mark.django_db(transaction=True)


def picture() -> SimpleUploadedFile:
    image = Image.new("RGB", (300, 400), "white")
    exif = image.getexif()
    exif[0x0110] = "Secret Phone 12"
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return SimpleUploadedFile("page.jpg", file.getvalue(), "image/jpeg")


@pytest.fixture
def carlos(workshop, hanna, go_to):
    """Somebody who writes on paper, in a room that signs."""
    go_to("signing", "sign")
    seat = workshop.seats.get(person__key="p34")
    hanna.post(f"/w/{workshop.public_id}/run/seats/{seat.pk}/paper/")
    seat.refresh_from_db()
    return seat


def desk(workshop, seat, where: str = "") -> str:
    return f"/w/{workshop.public_id}/run/signatures/{seat.pk}/{where}"


def entered(hanna, workshop, seat, **more):
    sheet = sheets.newest_of(seat)
    shown = sheet.content_hash if sheet else "0" * 64
    data = {"sheet": shown, "digits": shown[:4], "photo": picture()} | more
    return hanna.post(desk(workshop, seat, "hand/"), data)


def test_r_gen_16_promise_on_paper_is_typed_in_by_the_desk(workshop, hanna, carlos):
    carlos.commitments.all().delete()
    data = {"text": "I will visit both pump makers.", "due": "2026-05-29"}
    assert hanna.post(desk(workshop, carlos, "commitments/"), data).status_code == 302
    promise = carlos.commitments.get()
    assert (promise.text, promise.due.isoformat()) == ("I will visit both pump makers.", "2026-05-29")
    hanna.post(desk(workshop, carlos, "withdrawal/"), {"commitment": promise.pk})
    assert carlos.commitments.count() == 0


def test_r_gen_16_for_somebody_with_a_phone_the_desk_types_nothing(workshop, hanna, carlos, sit):
    anna = sit("p28").seat
    before = list(anna.commitments.values_list("text", flat=True))
    refused = hanna.post(desk(workshop, anna, "commitments/"), {"text": "I will do as told."})
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-16")
    assert list(anna.commitments.values_list("text", flat=True)) == before


def test_r_gen_2_drafts_of_a_phone_are_not_shown_to_the_desk(workshop, hanna, carlos, sit):
    anna = sit("p28").seat
    pages_of = [hanna.get(desk(workshop, seat)).content.decode() for seat in (anna, carlos)]
    own = [seat.commitments.first().text for seat in (anna, carlos)]
    assert [text in page for text, page in zip(own, pages_of, strict=True)] == [False, True]


def test_r_sign_1_page_is_printed_with_its_hash_and_entered_by_its_photo(workshop, hanna, carlos):
    assert hanna.post(desk(workshop, carlos, "page/")).status_code == 302
    sheet = sheets.newest_of(carlos)
    printed = pages.html(sheet, "en")
    assert (sheet.short_hash in printed, "sign-here" in printed) == (True, True)
    assert entered(hanna, workshop, carlos, remark="If Sales agrees").status_code == 302
    signature = Signature.objects.get()
    assert (signature.mode, signature.name, signature.entered_by_name) == ("paper", "Carlos Mendes", "Hanna")
    assert (signature.kind, signature.document, signature.document_hash) == (
        "agree_with_reservation",
        sheet,
        sheet.content_hash,
    )
    assert "signed on paper, entered by Hanna" in pages.html(versions.newest(workshop), "en")
    assert list(workshop.entries.filter(act="entered a signature").values_list("rule", flat=True)) == ["R-SIGN-1"]
    assert chain.verify(workshop.organisation) == []


def test_r_gen_15_photo_keeps_no_trace_of_the_phone_and_is_for_the_desk_alone(workshop, hanna, carlos, sit):
    hanna.post(desk(workshop, carlos, "page/")), entered(hanna, workshop, carlos)
    stored = Signature.objects.get().photo.read()
    assert (stored[:3], b"Secret Phone" in stored) == (b"\xff\xd8\xff", False)
    assert b"".join(hanna.get(desk(workshop, carlos, "photo/")).streaming_content) == stored
    assert sit("p28").get(desk(workshop, carlos, "photo/")).status_code == 302


def test_r_sign_1_desk_is_asked_for_digits_photo_and_remark_alone(workshop, hanna, carlos):
    """Before and after printing, because the page opens in a tab of its own and this one stays as it is."""
    shown = [fields_of(hanna, desk(workshop, carlos))]
    hanna.post(desk(workshop, carlos, "page/"))
    shown.append(fields_of(hanna, desk(workshop, carlos)))
    asked = {"digits": "text", "photo": "file", "remark": "textarea"}
    assert shown == [asked, asked]
    page = html.fromstring(hanna.get(desk(workshop, carlos)).content)
    sent = form_fields(form_on(page, "/hand/")) | {"digits": sheets.newest_of(carlos).content_hash[:4]}
    assert hanna.post(desk(workshop, carlos, "hand/"), sent | {"photo": picture()}).status_code == 302
    assert Signature.objects.get().document == sheets.newest_of(carlos)


def fields_of(hanna, path: str) -> dict[str, str]:
    """What the form of the photo asks a person for."""
    form = form_on(html.fromstring(hanna.get(path).content), "/hand/")
    fields = form.xpath(".//input[not(@type='hidden')] | .//textarea")
    return {one.get("name"): one.get("type", one.tag) for one in fields}


def test_r_sign_1_page_that_was_never_printed_is_not_entered(workshop, hanna, carlos):
    page = html.fromstring(hanna.get(desk(workshop, carlos)).content)
    sent = form_fields(form_on(page, "/hand/"))
    response = hanna.post(desk(workshop, carlos, "hand/"), sent | {"digits": sent["sheet"][:4], "photo": picture()})
    assert (response.status_code, response["X-Rule"], Signature.objects.count()) == (409, "R-SIGN-3", 0)


def test_r_sign_1_page_of_other_words_is_not_this_page(workshop, hanna, carlos):
    hanna.post(desk(workshop, carlos, "page/"))
    response = entered(hanna, workshop, carlos, digits="zzzz")
    assert (response.status_code, Signature.objects.count()) == (422, 0)
    assert "This is not the page that was printed last" in response.content.decode()


def test_r_sign_3_promise_changed_after_printing_is_printed_anew(workshop, hanna, carlos):
    hanna.post(desk(workshop, carlos, "page/"))
    hanna.post(desk(workshop, carlos, "commitments/"), {"text": "I will visit one more."})
    response = entered(hanna, workshop, carlos)
    assert (response.status_code, response["X-Rule"], Signature.objects.count()) == (409, "R-SIGN-3", 0)


def test_r_sign_3_newer_version_is_printed_anew(workshop, hanna, carlos):
    hanna.post(desk(workshop, carlos, "page/"))
    workshop.introduction = "Nineteen colleagues."
    workshop.save()
    versions.fix(workshop)
    response = entered(hanna, workshop, carlos)
    assert (response.status_code, response["X-Rule"], Signature.objects.count()) == (409, "R-SIGN-3", 0)


def test_what_is_no_photo_is_told_so(workshop, hanna, carlos):
    hanna.post(desk(workshop, carlos, "page/"))
    response = entered(hanna, workshop, carlos, photo=SimpleUploadedFile("page.jpg", b"no picture", "image/jpeg"))
    assert (response.status_code, Signature.objects.count()) == (422, 0)


def test_nothing_is_printed_for_signing_before_the_step(workshop, hanna, carlos, go_to):
    workshop.agenda.filter(kind="signing").update(step="write")
    response = hanna.post(desk(workshop, carlos, "page/"))
    assert (response.status_code, Document.objects.filter(kind="sheet").count()) == (409, 0)


def test_r_sign_1_phones_do_not_sign_on_paper_for_others(workshop, carlos, hanna, sit):
    phone = sit("p28")
    hanna.post(desk(workshop, carlos, "page/"))
    assert entered(phone, workshop, carlos).status_code == 302
    assert Signature.objects.count() == 0


def test_r_sign_6_somebody_on_paper_is_one_of_m(workshop, hanna, carlos, sit):
    sit("p28")
    hanna.post(desk(workshop, carlos, "page/")), entered(hanna, workshop, carlos)
    statement = versions.newest(workshop)
    assert (len(hands.standing(workshop)), statement.expected_signatures) == (1, 3)


def test_lead_may_sign_on_paper_too(workshop, hanna, carlos):
    lead = workshop.seats.get(role="lead")
    hanna.post(desk(workshop, lead, "page/"))
    assert entered(hanna, workshop, lead).status_code == 302
    assert Signature.objects.get().role_en == "Decision maker"
