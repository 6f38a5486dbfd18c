"""Sign, sign milder, stay out, withdraw, R-STAKE-4, R-STAKE-6, R-STAKE-7, R-DEC-3, R-DEC-4."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from tests.workshops.stakes.conftest import said
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.models import PromiseHand
from workshops.models import LogEntry, Seat

pytestmark = pytest.mark.django_db(transaction=True)
STROKES = "M11 14 L27 18 L45 85 L58 75 L68 62 M88 42 L102 55"


@pytest.fixture
def ready(in_stakes, passed):
    """Group A promises a song and comes to sign; gives the run."""
    in_stakes("choose")
    passed("A", "Sing a song in the canteen")
    return in_stakes("sign")


@pytest.fixture
def sign(promise, act):
    def signed(phone, letter="A", **data):
        made = promise(letter)
        document = sheet.newest(made)
        data_of = {"hash": document.content_hash if document else "0" * 64, "choice": "sign", "strokes": STROKES}
        # Everybody came in before on another device, so that each types the PIN.
        data = {"pin": phone.seat.pin} | data_of | data
        return act(phone, f"promises/{made.pk}/signature/", **data)

    return signed


def count(promise) -> int:
    return sheet.standing(promise("A")).count()


def test_r_stake_6_one_tap_and_a_drawing(workshop, ready, promise, sit, sign):
    """R-STAKE-6"""
    phone = sit("p05")
    assert sign(phone).status_code == 302
    hand = PromiseHand.objects.get()
    assert (hand.seat, hand.own_text, hand.signature.mode, hand.signature.kind) == (phone.seat, "", "drawn", "agree")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert "Your name is under it." in page
    assert sign(phone).status_code == 302
    assert count(promise) == 1


def test_r_stake_6_typed_name_is_the_own_one(ready, promise, sit, sign):
    """R-STAKE-6: name or drawing."""
    phone = sit("p05")
    assert sign(phone, strokes="", typed_name="Somebody Else").status_code == 422
    assert sign(phone, strokes="", typed_name=phone.seat.name).status_code == 302
    assert PromiseHand.objects.get().signature.mode == "typed"
    assert sign(sit("p07"), strokes="").status_code == 422


def test_r_stake_6_signs_only_who_may_and_for_the_own_group(workshop, ready, promise, sit, sign, act):
    """R-STAKE-6, R-SIGN-1: a broken session asks for the PIN."""
    lead = workshop.decision_makers().get().person.key
    assert [sign(sit(key)).status_code for key in ("p04", "p10", lead)] == [403, 409, 409]
    phone = sit("p05")
    assert sign(phone, pin="").status_code == 403
    Seat.objects.filter(pk=phone.seat.pk).update(seated_at=F("checked_in_at"))
    assert sign(phone, pin="").status_code == 302
    assert count(promise) == 1


def test_r_stake_6_group_without_a_promise_has_nothing_to_sign(ready, promise, sit, sign):
    refused = sign(sit("p04"), "B")
    assert (refused.status_code, refused["X-Rule"], promise("B").hands.count()) == (409, "R-STAKE-6", 0)


def test_r_dec_3_milder_words_are_confirmed_once(ready, promise, sit, sign):
    """R-DEC-3, R-STAKE-1: asked once whether they pass the six; words that ring are refused."""
    phone = sit("p24")
    assert sign(phone, choice="milder", own_text="给每个夜班写一张感谢卡").status_code == 422
    refused = sign(phone, choice="milder", own_text="I pay 20 CNY", passes="1")
    assert (refused.status_code, refused["X-Rule"]) == (422, "R-DEC-1")
    assert count(promise) == 0
    assert sign(phone, choice="milder", own_text="给每个夜班写一张感谢卡", passes="1").status_code == 302
    assert PromiseHand.objects.get().own_text == "给每个夜班写一张感谢卡"
    assert count(promise) == 1


def test_r_dec_4_staying_out_stores_nothing(workshop, ready, sit, hanna):
    """R-DEC-4: the page offers it without any form, and nobody sees a list."""
    page = sit("p05").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert "Stay out" in page
    beside = page.count(f'action="/w/{workshop.public_id}/seat/return/"')
    assert (page.count("<form"), beside) == (2, 1)
    assert (PromiseHand.objects.count(), LogEntry.objects.filter(seat__isnull=False).count()) == (0, 0)


def test_r_dec_4_name_is_taken_back_later_without_a_trace(workshop, ready, promise, sit, sign, act, go_to):
    """R-DEC-4: in the room or later; the log and the sheet forget who it was."""
    phone = sit("p05")
    sign(phone)
    sign(sit("p07"))
    go_to("goals", "show")
    entries = LogEntry.objects.count()
    page = phone.get(f"/w/{workshop.public_id}/promise/").content.decode()
    assert "Take my name back" in page
    assert act(phone, f"promises/{promise('A').pk}/withdrawal/").status_code == 302
    assert (count(promise), LogEntry.objects.count()) == (1, entries)
    text = sheet.newest(promise("A")).html("en")
    assert phone.seat.name not in text
    assert "1 signed" in text


def test_r_stake_6_wall_shows_the_number_alone(workshop, ready, sit, sign, hanna):
    """R-STAKE-6: milder texts included, no name, no "of", no own words."""
    sign(sit("p05"))
    sign(sit("p24"), choice="milder", own_text="给每个夜班写一张感谢卡", passes="1")
    wall = Client()
    wall.get(f"/w/{workshop.public_id}/wall/", {"key": workshop.projector_key})
    page = wall.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert '<b class="serif num">2</b><span>signed</span>' in page
    names = list(workshop.seats.values_list("name", flat=True))
    assert not [name for name in [*names, "感谢卡", "2 of"] if name in page]
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert "2 signed" in panel


def test_r_stake_4_fixed_line_stands_under_each_promise(workshop, ready, sit, promise):
    """R-STAKE-4: on the phone, on the wall, on the sheet, in both languages."""
    phone = sit("p05")
    pages = [
        phone.get(f"/w/{workshop.public_id}/mine/").content.decode(),
        phone.get(f"/w/{workshop.public_id}/wall/").content.decode(),
        sheet.newest(promise("A")).html("en"),
        sheet.newest(promise("A")).html("zh-hans"),
    ]
    assert [sheet.FIXED_EN in page and sheet.FIXED_ZH in page for page in pages] == [True] * 4


def test_r_stake_7_fewer_than_70_percent(workshop, ready, sit, sign):
    """R-STAKE-7: of nine present, six are too few and seven enough, once half of the ten minutes have gone."""
    members = list(workshop.seats.writers().filter(group__letter="A").values_list("person__key", flat=True))
    for key in members[:6]:
        sign(sit(key))
    assert said(ready) == []
    ready.step_opened_at -= timedelta(minutes=5)
    assert said(ready) == ["R-STAKE-7"]
    sign(sit(members[6]))
    assert said(ready) == []


def test_changed_promise_is_signed_anew(workshop, ready, promise, in_stakes, passed, sit, sign):
    """R-SIGN-3: a newer version inherits no signature; a page of the old one is refused."""
    phone = sit("p05")
    old = sheet.newest(promise("A")).content_hash
    sign(phone)
    passed("A", "Draw a poster")
    workshop.change("", "", lambda live, changing: live.agenda.get(kind="stakes").enter("sign", changing))
    assert count(promise) == 0
    assert (sign(phone, hash=old).status_code, sign(phone).status_code) == (409, 302)
    assert count(promise) == 1


def test_group_without_promise_has_nothing_to_sign(workshop, ready, sit, sign):
    assert "Your group makes no promise" in sit("p06").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert sign(sit("p06"), letter="B").status_code == 409


def test_paper_is_entered_with_its_photo(workshop, ready, promise, hanna, act):
    """R-STAKE-6, R-SIGN-1: entered by the facilitator, its photo encoded anew (R-GEN-15)."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, "PNG")
    photo = SimpleUploadedFile("page.png", stream.getvalue(), "image/png")
    seat = workshop.seats.get(person__key="p29")
    act(hanna, f"run/promises/{promise('A').pk}/paper/", seat=seat.pk, picture=photo)
    signature = PromiseHand.objects.get().signature
    assert (signature.mode, signature.entered_by) == ("paper", workshop.facilitator)
    assert signature.photo.open().read(3) == b"\xff\xd8\xff"


def test_sheet_prints_promise_and_hands_in_both_languages(workshop, ready, promise, sit, sign):
    phone = sit("p24")
    sign(phone, choice="milder", own_text="给每个夜班写一张感谢卡", passes="1")
    address = f"/w/{workshop.public_id}/documents/promises/{promise('A').pk}.pdf"
    for language in ("en", "zh-hans"):
        response = phone.get(address, {"language": language})
        text = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(response.content)).pages)
        for words in ("Sing a song in the canteen", phone.seat.name, "给每个夜班写一张感谢卡", sheet.FIXED_ZH):
            assert "".join(words.split()) in text
    assert Client().get(address).status_code == 404


def test_documents_lead_to_each_sheet_and_to_the_own_promise(workshop, ready, promise, sit):
    """The own group's page is where a name is taken back later (R-DEC-4)."""
    page = sit("p05").get(f"/w/{workshop.public_id}/documents/").content.decode()
    assert f"/documents/promises/{promise('A').pk}.pdf" in page
    assert f"/documents/promises/{promise('B').pk}.pdf" not in page
    assert f'href="/w/{workshop.public_id}/promise/"' in page
    assert (
        f'href="/w/{workshop.public_id}/promise/"'
        not in sit("p06").get(f"/w/{workshop.public_id}/documents/").content.decode()
    )
