"""What goes around every page: which policy it bears."""

import pytest

POLICY = {
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/accounts/login/", 200), ("/nothing/", 404)])
def test_every_page_bears_the_same_strict_policy(client, address, status):
    answer = client.get(address)
    assert (answer.status_code, set(answer["Content-Security-Policy"].split("; "))) == (status, POLICY)


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_only_a_developers_fault_page_brings_its_own_style(client, settings, debug):
    settings.DEBUG = debug
    assert ("Content-Security-Policy" in client.get("/nothing/")) is not debug
