import io
import json
import stat
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from pypdf import PdfReader, PdfWriter

from signing import archive, chain, evidence, pages, seal
from signing.models import Document, SealedPdf, Signature, SigningEvent
from signing.press import press
from signing.verification import verify_pdf
from signing.views import pdf_response
from tests.signing.conftest import CONTENT
from tests.signing.test_pdf import hostile_strategies

GOOD = {
    "seal": True,
    "revision": True,
    "evidence": True,
    "chain": True,
    "pages": True,
    "record": True,
    "history": True,
}


def answers(pdf: bytes) -> dict:
    return {check.name: check.passed for check in verify_pdf(pdf).checks}


def forged(document, html=None, attachment=None) -> bytes:
    """What somebody could make who holds the installation's key."""
    html = html or document.html("en")
    return seal.seal(press(html, {evidence.FILE: attachment or evidence.text(document, "en")}))


@pytest.fixture
def signed(document, sign):
    document.expect(3)
    sign(document, "王小兰", remark="If Sales confirms.")
    sign(document, "Bo Li", mode="typed", typed="Bo Li")
    return document


@pytest.fixture
def sealed(signed):
    return signed.seal("en", "https://tutti.example.org")


def test_key_is_the_installations_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert seal.known_fingerprints() == frozenset()
    path = seal.ensure_key()
    before = path.read_bytes()
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    assert seal.ensure_key().read_bytes() == before
    assert seal.known_fingerprints() == {seal.fingerprint()}


def test_key_is_made_once_whoever_comes_first(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    start, found = threading.Barrier(4), []

    def ensure():
        start.wait()
        found.append(seal.ensure_key().read_bytes())

    threads = [threading.Thread(target=ensure) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (4, 1)
    assert [path.name for path in (tmp_path / "seal").iterdir()] == ["seal.pem"]


def test_sealed_file_is_what_was_signed(sealed):
    assert answers(bytes(sealed.content)) == GOOD


def test_sealed_bytes_are_archived_and_never_made_again(sealed, signed, sign, freeze):
    assert signed.seal("en") == sealed
    assert pdf_response(signed, "en").content == bytes(sealed.content)
    assert SigningEvent.objects.filter(what="sealed").count() == 1
    assert signed.seal("zh-hans") != sealed
    sign(signed, "Cy Wu")
    later = signed.seal("en")
    assert later != sealed
    assert SealedPdf.objects.count() == 3
    assert (answers(bytes(sealed.content)), answers(bytes(later.content))) == (GOOD, GOOD)


def test_sealed_file_with_hostile_text(freeze):
    """What prints can be compared with what was signed, whatever somebody wrote."""
    document = freeze(CONTENT | {"strategies": hostile_strategies(), "intro_zh": "\uf8ff 标志"})
    assert answers(bytes(document.seal("en").content)) == GOOD


def test_another_expected_number_is_another_file(sealed, signed):
    signed.expect(2)
    assert signed.seal("en") != sealed


def test_statement_signed_on_sheets(document, freeze, sign):
    for name in ("Ann Lee", "Bo Li"):
        sheet = freeze({"commitments": [{"id": 1, "text_en": "I will"}]}, "sheet", name, stands_by=document)
        sign(sheet, name)
    assert answers(bytes(document.seal("en").content)) == GOOD
    assert answers(bytes(sheet.seal("zh-hans").content)) == GOOD


def test_erased_signature(sealed, signed):
    """What was given out stays right; what is made anew says that somebody was erased."""
    signed.signatures.get(name="王小兰").erase()
    assert answers(bytes(sealed.content)) == GOOD
    again = signed.seal("en")
    assert answers(bytes(again.content)) == GOOD
    assert "王小兰" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(again.content))).pages)


def test_file_unknown_to_this_installation(sealed, signed):
    """Works offline from the file alone, for whoever trusts the key."""
    content = bytes(sealed.content)
    for model in (SealedPdf, SigningEvent, Signature, Document):
        models.QuerySet(model).all().delete()
    expected = {name: value for name, value in GOOD.items() if name != "history"} | {"record": None}
    assert answers(content) == expected


def test_file_without_a_seal(signed):
    assert answers(signed.pdf("en")) == {name: value for name, value in GOOD.items() if name != "revision"} | {
        "seal": False,
        "record": False,
    }


def test_changed_byte(sealed):
    """One bit anywhere breaks the seal, or leaves nothing to read."""
    content = bytes(sealed.content)
    places = [int(len(content) * share / 10) for share in (1, 3, 5, 7, 9)]
    changed = [content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :] for place in places]
    assert [report.checks[0].passed for report in map(verify_pdf, changed)] == [False] * 5


def test_something_added_after_sealing(sealed):
    writer = PdfWriter(io.BytesIO(bytes(sealed.content)), incremental=True)
    writer.pages[0].rotate(90)
    changed = io.BytesIO()
    writer.write(changed)
    report = verify_pdf(changed.getvalue())
    assert report.passed is False
    assert [check.passed for check in report.checks if check.name in ("seal", "revision")] == [True, False]


def test_saved_again_by_another_tool(sealed):
    writer = PdfWriter(clone_from=io.BytesIO(bytes(sealed.content)))
    changed = io.BytesIO()
    writer.write(changed)
    assert verify_pdf(changed.getvalue()).checks[0].passed is False


def test_pages_that_say_something_else_than_the_evidence(signed):
    """A file sealed with the right key, whose page and whose attachment disagree, must fail."""
    html = signed.html("en").replace("We deliver on time.", "We deliver some day.")
    assert answers(forged(signed, html)) == GOOD | {"pages": False, "record": False}


def test_page_that_names_another_version(signed):
    html = signed.html("en").replace(signed.short_hash, "0000 0000 0000")
    assert answers(forged(signed, html)) == GOOD | {"pages": False, "record": False}


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda facts: facts["documents"][0]["content"].update(intro_en="We deliver some day."), "evidence"),
        (lambda facts: facts["signatures"][0].update(document_hash="0" * 64), "evidence chain"),
        (lambda facts: facts["signatures"][0].update(name="Mallory"), "chain"),
        (lambda facts: facts["signatures"][0].update(strokes="M1 1L2 2"), "chain"),
        (lambda facts: facts["signatures"][0].update(remark=""), "chain"),
        (lambda facts: facts["signatures"][0].update(kind="agree"), "chain"),
        (lambda facts: facts["signatures"][0].update(consent="I give you my house."), "chain"),
        (lambda facts: facts["documents"][0].update(version=7), "chain"),
        (lambda facts: facts["chain"][1]["facts"].update(signed_at="2020-01-01T00:00:00Z"), "chain"),
        (lambda facts: facts["chain"].pop(1), "chain"),
        (lambda facts: facts["chain"].reverse(), "chain"),
    ],
)
def test_evidence_that_does_not_agree_with_itself(signed, change, names):
    facts = json.loads(evidence.text(signed, "en"))
    change(facts)
    # What the pages say is another question, and the file was never given out.
    found = answers(forged(signed, "<p>", json.dumps(facts)))
    assert {check for check, passed in found.items() if not passed} - {"pages", "record"} == set(names.split())


@pytest.mark.parametrize("facts", [{"documents": 7}, {"document": "x", "documents": []}, [], None, {"documents": [{}]}])
def test_evidence_of_another_shape(signed, facts):
    found = answers(forged(signed, "<p>", json.dumps(facts)))
    assert found == {"seal": True, "revision": True, "evidence": False}


def test_evidence_that_is_no_json(signed):
    assert answers(forged(signed, attachment="[" * 100_000)) == {"seal": True, "revision": True, "evidence": False}


def test_sealed_by_somebody_else(signed, settings, tmp_path):
    known = settings.DATA_DIR
    settings.DATA_DIR = tmp_path
    foreign, certificate = forged(signed), seal.ensure_key()
    settings.DATA_DIR = known
    assert answers(foreign) == GOOD | {"seal": False, "record": False}
    assert verify_pdf(foreign, frozenset({_fingerprint(certificate)})).checks[0].passed is True


def test_record_that_was_changed(sealed, signed):
    models.QuerySet(Signature).filter(name="Bo Li").update(remark="Never.")
    assert answers(bytes(sealed.content)) == GOOD | {"history": False}
    assert chain.verify(signed.organisation) != []


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj<<" * 999, b"PK\x03\x04", bytes(99)])
def test_junk_is_no_error(db, junk):
    assert answers(junk) == {"file": False}


def test_command(sealed, tmp_path, capsys):
    file = tmp_path / "file.pdf"
    file.write_bytes(bytes(sealed.content))
    call_command("verify_pdf", file)
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [["ok", name] for name in GOOD]
    content = bytearray(sealed.content)
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(CommandError) as wrong:
        call_command("verify_pdf", file)
    assert (str(wrong.value), wrong.value.returncode) == ("This file is not what was signed.", 1)
    assert capsys.readouterr().out.startswith("NO  ")


def test_command_with_a_certificate(signed, settings, tmp_path, capsys):
    known = settings.DATA_DIR
    settings.DATA_DIR = tmp_path
    foreign, certificate = forged(signed), seal.ensure_key()
    settings.DATA_DIR = known
    for model in (SigningEvent, Signature, Document):
        models.QuerySet(model).all().delete()
    file = tmp_path / "file.pdf"
    file.write_bytes(foreign)
    call_command("verify_pdf", file, certificate=[certificate])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["ok", "ok", "ok", "ok", "ok", "--"]
    with pytest.raises(CommandError):
        call_command("verify_pdf", Path("/nowhere.pdf"))


def _fingerprint(path) -> str:
    from signing.management.commands.verify_pdf import fingerprints

    return fingerprints(path)[0]


def test_nobody_waits_for_the_press(signed):
    """The lock is held for reading and for archiving, never while the pages are being set."""
    html, attachments = archive._material(signed, "en", "")
    assert (html, attachments) == (pages.html(signed, "en"), {evidence.FILE: evidence.text(signed, "en")})
