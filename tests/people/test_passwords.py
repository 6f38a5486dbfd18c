import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from people.models import Membership
from tests.people.conftest import PASSWORD, House, everything, login

NEW = "eleven calm anvils"


def make_link(house: House, maker, member) -> str:
    response = login(maker).post(reverse("reset_link", args=[house.organisation.pk, member.pk]))
    assert response.status_code == 200
    return re.search(r'value="http://testserver(/password/[^"]+)"', response.content.decode())[1]


def use_link(path: str, password: str = NEW):
    client = login(None)
    page = client.get(path, follow=True)
    if not page.context["validlink"]:
        return page
    return client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


def opens(user, password: str) -> bool:
    user.refresh_from_db()
    return user.check_password(password)


def test_another_administrator_makes_a_link_and_that_is_kept(house):
    path = make_link(house, house.ada, house.hanna)
    assert use_link(path).status_code == 302
    assert (opens(house.hanna, NEW), opens(house.hanna, PASSWORD)) == (True, False)
    assert [(each.made_by, each.is_fresh) for each in house.hanna.password_resets.all()] == [(house.ada, True)]


def test_a_link_works_once(house):
    path = make_link(house, house.ada, house.hanna)
    use_link(path)
    again = use_link(path, "another try 123")
    assert (again.status_code, again.context["validlink"]) == (200, False)
    assert gettext("This link no longer opens") in again.content.decode()
    assert opens(house.hanna, NEW)


@pytest.mark.parametrize(("hours", "works"), [(23, True), (25, False)])
def test_a_link_works_for_a_day(hours, works, house):
    path = make_link(house, house.ada, house.hanna)
    house.hanna.password_resets.update(made_at=timezone.now() - timedelta(hours=hours))
    use_link(path)
    assert opens(house.hanna, NEW) == works


def test_a_login_in_between_ends_the_link(house):
    path = make_link(house, house.ada, house.hanna)
    login(None).post(reverse("account_login"), {"login": "hanna@example.org", "password": PASSWORD})
    use_link(path)
    assert opens(house.hanna, PASSWORD)


def test_a_link_is_for_its_member_alone(house):
    path = make_link(house, house.ada, house.hanna)
    make_link(house, house.ada, house.rita)
    rita = re.sub(
        r"/password/[^/]+/", make_link(house, house.ada, house.rita)[: len(path.rsplit("/", 2)[0])] + "/", path
    )
    assert use_link(rita).context["validlink"] is False
    assert opens(house.rita, PASSWORD)


def test_a_weak_password_is_refused(house):
    path = make_link(house, house.ada, house.hanna)
    assert use_link(path, "short").status_code == 200
    assert opens(house.hanna, PASSWORD)


def test_no_administrator_takes_over_what_a_member_has_elsewhere(house, olga):
    """Olga also belongs to Qinghewan: a link that Ada makes would open Olga's own organisation to Ada."""
    house.organisation.grant(olga, Membership.Role.FACILITATOR)
    client = login(house.ada)
    before = everything()
    response = client.post(reverse("reset_link", args=[house.organisation.pk, olga.pk]))
    assert response.status_code == 409
    assert everything() == before
    olgas_own = olga.organisations().exclude(pk=house.organisation.pk).get()
    olgas_own.grant(house.ada, Membership.Role.FACILITATOR)
    assert house.ada.may_reset(olga) is False
    olgas_own.grant(house.ada, Membership.Role.ADMIN)
    assert house.ada.may_reset(olga) is True


@pytest.mark.django_db
def test_the_server_prints_a_link(house, capsys, settings):
    call_command("reset_password", "HANNA@example.org", "--base-url", "http://10.0.0.4:8000/")
    link = capsys.readouterr().out.strip()
    assert link.startswith("http://10.0.0.4:8000/password/")
    use_link(link.removeprefix("http://10.0.0.4:8000"))
    assert opens(house.hanna, NEW)
    settings.PORT = 8123
    call_command("reset_password", "hanna@example.org")
    assert capsys.readouterr().out.startswith("http://localhost:8123/password/")
    with pytest.raises(CommandError):
        call_command("reset_password", "nobody@example.org")


def test_a_member_changes_the_own_password(house):
    client = login(house.hanna)
    answers = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), answers | {"oldpassword": "wrong"}).status_code == 200
    assert opens(house.hanna, PASSWORD)
    assert client.post(reverse("account_change_password"), answers).status_code == 302
    assert opens(house.hanna, NEW)


def ask_for_mail(email: str):
    return login(None).post(reverse("account_reset_password"), {"email": email})


def test_without_mail_the_page_says_the_two_other_ways_and_nothing_is_sent(house):
    page = login(None).get(reverse("account_reset_password")).content.decode()
    assert ("manage.py reset_password" in page, 'name="email"' in page) == (True, False)
    ask_for_mail("hanna@example.org")
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("public_url", "sent"),
    [("https://tutti.example", 1), ("", 0)],
    ids=["known address", "any host name: the link could be forged"],
)
def test_with_mail_a_link_is_sent_to_the_address_alone(public_url, sent, house, settings, monkeypatch):
    settings.PUBLIC_URL = public_url
    monkeypatch.setattr("people.accounts.SILENT_BACKENDS", ("console", "dummy"))
    ask_for_mail("hanna@example.org")
    assert [message.to for message in mail.outbox] == [["hanna@example.org"]] * sent
    if sent:
        path = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
        client = login(None)
        page = client.get(path, follow=True)
        client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
        assert opens(house.hanna, NEW)
