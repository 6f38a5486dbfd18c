"""Every address of an organisation: whom it opens to, whom it does not, and that looking changes nothing."""

from dataclasses import dataclass, field

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import Membership
from people.urls import organisation_urls, urlpatterns
from tests.people.conftest import House, everything, login

Role = Membership.Role
ADMINS = {"ada"}
ORGANISERS = {"ada", "hanna"}
GOAL = {
    **{"title": "Scrap", "measure": "Scrap rate", "unit": "%", "better": "down", "kind": "level", "level": "2"},
    **{
        "dimension": "growth",
        "date": "2026-12-31",
        "floor": "8",
        "balance": "6,5",
        "sprint": "5",
        "derivation": "forward",
    },
}


@dataclass
class Case:
    """`allowed` may open it; `data` is a POST that changes something when they may."""

    allowed: set[str]
    page: bool = True
    arguments: dict = field(default_factory=dict)
    data: dict | None = None


def cases(house: House) -> dict[str, Case]:
    roster = SimpleUploadedFile("roster.csv", "姓名,部门\n王小明,质量部\n".encode())
    goal = GOAL | {"owner": str(house.liang.pk)}
    person = {"department": str(house.department.pk), "job_level": "base", "language": "en"}
    organisation = {
        "name_en": "Renamed",
        "timezone": "Europe/Berlin",
        "currency": "EUR",
        "tone": "rational",
        "age": "young",
    }
    hanna, pk = {"user_id": house.hanna.pk}, house.goal.pk
    return {
        "organisation": Case(ADMINS, data=organisation),
        "mark_days": Case(ADMINS, page=False, data={"first": "2026-05-01", "last": "2026-05-05", "worked": "no"}),
        "remove_day": Case(ADMINS, page=False, arguments={"pk": house.day.pk}, data={}),
        "members": Case(ADMINS),
        "member": Case(ADMINS, arguments=hanna),
        "grant_role": Case(ADMINS, page=False, arguments=hanna, data={"role": "hr"}),
        "set_person": Case(ADMINS, page=False, arguments=hanna, data={"person": str(house.sun.pk)}),
        "reset_link": Case(ADMINS, page=False, arguments=hanna, data={}),
        "withdraw_role": Case(ADMINS, page=False, arguments={"pk": house.hannas_role.pk}, data={}),
        "create_invitation": Case(ADMINS, page=False, data={"role": "hr", "email": ""}),
        "withdraw_invitation": Case(ADMINS, page=False, arguments={"pk": house.invitation.pk}, data={}),
        "departments": Case(ORGANISERS, data={"name_en": "Quality"}),
        "department": Case(ORGANISERS, arguments={"pk": house.department.pk}, data={"name_en": "Works"}),
        "people": Case(ORGANISERS),
        "new_person": Case(ORGANISERS, data=person | {"name": "Wang"}),
        "person": Case(ORGANISERS, arguments={"pk": house.sun.pk}, data=person | {"name": "Sun Wei Wei"}),
        "import_roster": Case(ORGANISERS, data={"roster": roster}),
        "confirm_roster": Case(ORGANISERS, page=False, data={"digest": "0"}),
        "goals": Case(ORGANISERS),
        "new_goal": Case(ORGANISERS, data=goal),
        "goal": Case(ORGANISERS, arguments={"pk": pk}, data=goal),
        "confirm_goal": Case(ORGANISERS, page=False, arguments={"pk": pk}, data={}),
        "reopen_goal": Case(ORGANISERS, page=False, arguments={"pk": pk}, data={}),
    }


NAMES = [pattern.name for pattern in organisation_urls]
# They keep their change outside people's tables, or had nothing to change here; tests of their own say what they do.
ELSEWHERE = {"import_roster", "confirm_roster", "reopen_goal"}


def address(name: str, house: House, case: Case) -> str:
    return reverse(name, kwargs={"organisation_id": house.organisation.pk} | case.arguments)


def test_every_address_has_a_case(house):
    assert sorted(NAMES) == sorted(cases(house))
    outside = [pattern.name for pattern in urlpatterns if hasattr(pattern, "name")]
    assert outside == ["start", "invitation", "password_link", "organisations"]


def statuses(client, path: str, case: Case) -> dict[str, int]:
    """What both ways of asking are answered; a way that the address does not know is a 405 for everybody."""
    return {"GET": client.get(path).status_code, "POST": client.post(path, case.data or {}).status_code}


def each_way(case: Case, status: int) -> dict[str, int]:
    return {"GET": status if case.page else 405, "POST": 405 if case.data is None else status}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_sent_to_the_login(name, house):
    case = cases(house)[name]
    path, before = address(name, house, case), everything()
    assert statuses(login(None), path, case) == each_way(case, 302)
    if case.page:
        assert login(None).get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"
    if case.data is not None:
        sent = login(None).post(path, case.data, headers={"Referer": "http://testserver/o/7/people/new/"})
        assert sent.headers["Location"] == f"{reverse('account_login')}?next=/o/7/people/new/"
    assert everything() == before


@pytest.mark.parametrize("name", NAMES)
def test_another_administrator_finds_nothing(name, house, olga):
    case, client = cases(house)[name], login(olga)
    before = everything()
    assert statuses(client, address(name, house, case), case) == each_way(case, 404)
    assert everything() == before


@pytest.mark.parametrize("name", [pattern.name for pattern in organisation_urls if "<" in str(pattern.pattern)])
def test_things_of_another_organisation_are_not_found_in_ones_own(name, house, olga):
    case, client = cases(house)[name], login(olga)
    before = everything()
    own = {"organisation_id": olga.organisations().get().pk}
    assert statuses(client, reverse(name, kwargs=own | case.arguments), case) == each_way(case, 404)
    assert everything() == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["ada", "hanna", "rita"])
def test_pages_open_for_their_roles_and_looking_changes_nothing(name, who, house):
    case = cases(house)[name]
    client, before = login(getattr(house, who)), everything()
    expected = 405 if not case.page else 200 if who in case.allowed else 403
    assert client.get(address(name, house, case)).status_code == expected
    assert everything() == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["ada", "hanna", "rita"])
def test_changes_are_made_by_their_roles_and_refused_to_others(name, who, house):
    case = cases(house)[name]
    client, before = login(getattr(house, who)), everything()
    response = client.post(address(name, house, case), case.data or {})
    if case.data is None:
        assert response.status_code == 405
    elif who not in case.allowed:
        assert response.status_code == 403
    else:
        assert response.status_code in (200, 302)
    changes = case.data is not None and who in case.allowed and name not in ELSEWHERE
    assert (everything() != before) == changes


def test_a_member_of_two_organisations_has_in_each_what_was_given_there(house, olga):
    house.organisation.grant(olga, Role.READER)
    own = olga.organisations().exclude(pk=house.organisation.pk).get()
    client = login(olga)
    assert client.get(reverse("members", args=[own.pk])).status_code == 200
    assert client.get(reverse("members", args=[house.organisation.pk])).status_code == 403


def test_an_upload_is_kept_for_its_uploader_alone(house):
    case = cases(house)["import_roster"]
    hanna = login(house.hanna)
    assert hanna.post(address("import_roster", house, case), case.data).status_code == 200
    kept = [key for session in Session.objects.all() for key in session.get_decoded() if key.startswith("roster")]
    assert kept == [f"roster_{house.organisation.pk}"]
