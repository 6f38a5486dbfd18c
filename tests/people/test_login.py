import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from people.models import User
from tests.people.conftest import PASSWORD, login

LOGIN = reverse("account_login")


def log_in(client, email: str, password: str = PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


@pytest.mark.parametrize("email", ["hanna@example.org", "HANNA@example.org", " hanna@example.org "])
def test_e_mail_and_password_open(email, house):
    client = login(None)
    response = log_in(client, email)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    assert client.get(reverse("people", args=[house.organisation.pk])).status_code == 200


def test_a_wrong_password_says_the_same_as_a_wrong_address(house):
    one, other = log_in(login(None), "hanna@example.org", "wrong one 99"), log_in(login(None), "nobody@example.org")
    assert one.context["form"].errors == other.context["form"].errors != {}
    assert "sessionid" not in one.cookies


def test_who_is_switched_off_stays_out(house):
    User.objects.filter(pk=house.hanna.pk).update(is_active=False)
    client = login(None)
    log_in(client, "hanna@example.org")
    assert client.get(reverse("people", args=[house.organisation.pk])).status_code == 302


def test_login_leads_back_to_the_page_and_never_to_another_site(house):
    page = reverse("goals", args=[house.organisation.pk])
    assert log_in(login(None), "hanna@example.org", next=page).headers["Location"] == page
    assert log_in(login(None), "hanna@example.org", next="https://evil.example/").headers["Location"] == reverse("home")


def test_guessing_is_slowed_down(house):
    answers = [log_in(login(None), "hanna@example.org", "wrong one 99") for _ in range(6)]
    assert log_in(login(None), "hanna@example.org").status_code == 200
    assert answers[0].context["form"].errors != answers[-1].context["form"].errors


def test_logging_out_needs_a_tap(house):
    client = login(house.hanna)
    people = reverse("people", args=[house.organisation.pk])
    client.get(reverse("account_logout"))
    assert client.get(people).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == LOGIN
    assert client.get(people).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_alone(method, house):
    answers = {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = getattr(login(None), method)(reverse("account_signup"), answers)
    assert gettext("Accounts come by invitation") in response.content.decode()
    assert User.objects.filter(email="eve@example.org").count() == 0


PAGES = [
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_stand_in_both_languages_without_inline_script_or_style(name, language, house):
    client = login(house.hanna if name in ("account_logout", "account_change_password") else None)
    client.cookies["django_language"] = language
    page = client.get(reverse(name)).content.decode()
    with override(language):
        assert gettext("Log in") in page or gettext("Log out") in page or gettext("Change password") in page
    assert f'lang="{language}"' in page
    assert [mark for mark in ("style=", "<style", "onclick", "<script>") if mark in page] == []
