import re

import pytest
from django.urls import reverse

from people import accounts
from people.models import Organisation, User
from tests.people.conftest import PASSWORD, everything, login

ANSWERS = {
    **{"name_en": "", "name_zh": "清禾湾", "timezone": "Asia/Shanghai", "currency": "CNY"},
    **{"name": "Ada", "email": "Ada@Example.org", "password": PASSWORD},
}


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def token(db) -> str:
    link = accounts.start_link("http://192.168.1.7:8000/")
    assert link.startswith("http://192.168.1.7:8000/start/?token=")
    return link.partition("token=")[2]


def test_the_link_stays_the_same_until_it_is_used(token, data_folder):
    assert accounts.start_link("http://x").endswith(token)
    file = data_folder / "start_token"
    assert (file.read_text(), file.stat().st_mode & 0o777) == (token, 0o600)
    assert [path.name for path in data_folder.iterdir()] == ["start_token"]
    assert len(token) >= 32


def test_the_first_visitor_becomes_administrator_and_facilitator(token, data_folder):
    client = login(None)
    page = client.get(reverse("start"), {"token": token})
    assert (page.status_code, token in page.content.decode()) == (200, True)
    assert [page.context["form"][name].value() for name in ("timezone", "currency")] == ["Asia/Shanghai", "CNY"]
    response = client.post(reverse("start"), ANSWERS | {"token": token})
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    organisation, user = Organisation.objects.get(), User.objects.get()
    assert (organisation.name_en, organisation.name_zh, organisation.currency) == ("", "清禾湾", "CNY")
    assert (user.email, user.name, user.check_password(PASSWORD)) == ("ada@example.org", "Ada", True)
    assert user.roles_in(organisation) == {"admin", "fac"}
    assert list(data_folder.iterdir()) == []
    assert client.get(reverse("members", args=[organisation.pk])).status_code == 200


def test_afterwards_there_is_no_such_page_and_no_link(token):
    login(None).post(reverse("start"), ANSWERS | {"token": token})
    before = everything()
    again = ANSWERS | {"token": token, "email": "eve@example.org"}
    assert login(None).get(reverse("start"), {"token": token}).status_code == 404
    assert login(None).post(reverse("start"), again).status_code == 404
    assert accounts.start_link("http://x") is None
    assert everything() == before


@pytest.mark.parametrize("wrong", ["", "x", "é", "\x00", "x" * 10_000])
def test_without_the_token_nobody_starts(wrong, token):
    assert login(None).get(reverse("start"), {"token": wrong}).status_code == 403
    response = login(None).post(reverse("start"), ANSWERS | {"token": wrong})
    assert response.status_code == 403
    assert token not in response.content.decode()
    assert Organisation.objects.count() == User.objects.count() == 0


def test_without_a_token_file_no_token_fits(db):
    assert login(None).post(reverse("start"), ANSWERS | {"token": ""}).status_code == 403
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name_zh": ""}, "name_en"),
        ({"name": "\u200b"}, "name"),
        ({"email": "ada"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "ada@example.org"}, "password"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"currency": "XXX"}, "currency"),
    ],
)
def test_a_wrong_answer_is_shown_again_and_the_token_stays_good(change, field, token):
    response = login(None).post(reverse("start"), ANSWERS | change | {"token": token})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert PASSWORD not in response.content.decode()
    assert Organisation.objects.count() == User.objects.count() == 0
    assert login(None).post(reverse("start"), ANSWERS | {"token": token}).status_code == 302


def test_the_second_of_two_at_the_same_moment_changes_nothing(token, data_folder):
    form_of_the_second = Organisation(name_en="Second")
    login(None).post(reverse("start"), ANSWERS | {"token": token})
    before = everything()
    with pytest.raises(FileNotFoundError):
        accounts.start(form_of_the_second, email="eve@example.org", name="Eve", password=PASSWORD)
    assert everything() == before


def test_the_front_door_says_how_to_start_and_later_asks_to_log_in(token):
    first = login(None).get("/").content.decode()
    assert (token in first, reverse("account_login") in first) == (False, False)
    login(None).post(reverse("start"), ANSWERS | {"token": token})
    response = login(None).get("/")
    assert response.status_code == 302
    assert re.match(reverse("account_login"), response.headers["Location"])
