from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from people.models import Invitation, User
from tests.people.conftest import PASSWORD, everything, login, make_user

ACCOUNT = {"name": "Li Wei", "email": "li@example.org", "password": PASSWORD}


def test_an_administrator_makes_a_link_and_sees_it_to_copy(house):
    client = login(house.ada)
    client.post(reverse("create_invitation", args=[house.organisation.pk]), {"role": "hr", "email": "mei@example.org"})
    made = house.organisation.invitations.get(role="hr")
    assert (made.invited_by, made.email, made.is_open) == (house.ada, "mei@example.org", True)
    page = client.get(reverse("members", args=[house.organisation.pk])).content.decode()
    assert f'value="http://testserver{made.path}"' in page


def test_the_link_carries_the_public_address(house, settings):
    settings.PUBLIC_URL = "https://tutti.example"
    page = login(house.ada).get(reverse("members", args=[house.organisation.pk])).content.decode()
    assert f'value="https://tutti.example{house.invitation.path}"' in page


def test_who_is_signed_in_joins_with_one_tap(house, olga):
    client, own = login(olga), olga.organisations().get()
    assert client.get(house.invitation.path).status_code == 200
    assert olga.roles_in(house.organisation) == set()
    assert client.post(house.invitation.path).headers["Location"] == reverse("home")
    assert olga.roles_in(house.organisation) == {"fac"}
    assert set(olga.organisations()) == {own, house.organisation}
    used = Invitation.objects.get(pk=house.invitation.pk)
    assert (used.accepted_by, used.is_open) == (olga, False)


def test_who_has_no_account_makes_one_and_is_in(house):
    client = login(None)
    assert client.post(house.invitation.path, ACCOUNT | {"email": "LI@example.org"}).status_code == 302
    user = User.objects.get(email="li@example.org")
    assert (user.name, user.roles_in(house.organisation)) == ("Li Wei", {"fac"})
    assert client.get(reverse("goals", args=[house.organisation.pk])).status_code == 200


def test_who_has_an_account_is_shown_the_way_through_the_login(house):
    page = login(None).get(house.invitation.path).content.decode()
    assert f'href="{reverse("account_login")}?next={house.invitation.path}"' in page


def test_an_address_that_has_an_account_is_no_new_one(house, olga):
    before = everything()
    response = login(None).post(house.invitation.path, ACCOUNT | {"email": "olga@example.org"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["email"])
    assert everything() == before


@pytest.mark.parametrize(("change", "field"), [({"name": ""}, "name"), ({"password": "12345678901"}, "password")])
def test_a_wrong_answer_leaves_the_link_open(change, field, house):
    response = login(None).post(house.invitation.path, ACCOUNT | change)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Invitation.objects.get(pk=house.invitation.pk).is_open


def close(invitation: Invitation, why: str) -> None:
    if why == "used":
        invitation.accept(make_user("Early", invitation.organisation))
    elif why == "withdrawn":
        invitation.withdraw()
    else:
        Invitation.objects.filter(pk=invitation.pk).update(created_at=timezone.now() - timedelta(days=14, minutes=1))


HEADINGS = {
    "used": "This invitation has been used",
    "withdrawn": "This invitation was taken back",
    "old": "This invitation has grown old",
}


@pytest.mark.parametrize("why", HEADINGS)
def test_a_closed_link_says_why_and_lets_nobody_in(why, house, olga):
    close(house.invitation, why)
    client, nobody = login(olga), login(None)
    before = everything()
    for response in (
        client.get(house.invitation.path),
        client.post(house.invitation.path),
        nobody.post(house.invitation.path, ACCOUNT),
    ):
        assert response.status_code == 410
        assert gettext(HEADINGS[why]) in response.content.decode()
    assert everything() == before


def test_a_link_that_never_was_is_not_found(house):
    response = login(None).get(reverse("invitation", args=["never-was"]))
    assert response.status_code == 404
    assert gettext("There is no such invitation") in response.content.decode()


def test_a_link_of_almost_14_days_opens(house):
    Invitation.objects.filter(pk=house.invitation.pk).update(created_at=timezone.now() - timedelta(days=13, hours=23))
    assert login(None).get(house.invitation.path).status_code == 200


def test_the_second_of_two_at_the_same_moment_gets_no_account(house, olga):
    late = Invitation.objects.get(pk=house.invitation.pk)
    house.invitation.accept(olga)
    with pytest.raises(ValueError, match="closed"):
        late.accept(house.rita)
    assert house.rita.roles_in(house.organisation) == {"read"}


def test_accepting_twice_the_same_role_keeps_one(house):
    second = house.organisation.invitations.create(role="fac")
    second.accept(house.hanna)
    assert house.hanna.memberships.count() == 1


def test_withdrawing_keeps_what_was_accepted(house):
    house.invitation.accept(house.rita)
    house.invitation.withdraw()
    assert Invitation.objects.get(pk=house.invitation.pk).withdrawn_at is None
    assert house.rita.roles_in(house.organisation) == {"read", "fac"}


def test_several_facilitators_in_one_organisation(house, olga):
    house.invitation.accept(olga)
    facilitators = User.objects.filter(memberships__organisation=house.organisation, memberships__role="fac")
    assert set(facilitators) == {house.hanna, olga}
