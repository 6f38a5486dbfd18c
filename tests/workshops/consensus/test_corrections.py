"""R-CONS-12: a slip of spelling goes on a numbered sheet, signed by two; version and signatures stay."""

import pytest
from django.test import Client

from tests.workshops.conftest import member
from tests.workshops.papers.reading import missing, words
from workshops import exchange
from workshops.kickoff.consensus import corrections, versions

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "moved lines fall below 10 %", "moved lines falls below 10 %"


@pytest.fixture
def frozen(workshop):
    return versions.fix(workshop)


@pytest.fixture
def signed(transactional_db, example):
    """A day that was held and signed to its end, with a correction sheet that both have signed."""
    held = exchange.import_workshop(example)
    held.facilitator = member(held, "hanna@example.com", "fac")
    held.save()
    hanna = Client()
    hanna.force_login(held.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    statement = versions.newest(held)
    assert statement.standing_signatures() != []
    assert write(hanna, held).status_code == 302
    sheet = corrections.sheets(held).get()
    corrections.sign(sheet, corrections.facilitator(held.facilitator, held), "Hanna", "en", "https")
    lead = held.seats.get(role="lead")
    corrections.sign(sheet, corrections.decision_maker(lead), lead.name, "en", "https")
    return hanna, sheet, statement


def write(hanna, workshop, old=OLD, new=NEW):
    return hanna.post(f"/w/{workshop.public_id}/run/statement/corrections/new/", {"old": old, "new": new})


def test_r_cons_12_sheet_names_version_and_hash_and_changes_neither(workshop, hanna, frozen):
    assert write(hanna, workshop).status_code == 302
    (sheet,) = corrections.sheets(workshop)
    assert sheet.parsed["annex_en"] == (
        f"Annex 1 to statement {frozen.number}, version {frozen.version}, hash {frozen.short_hash}."
    )
    assert (sheet.parsed["old"], sheet.parsed["new"], versions.newest(workshop)) == (OLD, NEW, frozen)
    assert (versions.is_current(workshop), frozen.standing_signatures()) == (True, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, "moved lines fall below 20 %"),
        ("Ibrahim Yilmaz", "Ibrahim Yilmas"),
        ("Level the plan and halve changeover time", "Everybody works on Saturdays"),
    ],
)
def test_r_cons_12_name_number_or_meaning_is_no_slip(workshop, hanna, frozen, old, new):
    response = write(hanna, workshop, old, new)
    assert (response.status_code, response["X-Rule"], corrections.sheets(workshop).count()) == (409, "R-CONS-12", 0)


def test_r_cons_12_words_have_to_stand_in_the_statement(workshop, hanna, frozen):
    assert write(hanna, workshop, "nobody wrote this", "nobody wrote that").status_code == 422
    assert corrections.sheets(workshop).count() == 0


def test_nothing_is_corrected_before_it_is_frozen(workshop, hanna):
    assert write(hanna, workshop)["X-Rule"] == "R-CONS-12"


def test_facilitator_and_decision_maker_sign_and_nobody_else(workshop, hanna, sit, frozen):
    write(hanna, workshop)
    sheet = corrections.sheets(workshop)[0]
    room, lead, other = f"/w/{workshop.public_id}/", sit("p01"), sit("p03")
    desk = f"{room}run/statement/corrections/{sheet.pk}/signature/"
    phone = f"{room}statement/corrections/{sheet.pk}/signature/"
    assert hanna.post(desk, {"typed": "Hanna", "password": "wrong"}).status_code == 403
    assert other.post(phone, {"typed": other.seat.name}).status_code == 403
    assert sheet.standing_signatures() == []
    assert hanna.post(desk, {"typed": "Hanna", "password": "a long passphrase"}).status_code == 302
    lead.seat.refresh_from_db()
    pin = lead.seat.pin
    assert lead.post(phone, {"typed": lead.seat.name}).status_code == 403
    assert lead.post(phone, {"typed": lead.seat.name, "pin": "四位数字"}).status_code == 422
    assert lead.post(phone, {"typed": "somebody else", "pin": pin}).status_code == 422
    assert lead.post(phone, {"typed": lead.seat.name, "pin": pin}).status_code == 302
    assert [one.name for one in sheet.standing_signatures()] == ["Hanna", lead.seat.name]
    assert frozen.standing_signatures() == []


def test_sheet_is_read_by_every_seat(workshop, hanna, sit, frozen):
    write(hanna, workshop)
    page = sit("p03").get(f"/w/{workshop.public_id}/statement/").content.decode()
    assert (OLD in page, NEW in page, "correction_sign" in page) == (True, True, False)
    assert 'id="corrections"' in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Correction sheet", "As it is printed", "As it should be", "A slip of spelling", "2 of 2 signed"]),
        ("zh", ["勘误单", "印出来的样子", "应该是", "笔误"]),
    ],
)
def test_r_cons_12_signed_sheet_of_a_signed_day_is_read_back_from_paper(signed, language, said):
    hanna, sheet, statement = signed
    response = hanna.get(f"/w/{statement.subject}/documents/corrections/{sheet.pk}.pdf?language={language}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    page = words(b"".join(response) if response.streaming else response.content)
    names = [one.name for one in sheet.standing_signatures()]
    assert len(names) == 2
    assert missing([*said, OLD, NEW, statement.short_hash, sheet.short_hash, *names], page) == []
