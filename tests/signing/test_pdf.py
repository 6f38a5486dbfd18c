import io
import re
import subprocess
import time

import pytest
from django.db import connection, models
from pypdf import PdfReader

from people.models import Department, Organisation, Person
from signing import PressBusy, archive, press
from signing.signer import Signer
from signing.views import pdf_response
from tests.signing.conftest import CONTENT

STATEMENT = CONTENT | {
    "intro_en": "Eighteen colleagues built this plan in one day, and “nobody” was left out.",
    "intro_zh": "十八位同事一天共创了这份计划，没有落下“任何人”。",
    "goal_line_en": "To raise on-time delivery to 95 % we will do two things.",
    "goal_line_zh": "为把准时交付率提高到95%，我们将做两件事。",
}
ADDRESS = "https://tutti.example.org"


def text_of(pdf: bytes) -> str:
    """What a reader copies out of the file, without any blanks."""
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True).stdout.decode()
    return re.sub(r"\s|\u200b", "", text)


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh-hans", "en")])
def test_every_sentence_is_read_back(freeze, sign, language, other):
    """R-EXP-3: both scripts are embedded, and what is signed is what is printed."""
    document = freeze(STATEMENT)
    sign(document, "王小兰", remark="Sales 确认后才行。")
    text = text_of(document.pdf(language, ADDRESS))
    mine = language[:2]
    sentences = [value for key, value in STATEMENT.items() if key.endswith(f"_{mine}")]
    sentences += [strategy[f"text_{tongue}"] for strategy in STATEMENT["strategies"] for tongue in (mine, other)]
    sentences += [document.title_en, document.title_zh, "Qinghewan Precision Castings", "清禾湾精密铸件"]
    sentences += ["王小兰", "Sales 确认后才行。", "工作承诺，不是劳动合同，本身不影响薪酬。"]
    sentences += [f"{ADDRESS}/v/{document.public_id}/"]
    assert [words for words in sentences if re.sub(r"\s", "", words) not in text] == []


def test_number_version_and_hash_stand_on_each_page(freeze):
    """R-EXP-1"""
    many = [{"id": number, "text_en": f"Strategy {number}", "text_zh": f"策略{number}"} for number in range(60)]
    document = freeze(STATEMENT | {"strategies": many})
    pages = pages_of(document.pdf("en"))
    total = len(pages)
    assert total > 3
    foot = f"Statement 1 · version 1 · hash {document.short_hash}"
    assert [page.count(foot) for page in pages] == [1] * total
    assert [page.count(f"{number} / {total}") for number, page in enumerate(pages, start=1)] == [1] * total
    assert [page.endswith("· English") for page in pages] == [True] * total


def test_pages_are_made_of_what_is_frozen_alone(document, sign, organisation, person):
    sign(document, signer=Signer.of(person))
    document.expect(3)
    before = document.html("en", ADDRESS)
    models.QuerySet(Person).all().delete()
    models.QuerySet(Department).all().delete()
    models.QuerySet(Organisation).update(name_en="Renamed", name_zh="改名", timezone="Europe/Paris")
    again = type(document).objects.get()
    assert again.html("en", ADDRESS) == before
    assert "1 of 3 signed" in before
    assert "王小兰" in before


def test_drawn_signature_is_a_line_in_the_page(document, sign):
    sign(document)
    sign(document, "Bo Li", mode="typed", typed="bo li")
    reader = PdfReader(io.BytesIO(document.pdf("en")))
    drawing = b"".join(page.get_contents().get_data() for page in reader.pages)
    assert re.findall(rb"(\d+) (\d+) [ml]\s", drawing[drawing.index(b"20 60 m") :])[:5] == [
        (b"20", b"60"),
        (b"40", b"20"),
        (b"60", b"60"),
        (b"80", b"20"),
        (b"100", b"60"),
    ]
    assert sum(len(page.images) for page in reader.pages) == 0


def test_sheets_sign_for_the_statement(document, freeze, sign):
    """R-SIGN-9: one act signs the sheet; the statement counts and shows it once, in its newest form."""
    first = freeze({"commitments": [{"id": 1, "text_en": "I will try"}]}, "sheet", "seat-1", stands_by=document)
    sign(first)
    second = freeze({"commitments": [{"id": 1, "text_en": "I will do"}]}, "sheet", "seat-1", stands_by=document)
    assert [signature.document for signature in document.standing_signatures()] == [first]
    newest = sign(second)
    assert document.standing_signatures() == [newest]
    document.expect(19)
    pages = " ".join(pages_of(document.pdf("en")))
    assert ("I will do" in pages, "I will try" in pages, "1 of 19 signed" in pages) == (True, False, True)
    stands_by = f"“I stand by statement 1, version 1, hash {document.short_hash}.”"
    assert stands_by in " ".join(pages_of(second.pdf("en")))


REORDERED = ("rtl", "mixed", "zalgo")
HOSTILE = {
    "html": "<img src=x onerror=alert(1)> </style><script>",
    "template": "{{ document.pk }} {% load x %} %(name)s {0}",
    "rtl": "تم تسليم كل شيء",
    "mixed": "Plan \u202eevil\u202c שלום 2026 done",
    "emoji": "Well done 👩‍🏭🇨🇳",
    "zalgo": "Z\u0351\u036b\u0343\u036a\u0302go on",
    "lines": "one\n\ntwo\tthree",
    "hyphen": "non\u2011breaking",
}


def hostile_strategies() -> list[dict]:
    return [{"id": name, "text_en": words, "text_zh": ""} for name, words in HOSTILE.items()]


def test_hostile_text_prints_as_it_was_written(freeze):
    text = text_of(freeze(STATEMENT | {"strategies": hostile_strategies()}).pdf("en"))
    # Marks and turned words may be copied out in another order; the letters are there, and in their places.
    pieces = {
        name: re.findall(r"[a-zA-Z]+|[\u0590-\u06ff]+", words) if name in REORDERED else [re.sub(r"\s", "", words)]
        for name, words in HOSTILE.items()
    }
    assert {name for name, words in pieces.items() if not all(piece in text for piece in words)} == set()


def test_long_words_take_no_time(freeze):
    """F15: a word of 2,000 characters in each of ten strategies."""
    many = [{"id": number, "text_en": "ß" * 2000, "text_zh": "Þ" * 2000} for number in range(10)]
    html, files = archive._material(freeze(STATEMENT | {"strategies": many}), "en", "")
    before = time.process_time()
    text = text_of(press.set_page(html, files))
    assert time.process_time() - before < 6
    assert (text.count("ß"), text.count("Þ")) == (20_000, 20_000)


def test_missing_character_is_framed_and_reported(freeze):
    """R-EXP-3: beside the export, never as a refusal."""
    document = freeze(STATEMENT | {"intro_en": "Our logo \uf8ff stays"})
    response = pdf_response(document, "en")
    assert "Our logo U+F8FF stays" in pages_of(response.content)[0]
    assert (document.missing_characters(), response["X-Missing-Characters"]) == (["U+F8FF"], "U+F8FF")


@pytest.mark.parametrize(
    ("titles", "language", "name"),
    [
        ({"en": "What we agreed", "zh": "我们的共识"}, "en", "what-we-agreed-v1-{}.pdf"),
        ({"en": "What we agreed", "zh": "我们的共识"}, "zh-hans", "我们的共识-v1-{}.pdf"),
        ({"en": '../../etc/passwd\n"x"'}, "en", "etcpasswd-x-v1-{}.pdf"),
        ({"en": "👍"}, "en", "statement-v1-{}.pdf"),
        ({"en": "a" * 300}, "en", "a" * 60 + "-v1-{}.pdf"),
    ],
)
def test_file_name(freeze, titles, language, name):
    """R-EXP-1"""
    document = freeze(titles=titles)
    date = document.frozen_at.astimezone(document.zone).date()
    assert document.file_name(language) == name.format(date)


def test_pdf_response(document):
    response = pdf_response(document, "zh-hans")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%88%91%E4%BB%AC")
    assert response.content.startswith(b"%PDF-1.7")
    assert "X-Missing-Characters" not in response


@pytest.mark.django_db(transaction=True)
def test_pages_are_made_outside_of_any_transaction(document):
    """A room writes meanwhile: on SQLite an open transaction would hold its only pen."""
    locked = []

    def watch(execute, *question):
        locked.append(connection.in_atomic_block)
        return execute(*question)

    with connection.execute_wrapper(watch):
        document.pdf("en")
    assert set(locked) == {False}


def test_pages_and_evidence_are_of_one_moment(document, sign):
    """Somebody signs between the two: both are made anew."""
    asked = []

    def watch(execute, sql, *question):
        if 'FROM "signing_signature"' in sql:
            asked.append(sql)
            if len(asked) == 2:
                sign(document)
        return execute(sql, *question)

    with connection.execute_wrapper(watch):
        page, files = archive._material(document, "en", "")
    assert ("Ann Lee" in page, "Ann Lee" in files["evidence.json"]) == (True, True)


def test_pages_are_given_up_when_the_chain_grows_all_the_time(document, sign):
    signing: list[str] = []

    def watch(execute, sql, *question):
        if sql.startswith("SELECT") and 'FROM "signing_signature"' in sql and signing[-1:] != ["now"]:
            signing.append("now")
            sign(document, f"Signer {len(signing)}")
            signing.append("done")
        return execute(sql, *question)

    with connection.execute_wrapper(watch), pytest.raises(PressBusy):
        archive._material(document, "en", "")


def test_busy_press_answers_with_a_page_and_the_time_to_wait(document, monkeypatch):
    monkeypatch.setattr(press, "WAIT", 0.1)
    with press.PRESSES, press.PRESSES:
        response = pdf_response(document, "en")
    assert (response.status_code, response["Retry-After"], response["Content-Type"][:9]) == (503, "20", "text/html")
    assert "Many people fetch their PDF at this moment." in response.content.decode()


def test_kind_without_a_template(freeze):
    with pytest.raises(LookupError, match="no template is registered for documents of the kind 'report'"):
        freeze(kind="report").pdf("en")
