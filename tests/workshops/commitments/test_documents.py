"""What everybody may download, and what only its owner: R-SIGN-6, R-CONS-6, R-EXP-1, R-EXP-4."""

import subprocess
import unicodedata

import pytest
from django.test import Client
from django.utils.http import content_disposition_header
from lxml import html

from signing.models import Document
from workshops import exchange
from workshops.kickoff.consensus import versions

pytestmark = pytest.mark.django_db(transaction=True)
HEADS = ("Key actions", "In our own hand")


def words(pdf: bytes) -> str:
    """The text of a PDF without blanks and line breaks, as pdftotext reads it."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return squeezed(read)


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def address(workshop, name: str, language: str = "en") -> str:
    return f"/w/{workshop.public_id}/documents/{name}?language={language}"


@pytest.fixture
def signed(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phones = {key: sit(key) for key in ("p28", "p05", "p08")}
    sign(phones["p28"], remark="If Sales confirms in time.")
    sign(phones["p05"], typed_name="郝建国")
    return phones


@pytest.mark.parametrize(("language", "ending"), [("en", "_en"), ("zh-hans", "_zh")])
def test_r_cons_6_statement_reads_back_in_each_language(workshop, signed, language, ending):
    response = signed["p08"].get(address(workshop, "statement.pdf", language))
    page, text = words(response.content), versions.newest(workshop).parsed
    sentences = [text["lead" + ending], text["sentence" + ending], *(one["what" + ending] for one in text["dates"])]
    headings = [one[key] for one in text["strategies"] for key in ("heading", "heading_other", "effect")]
    actions = [one["text"] for strategy in text["strategies"] for one in strategy["actions"]]
    assert [one for one in [*sentences, *headings, *actions] if squeezed(one) not in page] == []
    name = versions.newest(workshop).file_name(language)
    assert response["Content-Disposition"] == content_disposition_header(True, name)


def test_page_one_stands_whole_and_each_page_says_what_it_is(workshop, signed):
    """From the title to who signed; actions and hands begin on pages of their own. R-EXP-1: number, version, hash."""
    pdf = signed["p08"].get(address(workshop, "statement.pdf")).content
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages, text = [squeezed(page) for page in read.split("\f")[:-1]], versions.newest(workshop).parsed
    told = ["What we agreed", text["lead_en"], *(one["heading"] for one in text["strategies"]), "266500CNY"]
    told += [
        "Next three dates",
        *(one["what_en"] for one in text["dates"]),
        "2 of 4 signed",
        text["document"]["title_zh"],
    ]
    assert [one for one in told if squeezed(one) not in pages[0]] == []
    begins = {head: next(n for n, page in enumerate(pages, 1) if squeezed(head) in page) for head in HEADS}
    assert (begins["Key actions"], "AnnaLindqvist" in pages[begins["In our own hand"] - 1]) == (2, True)
    line = squeezed(f"Statement 1 · version 2 · hash {versions.newest(workshop).short_hash}")
    assert [line in page for page in pages] == [True] * len(pages)


def test_r_exp_1_file_names_carry_title_version_and_date(workshop, signed):
    frozen = versions.newest(workshop).frozen_at.astimezone(workshop.organisation.zone).date().isoformat()
    names = [
        signed["p08"].get(address(workshop, name))["Content-Disposition"]
        for name in ("statement.pdf", "commitments.pdf")
    ]
    assert names == [
        f'attachment; filename="what-we-agreed-v2-{frozen}.pdf"',
        f'attachment; filename="in-our-own-hand-v2-{frozen}.pdf"',
    ]


def test_r_sign_6_commitments_show_who_signed_and_nobody_else(workshop, signed):
    page = words(signed["p08"].get(address(workshop, "commitments.pdf")).content)
    seats = workshop.seats.filter(role__in=["part", "lead"])
    assert sorted(seat.name for seat in seats if squeezed(seat.name) in page) == ["Anna Lindqvist", "郝建国"]
    promises = [promise.text for promise in workshop.commitments.filter(seat__person__key__in=["p28", "p05"])]
    assert [one for one in promises if squeezed(one) not in page] == []
    assert [one in page for one in ("2of4signed", "IfSalesconfirmsintime.")] == [True, True]


def test_pdf_comes_from_what_was_frozen_and_not_from_the_rows(workshop, signed):
    phone = signed["p08"]
    before = [words(phone.get(address(workshop, name)).content) for name in ("statement.pdf", "commitments.pdf")]
    workshop.actions.all().delete()
    workshop.commitments.all().delete()
    workshop.columns.update(heading="Something else")
    workshop.goals.update(balance=1, title="Something else")
    workshop.parked_items.all().delete()
    after = [words(phone.get(address(workshop, name)).content) for name in ("statement.pdf", "commitments.pdf")]
    assert after == before


def test_r_exp_4_own_sheet_is_for_its_owner_the_facilitator_and_the_leader(workshop, signed, sit, hanna):
    where = address(workshop, f"sheets/{signed['p28'].seat.pk}.pdf")
    readers = {"owner": signed["p28"], "fac": hanna, "lead": sit("p01"), "other": signed["p05"], "watch": sit("p10")}
    assert {who: client.get(where).status_code for who, client in readers.items()} == {
        "owner": 200,
        "fac": 200,
        "lead": 200,
        "other": 404,
        "watch": 404,
    }


def test_r_exp_4_list_of_signed_sheets_is_for_the_facilitator_and_the_leader(workshop, signed, sit, hanna):
    sheets = [
        f"/w/{workshop.public_id}/documents/sheets/{signed[key].seat.pk}.pdf?language=en" for key in ("p28", "p05")
    ]
    readers = {"fac": hanna, "lead": sit("p01"), "other": signed["p08"], "watch": sit("p10")}
    listed = {}
    for who, client in readers.items():
        page = html.fromstring(client.get(f"/w/{workshop.public_id}/documents/").content)
        listed[who] = page.xpath("//*[@id='sheets']//a[contains(@href, 'language=en')]/@href")
    assert listed == {"fac": sheets, "lead": sheets, "other": [], "watch": []}


def test_only_the_facilitator_is_led_back_to_the_console(workshop, signed, sit, hanna):
    def ways(client) -> list[str]:
        page = html.fromstring(client.get(f"/w/{workshop.public_id}/documents/").content)
        return page.xpath("//a[contains(@href, '/run/')]/@href")

    desk = [f"/w/{workshop.public_id}/run/{place}" for place in ("", "signatures/", "needs/")]
    assert (ways(hanna), ways(sit("p01")), ways(signed["p28"])) == (desk, [], [])


def test_sheet_prints_promise_sentence_and_fixed_line_in_both_languages(workshop, signed):
    where = f"sheets/{signed['p28'].seat.pk}.pdf"
    for language in ("en", "zh-hans"):
        page = words(signed["p28"].get(address(workshop, where, language)).content)
        text = Document.objects.get(kind="sheet", subject__endswith=f":{signed['p28'].seat.pk}").parsed
        told = [text["commitments"][0]["text_en"], text["fixed_en"], text["fixed_zh"]]
        told += [text["stand_en"].rstrip("."), text["stand_zh"].rstrip("。")]
        assert [one for one in told if squeezed(one) not in page] == []


def test_strangers_and_other_rooms_find_nothing(workshop, signed, example, sit):
    other = exchange.import_plan(example, workshop.organisation, None)
    for name in ("", "statement.pdf", "commitments.pdf"):
        assert Client().get(address(workshop, name)).status_code == 404
        assert signed["p28"].get(address(other, name)).status_code == 404
    assert signed["p28"].get(address(other, f"sheets/{signed['p28'].seat.pk}.pdf")).status_code == 404


def test_observers_read_the_statement(workshop, signed, sit):
    phone = sit("p10")
    assert phone.get(address(workshop, "statement.pdf"))["Content-Type"] == "application/pdf"
    assert "statement.pdf" in phone.get(address(workshop, "")).content.decode()


def test_before_the_first_version_there_is_nothing_to_load(workshop, sit, example):
    other = exchange.import_plan(example, workshop.organisation, workshop.facilitator)
    client = Client()
    client.force_login(workshop.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address(other, "statement.pdf")).status_code == 404
    assert ".pdf" not in client.get(address(other, "")).content.decode()
