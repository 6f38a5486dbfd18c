import pytest
from django.urls import reverse
from django.utils.translation import gettext

from people.models import LastAdministrator, Membership, User
from tests.people.conftest import everything, login

Role = Membership.Role


def withdraw(house, maker, membership):
    return login(maker).post(reverse("withdraw_role", args=[house.organisation.pk, membership.pk]))


def test_members_are_listed_once_with_all_their_roles(house):
    house.organisation.grant(house.hanna, Role.HR)
    members = login(house.ada).get(reverse("members", args=[house.organisation.pk])).context["members"]
    listed = [(user.name, [each.role for each in memberships]) for user, memberships in members]
    assert listed == [("Ada", ["admin"]), ("Hanna", ["fac", "hr"]), ("Rita", ["read"])]


def test_roles_elsewhere_are_not_shown(house, olga):
    house.organisation.grant(olga, Role.READER)
    members = login(house.ada).get(reverse("members", args=[house.organisation.pk])).context["members"]
    assert [[each.role for each in memberships] for user, memberships in members if user == olga] == [["read"]]


def test_granting_twice_keeps_one_and_the_person(house):
    house.hannas_role.person = house.sun
    house.hannas_role.save()
    client = login(house.ada)
    for _ in range(2):
        client.post(reverse("grant_role", args=[house.organisation.pk, house.hanna.pk]), {"role": "admin"})
    granted = house.hanna.memberships.order_by("since")
    assert [(each.role, each.person) for each in granted] == [("fac", house.sun), ("admin", house.sun)]


def test_a_role_that_does_not_exist_is_refused(house):
    client = login(house.ada)
    before = everything()
    response = client.post(reverse("grant_role", args=[house.organisation.pk, house.hanna.pk]), {"role": "king"})
    assert response.status_code == 422
    assert everything() == before


def test_the_last_administrator_stays(house):
    client = login(house.ada)
    before = everything()
    response = client.post(reverse("withdraw_role", args=[house.organisation.pk, house.ada.memberships.get().pk]))
    assert response.status_code == 409
    refusal = gettext("One administrator has to stay. Make somebody else administrator first.")
    assert refusal in response.content.decode()
    assert everything() == before


def test_an_administrator_who_cannot_log_in_does_not_count(house):
    house.organisation.grant(house.hanna, Role.ADMIN)
    User.objects.filter(pk=house.hanna.pk).update(is_active=False)
    with pytest.raises(LastAdministrator):
        house.ada.memberships.get().withdraw()


def test_of_two_administrators_one_may_go(house):
    house.organisation.grant(house.hanna, Role.ADMIN)
    response = withdraw(house, house.ada, house.ada.memberships.get())
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    assert house.ada.roles_in(house.organisation) == set()
    assert login(house.ada).get(reverse("members", args=[house.organisation.pk])).status_code == 404


def test_administrators_elsewhere_do_not_count(house, olga):
    house.organisation.grant(olga, Role.READER)
    with pytest.raises(LastAdministrator):
        house.ada.memberships.get().withdraw()


def test_other_roles_are_taken_back_freely(house):
    response = withdraw(house, house.ada, house.hannas_role)
    assert response.headers["Location"] == reverse("members", args=[house.organisation.pk])
    assert house.hanna.memberships.count() == 0


def test_a_login_is_tied_to_a_person_of_the_own_roster_alone(house, olga):
    address, client = reverse("set_person", args=[house.organisation.pk, house.hanna.pk]), login(house.ada)
    stranger = olga.organisations().get().people.get()
    assert client.post(address, {"person": stranger.pk}).status_code == 422
    assert client.post(address, {"person": house.sun.pk}).status_code == 302
    assert house.hanna.memberships.get().person == house.sun
    client.post(address, {"person": ""})
    assert house.hanna.memberships.get().person is None
