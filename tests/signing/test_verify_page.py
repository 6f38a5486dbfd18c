import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from signing.forms import LARGEST

HEADING = {
    "yes": "This file is what was signed.",
    "no": "This file is not what was signed.",
    "other": "This file is not this document.",
}


@pytest.fixture
def signed(document, sign):
    document.expect(3)
    sign(document, "王小兰", remark="If Sales confirms.")
    return document


@pytest.fixture
def upload(client, signed):
    def upload(content: bytes, document=signed, name="file.pdf"):
        return client.post(f"/v/{document.public_id}/", {"file": SimpleUploadedFile(name, content)})

    return upload


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def heading(response) -> str:
    return next(name for name, words in HEADING.items() if words in text_of(response))


def test_page_tells_what_the_paper_tells(client, signed):
    response = client.get(f"/v/{signed.public_id}/")
    text = text_of(response)
    groups = " ".join(signed.content_hash[start : start + 4] for start in range(0, 64, 4))
    assert (response.status_code, groups in text, "Statement 1" in text, "Version 1" in text) == (200, True, True, True)
    assert ("1 of 3 signed" in text, "The chain of all signatures is intact." in text) == (True, True)
    assert "A newer version of this document exists." not in text


def test_page_shows_the_day_that_stands_on_the_paper(client, freeze):
    """In the evening of the server it is tomorrow in Shanghai."""
    document = freeze(at=datetime.datetime(2026, 1, 16, 20, tzinfo=datetime.UTC))
    assert "frozen 17 January 2026" in text_of(client.get(f"/v/{document.public_id}/"))
    assert "17 January 2026, 04:00" in document.html("en")


def test_page_names_nobody(client, signed):
    page = client.get(f"/v/{signed.public_id}/").content.decode()
    secrets = ["王小兰", "Sales", "Qinghewan", "清禾湾", "We deliver", "What we agreed"]
    assert [word for word in secrets if word in page] == []


def test_page_of_an_old_version(client, signed, freeze):
    freeze({"intro_en": "Other"})
    assert "A newer version of this document exists." in text_of(client.get(f"/v/{signed.public_id}/"))


def test_page_of_no_document(client, db):
    assert client.get("/v/nobody/").status_code == 404
    assert client.put("/v/nobody/").status_code == 405


def test_upload_of_the_sealed_file(upload, signed):
    assert heading(upload(bytes(signed.seal("en").content))) == "yes"


def test_upload_of_a_changed_file(upload, signed):
    content = bytearray(signed.seal("en").content)
    content[len(content) // 2] ^= 1
    response = upload(bytes(content))
    assert (response.status_code, heading(response)) == (200, "no")


def test_upload_of_another_document(upload, signed, freeze):
    other = freeze({"intro_en": "Other"}, subject="day-2")
    assert heading(upload(bytes(other.seal("en").content))) == "other"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty. Choose the PDF that you were given."),
        (b"PK\x03\x04 a document", "This is not a PDF. Choose the file as you were given it."),
        (b"<html>%PDF-", "This is not a PDF. Choose the file as you were given it."),
        (b"%PDF-" + b"0" * LARGEST, "This file is larger than 20 MB. Our documents are much smaller."),
    ],
)
def test_upload_of_something_else(upload, content, words):
    response = upload(content)
    assert (response.status_code, words in text_of(response)) == (422, True)


def test_upload_of_nothing(client, signed):
    response = client.post(f"/v/{signed.public_id}/", {})
    assert (response.status_code, "Choose a PDF first." in text_of(response)) == (422, True)
    response = client.post(f"/v/{signed.public_id}/", b"--x", content_type="multipart/form-data; boundary=y")
    assert (response.status_code, "Choose a PDF first." in text_of(response)) == (422, True)


def test_upload_of_junk_that_begins_like_a_pdf(upload):
    response = upload(b"%PDF-1.7\n" + b"1 0 obj<<" * 999)
    assert (response.status_code, heading(response)) == (200, "no")
    assert "This file cannot be read as a PDF." in text_of(response)


def test_upload_that_announces_too_much_is_refused_unread(client, signed):
    response = client.generic("POST", f"/v/{signed.public_id}/", b"", CONTENT_LENGTH=str(10**10))
    words = "This file is larger than 20 MB. Our documents are much smaller."
    assert (response.status_code, words in text_of(response)) == (413, True)


def test_upload_needs_no_token_because_nothing_is_stored(signed):
    client = Client(enforce_csrf_checks=True)
    content = SimpleUploadedFile("file.pdf", bytes(signed.seal("en").content))
    assert heading(client.post(f"/v/{signed.public_id}/", {"file": content})) == "yes"
