"""Somebody who reads Chinese meets no English of ours: every page and every step, on wall, phone and console."""

import re
import zoneinfo

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from people.models import Invitation, Membership, User
from signing import pages
from signing.models import Document
from tests.workshops import days
from tests.workshops import test_access as addresses
from tests.workshops.conftest import member
from workshops.kickoff.commitments import links
from workshops.kickoff.commitments.documents import HANDS
from workshops.models import Workshop

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(params=["prepared", "held"])
def workshop(request, transactional_db, example) -> Workshop:
    """The example's plan of which nothing was said yet; and the whole day of it, as somebody would find it."""
    if request.param == "prepared":
        made = days.planned(example)
    else:
        today = timezone.localdate(timezone=zoneinfo.ZoneInfo("Asia/Shanghai"))
        content = {key: value for key, value in example.items() if key != "signatures"}
        made = days.held(content | {"event": content["event"] | {"date": today.isoformat()}})
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.save()
    return made


@pytest.fixture
def ada(workshop) -> Client:
    """The administrator of the organisation."""
    client = Client()
    client.force_login(member(workshop, "ada@example.com", "admin"), backend=BACKEND)
    return client


@pytest.mark.django_db(transaction=True)
def test_every_step_speaks_chinese_on_wall_phone_and_console(chinese, workshop, hanna, sit, go_to):
    phones = [sit("p03"), sit("p42"), sit("p01")]
    chinese.open_room(workshop, hanna, phones)
    for run in workshop.agenda.all():
        for step in run.stage.steps:
            go_to(run.kind, step.key)
            chinese.open_room(workshop, hanna, phones)


@pytest.mark.django_db(transaction=True)
def test_pauses_and_the_end_speak_chinese(chinese, workshop, hanna, sit, go_to):
    phone = sit("p03")
    go_to("goals", "show")
    hanna.post(f"/w/{workshop.public_id}/run/pause/", {"expected": Workshop.objects.get(pk=workshop.pk).position})
    chinese.open_room(workshop, hanna, [phone])
    for state in (Workshop.State.CLOSING, Workshop.State.CLOSED):
        workshop.agenda.exclude(state="skipped").update(state="locked")
        Workshop.objects.filter(pk=workshop.pk).update(state=state)
        chinese.open_room(workshop, hanna, [phone])
        chinese.open(phone, f"/w/{workshop.public_id}/seat/")


@pytest.mark.django_db(transaction=True)
def test_what_the_gate_says_when_a_step_is_left_is_chinese(chinese, workshop, hanna, sit, go_to):
    sit("p03")
    for run in workshop.agenda.all():
        for step in run.stage.steps:
            go_to(run.kind, step.key)
            here = Workshop.objects.get(pk=workshop.pk).position
            hanna.cookies["django_language"] = "zh-hans"
            response = hanna.post(f"/w/{workshop.public_id}/run/next/", {"expected": here})
            if response.status_code != 302:
                chinese.read(response.content, f"next after {here}")


@pytest.mark.django_db(transaction=True)
def test_pages_around_the_room_are_chinese(chinese, workshop, hanna, sit, go_to):
    room, code = f"/w/{workshop.public_id}", workshop.join_code
    for address in ("/", "/workshops/new/", "/workshops/import/", f"{room}/plan/", f"{room}/doors/"):
        chinese.open(hanna, address)
    go_to("signing", "sign")
    phone = sit("p03")
    chinese.open(phone, f"{room}/seat/")
    for address in (f"{room}/documents/", f"{room}/statement/", f"{room}/sheet/"):
        chinese.open(phone, address, 200, 404, 409)
    for address in (f"{room}/documents/", f"{room}/run/signatures/", f"{room}/plan/", "/"):
        chinese.open(hanna, address)
    chinese.open(Client(), f"{room}/s/{links.token_of(phone.seat)}/", 200, 404, 409, 410)
    chinese.send(hanna, "/workshops/new/", 200)
    chinese.send(hanna, "/workshops/import/", 200)
    chinese.open(Client(), "/j/")
    chinese.open(Client(), f"/j/{code}/")
    chinese.open(Client(), f"/j/{code}/s/{phone.seat.pk}/{phone.seat.personal_token}/")
    chinese.send(Client(), f"/j/{code}/seat/", 200, seat=phone.seat.pk)
    chinese.send(Client(), f"/j/{code}/seat/", 403, seat=phone.seat.pk, pin="0000")
    chinese.send(Client(), f"/j/{code}/door/", 422)
    chinese.send(Client(), "/j/", 422, code="12")
    chinese.send(Client(), "/j/", 404, code="00000000")


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_organisation_are_chinese(chinese, workshop, ada):
    house = f"/o/{workshop.organisation_id}"
    organisation = workshop.organisation
    goal, department = organisation.goals.first(), organisation.departments.first()
    person, hanna = organisation.people.get(key="p03"), User.objects.get(email="hanna@example.com")
    for page in ("settings", "members", "departments", "people", "people/new", "people/import", "goals", "goals/new"):
        chinese.open(ada, f"{house}/{page}/")
    for page in (f"goals/{goal.pk}", f"people/{person.pk}", f"departments/{department.pk}", f"members/{hanna.pk}"):
        chinese.open(ada, f"{house}/{page}/")
    chinese.open(ada, "/o/")
    for page in ("settings", "people/new", "departments", "goals/new", "people/import"):
        chinese.send(ada, f"{house}/{page}/", 422)


@pytest.mark.django_db(transaction=True)
def test_accounts_and_errors_are_chinese(chinese, workshop, hanna):
    stranger, room = Client(), f"/w/{workshop.public_id}"
    for page in ("login", "password/reset", "password/reset/done", "password/reset/key/done", "signup"):
        chinese.open(stranger, f"/accounts/{page}/")
    for page in ("password/change", "logout"):
        chinese.open(hanna, f"/accounts/{page}/")
    chinese.send(stranger, "/accounts/login/", 200)
    chinese.send(stranger, "/accounts/login/", 200, login="nobody@example.com", password="wrong words here")
    invited = Invitation.objects.create(organisation=workshop.organisation, role=Membership.Role.READER)
    chinese.open(stranger, invited.path)
    chinese.open(stranger, "/i/not-there/", 404)
    chinese.open(stranger, "/start/", 404)
    chinese.open(stranger, "/no/such/page/", 404)
    chinese.open(stranger, f"{room}/", 302, 403)
    chinese.open(stranger, f"{room}/wall/", 403)
    chinese.open(hanna, f"/o/{workshop.organisation_id}/members/", 403)
    chinese.send(Client(enforce_csrf_checks=True), "/accounts/login/", 403, login="x")


@pytest.mark.django_db(transaction=True)
def test_documents_are_chinese_first(chinese, workshop):
    chinese.opened += 1
    for document in Document.objects.all():
        for template in ("", HANDS) if document.kind == "statement" else ("",):
            content = pages.html(document, "zh-hans", "https://tutti.example", template)
            chinese.read(content, f"{document.kind} {template}")


@pytest.mark.parametrize("workshop", ["held"], indirect=True)
@pytest.mark.django_db(transaction=True)
def test_every_address_of_a_room_answers_in_chinese(chinese, workshop, hanna, sit, go_to):
    """As those meet it for whom it is, and whatever an empty form is told."""
    go_to("signing", "sign")
    phone = sit("p03")
    for client in (phone, hanna):
        client.cookies["django_language"] = "zh-hans"
    for name, case in addresses.CASES.items():
        path = addresses.address(name, workshop)
        client = phone if case in (addresses.PHONE, addresses.PHONE_PAGE) else hanna
        chinese.meet(client.get(path), path)
        chinese.meet(client.post(path), f"POST {path}")


def filled(route: str, parts: dict) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(parts[part[1]]), route)


# They answer machines, or lead on.
SILENT = {"healthz", "readyz", "metrics", "set_language"}


@pytest.mark.parametrize("workshop", ["held"], indirect=True)
@pytest.mark.django_db(transaction=True)
def test_every_address_outside_rooms_answers_in_chinese(chinese, workshop, ada, hanna):
    """Strangers and the administrator, also when they send nothing; a new address is asked without being named here."""
    house, seat = workshop.organisation, workshop.seats.order_by("id").first()
    invited = Invitation.objects.create(organisation=house, role=Membership.Role.READER)
    given = {
        **{"organisation_id": house.pk, "user_id": workshop.facilitator.pk, "code": workshop.join_code},
        **{"number": seat.pk, "public_id": Document.objects.values_list("public_id", flat=True)[0]},
        **{"token": seat.personal_token, "uidb64": "MQ"},
        "pk": house.goals.order_by("id").values_list("pk", flat=True)[0],
    }
    own = {
        "invitation": {"token": invited.token},
        "withdraw_invitation": {"pk": invited.pk},
        "department": {"pk": house.departments.order_by("id").values_list("pk", flat=True)[0]},
        "person": {"pk": house.people.order_by("id").values_list("pk", flat=True)[0]},
        "withdraw_role": {"pk": workshop.facilitator.memberships.values_list("pk", flat=True)[0]},
    }
    # A form that comes back without a Chinese name calls its department by the other one.
    chinese.data += [department.name_en for department in house.departments.all()]
    patterns = {
        "join": f"j/{workshop.join_code}/",
        "account_reset_password_from_key": "accounts/password/reset/key/1-set-password/",
    }
    paths = []
    for route, name in addresses.leaves(get_resolver().url_patterns):
        if not route.startswith("w/") and name not in SILENT:
            paths.append("/" + filled(patterns.get(name, route), given | own.get(name, {})))
    paths.sort(key=lambda path: "logout" in path)
    keys = dict(ada.cookies)
    for method in ("get", "post"):
        for path in paths:
            for cookies in ({}, keys):
                client = Client()
                client.cookies.update(cookies)
                client.cookies["django_language"] = "zh-hans"
                chinese.meet(getattr(client, method)(path), f"{method} {path}")


@pytest.mark.django_db(transaction=True)
def test_papers_and_workbooks_are_chinese(chinese, workshop):
    chinese.read_papers(workshop)
