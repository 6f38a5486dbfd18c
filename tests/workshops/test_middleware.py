"""What goes around every page: which policy it bears, and where a refused tap leads back to."""

import pytest
from django.http import HttpResponse
from django.test import Client

from workshops.middleware import Compressed

POLICY = {
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "connect-src 'self' ws://testserver",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/accounts/login/", 200), ("/nothing/", 404)])
def test_every_page_bears_the_same_strict_policy(client, address, status):
    answer = client.get(address)
    assert (answer.status_code, set(answer["Content-Security-Policy"].split("; "))) == (status, POLICY)


@pytest.mark.django_db
def test_pages_travel_compressed():
    plain, small = (Client(headers={"accept-encoding": how}).get("/accounts/login/") for how in ("", "gzip"))
    assert (plain.get("Content-Encoding"), small["Content-Encoding"]) == (None, "gzip")
    assert len(small.content) < len(plain.content) / 2
    assert "Accept-Encoding" in plain["Vary"].split(", ")


def test_pictures_travel_as_they_are(rf):
    picture = HttpResponse(bytes(5000), content_type="image/jpeg")
    answer = Compressed(lambda request: picture)(rf.get("/", headers={"accept-encoding": "gzip"}))
    assert (answer.get("Content-Encoding"), len(answer.content)) == (None, 5000)


@pytest.mark.django_db
def test_policy_names_the_sockets_of_the_own_host_and_of_no_other(settings):
    settings.ALLOWED_HOSTS = ["tutti.example.com"]
    seen = [
        Client(headers={"host": host}).get("/accounts/login/", secure=secure)["Content-Security-Policy"]
        for host, secure in [("tutti.example.com", True), ("tutti.example.com:8000", False), ("evil.example", True)]
    ]
    found = [next(part for part in policy.split("; ") if part.startswith("connect-src")) for policy in seen]
    assert found == [
        "connect-src 'self' wss://tutti.example.com",
        "connect-src 'self' ws://tutti.example.com:8000",
        "connect-src 'self'",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/w/somewhere/", "/w/somewhere/"),
        ("http://testserver//evil.example/", "/j/"),
        ("http://evil.example/w/somewhere/", "/j/"),
        ("javascript:alert(1)", "/j/"),
        ("", "/j/"),
    ],
)
def test_a_refusal_leads_back_into_this_house_alone(before, back):
    page = Client(headers={"referer": before}).get("/j/10000021").content.decode()
    assert page.count(f'href="{back}"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_only_a_developers_fault_page_brings_its_own_style(client, settings, debug):
    settings.DEBUG = debug
    assert ("Content-Security-Policy" in client.get("/nothing/")) is not debug
