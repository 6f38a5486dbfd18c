"""What people meet where nothing goes on: a page of the house in their language, whatever the fault."""

import asyncio

import pytest
from django.test import Client
from django.utils import translation
from lxml import html

from live.limits import MOST, BodiesWithinReason
from workshops.views import errors

# As a browser asks for a page, and as a script asks for words to show beside its button.
PAGE, SCRIPT = "text/html,application/xhtml+xml,*/*;q=0.8", {"X-Requested-With": "upload"}
FAULTS = {
    400: (errors.bad_request, "That did not work. Nothing was changed; try once more."),
    403: (errors.forbidden, "That is not possible here."),
    404: (errors.not_found, "There is nothing at this address."),
    500: (lambda request, _error: errors.server_error(request), "That went wrong on our side."),
}


@pytest.fixture(params=["en", "zh-hans"])
def language(request) -> str:
    return request.param


def says(page: bytes, words: str, language: str) -> bool:
    """Whether it is a whole page of the house in this language, with a way on, and these words first."""
    tree = html.document_fromstring(page.decode())
    whole = tree.get("lang") == language and tree.find_class("seal") and tree.xpath("//nav/a[@href]")
    with translation.override(language):
        return bool(whole) and tree.xpath("string(//h1)").strip() == translation.gettext(words)


@pytest.mark.parametrize("status", FAULTS)
def test_fault_is_told_on_a_page(status, rf, language):
    tell, words = FAULTS[status]
    with translation.override(language):
        answer = tell(rf.get("/"), None)
    assert (answer.status_code, says(answer.content, words, language)) == (status, True)


@pytest.mark.django_db
def test_nothing_here_speaks_of_a_code_to_who_has_a_phone_alone(client, django_user_model):
    links = [html.fromstring(client.get("/nothing/").content).xpath("//nav/a/@href")]
    client.force_login(django_user_model.objects.create_user("desk@example.com", "a long passphrase"))
    links.append(html.fromstring(client.get("/nothing/").content).xpath("//nav/a/@href"))
    assert links == [["/j/", "/"], ["/"]]


@pytest.mark.django_db
def test_address_of_a_form_is_no_empty_page(language):
    browser, words = Client(headers={"Accept": PAGE}), "This address only takes in what is sent."
    browser.cookies["django_language"] = language
    answer = browser.get("/j/12345678/seat/", headers={"Referer": "http://testserver/j/12345678"})
    assert (answer.status_code, answer["Allow"], says(answer.content, words, language)) == (405, "POST", True)
    assert b'href="/j/12345678"' in answer.content
    assert browser.get("/j/12345678/seat/", headers=SCRIPT).content == b""


@pytest.mark.django_db
def test_browser_that_keeps_no_cookies_is_told_so_and_an_old_page_that_it_is_old(language):
    told = []
    for cookies in ({}, {"django_language": language}):
        browser = Client(enforce_csrf_checks=True, headers={"Accept": PAGE, "Accept-Language": language})
        browser.cookies.load(cookies)
        answer = browser.post("/j/", {"code": "12345678"}, headers={"Referer": "http://testserver/j/"})
        told.append((answer.status_code, answer.content))
    words = ("This browser keeps no cookies.", "This page stood open for too long.")
    assert [status for status, _page in told] == [403, 403]
    assert [says(page, said, language) for (_status, page), said in zip(told, words, strict=True)] == [True, True]


def sent(size: int, language: str, **headers: str) -> list[dict]:
    """What the server answers to a body of that size before it reads it."""
    told: list[dict] = []

    async def send(message):
        told.append(message)

    given = {"Content-Length": str(size), "Accept-Language": language} | headers
    raw = [(name.lower().encode(), value.encode()) for name, value in given.items()]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": raw}
    asyncio.run(BodiesWithinReason(None)(scope, None, send))
    return told


def test_what_is_too_large_is_told_on_a_page_and_beside_a_button(language):
    start, body = sent(MOST + 1, language)
    assert (start["status"], says(body["body"], "This is too large to send.", language)) == (413, True)
    beside = html.fragment_fromstring(sent(MOST + 1, language, **SCRIPT)[1]["body"].decode())
    assert (beside.get("role"), "24 MB" in beside.text_content(), beside.xpath(".//h1")) == ("alert", True, [])
