"""Somebody who reads Chinese meets no English of ours: every page and every step, on wall, phone and console."""

import re
import zoneinfo
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

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
ATTRIBUTES = ("placeholder", "aria-label", "aria-description", "title", "alt", "data-title", "label")
# Names of products, formats and tools that stay as they are in both languages.
KEPT = {
    *[
        "Tutti",
        "PIN",
        "SWOT",
        "OKR",
        "PDF",
        "CSV",
        "Excel",
        "JSON",
        "HTTP",
        "HTTPS",
        "XLSX",
        "JPEG",
        "PNG",
        "WebP",
        "KB",
        "MB",
        "Esc",
        "Shift",
        "ok",
        "iPhone",
        "pdf",
        "png",
        "EN",
        "English",
        "Wi",
        "Fi",
        "CNY",
        "USD",
        "EUR",
        "ERP",
        "SHA",
        "Li",
    ],
    *[
        "xlsx",
        "json",
        "evidence",
        "kW",
        "kWh",
        "Name",
        "Department",
        "top",
        "middle",
        "base",
        "en",
        "zh",
        "Hanna",
        "Ada",
        "II",
        "III",
    ],
}
CODES = re.compile(
    r"""https?://\S+ | \S+@\S+ | \btestserver\S* | [\w.-]+\.(?:pdf|xlsx|csv|json|local)\b | python3?\ manage\.py[\w\ -]+
    | \bR-[A-Z]+-\d+ | \bPRD\b | \b[0-9a-f]{12,}\b | \b[0-9a-f]{4}(?:\ [0-9a-f]{4})+ | [A-Z][a-z]+/[A-Z]\w+""",
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z]{2,}")


def texts(element: html.HtmlElement) -> Iterator[str]:
    """What is read or heard of a page, without what people wrote and what is marked as English."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "code", "kbd", "bdi"):
        return
    if element.get("lang", "").startswith("en") or (element.get("dir") == "auto" and element.tag != "textarea"):
        return
    if "other" in element.classes or (element.tag == "option" and element.get("value") == element.text):
        return  # the second language of a document; a code that is its own name, as of a currency
    yield from (element.get(name, "") for name in ATTRIBUTES)
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    if element.tag != "textarea":
        yield element.text or ""
    for child in element:
        yield from texts(child)
        yield child.tail or ""


def written(value, key: str = "") -> Iterator[str]:
    """All names, texts and units of the example, but not those for which it has Chinese words too."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "heading" or (f"{name}_zh" not in value and f"{name[:-3]}_zh" not in value):
                yield from written(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from written(item, key)
    elif isinstance(value, str) and WORD.search(value) and (key == "unit" or " " in value or value[0].isupper()):
        yield value


class Reader:
    """Opens pages in Chinese and keeps what English stood there."""

    def __init__(self, example: dict):
        self.data = sorted(set(written(example)), key=len, reverse=True)
        self.found: dict[str, set[str]] = {}
        self.seen: dict[str, bool] = {}
        self.opened = 0

    def read(self, content: bytes | str, where: str) -> None:
        self.opened += 1
        text = content if isinstance(content, str) else content.decode()
        for words in texts(html.document_fromstring(text if text.strip() else "<p>")):
            said = " ".join(words.split())
            # Most pages say most things again.
            if said not in self.seen:
                self.seen[said] = any(word not in KEPT for word in WORD.findall(self.without_data(said)))
            if self.seen[said]:
                self.found.setdefault(words.strip()[:120], set()).add(where)

    def without_data(self, text: str) -> str:
        if not WORD.search(text):
            return ""
        for known in self.data:
            if known in text:
                text = text.replace(known, "")
        return CODES.sub("", text)

    def open(self, client: Client, address: str, *statuses: int) -> str:
        client.cookies["django_language"] = "zh-hans"
        response = client.get(address)
        assert response.status_code in (statuses or (200,)), (address, response.status_code)
        self.read(response.content, address)
        return response.content.decode()

    def send(self, client: Client, address: str, status: int, **data) -> None:
        client.cookies["django_language"] = "zh-hans"
        response = client.post(address, data)
        assert response.status_code == status, (address, response.status_code)
        self.read(response.content, f"POST {address}")

    def meet(self, response, where: str) -> None:
        """Whatever an address answers to somebody, as long as it is a page."""
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            self.read(response.content, f"{response.status_code} {where}")

    def report(self) -> str:
        return "\n".join(f"{words!r}: {sorted(where)[:3]}" for words, where in sorted(self.found.items()))


@pytest.fixture
def chinese(example):
    reader = Reader(example)
    yield reader
    assert reader.opened
    assert not reader.found, "English that is not marked for translation, or not translated:\n" + reader.report()


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


SURFACES = ("wall/", "run/", "run/panel/")


def read_room(chinese: Reader, workshop: Workshop, hanna: Client, phones: list[Client]) -> None:
    for surface in SURFACES:
        chinese.open(hanna, f"/w/{workshop.public_id}/{surface}")
    for phone in phones:
        chinese.open(phone, f"/w/{workshop.public_id}/")
        chinese.open(phone, f"/w/{workshop.public_id}/mine/")


@pytest.mark.django_db(transaction=True)
def test_every_step_speaks_chinese_on_wall_phone_and_console(chinese, workshop, hanna, sit, go_to):
    phones = [sit("p03"), sit("p42"), sit("p01")]
    read_room(chinese, workshop, hanna, phones)
    for run in workshop.agenda.all():
        for step in run.stage.steps:
            go_to(run.kind, step.key)
            read_room(chinese, workshop, hanna, phones)


@pytest.mark.django_db(transaction=True)
def test_pauses_and_the_end_speak_chinese(chinese, workshop, hanna, sit, go_to):
    phone = sit("p03")
    go_to("goals", "show")
    hanna.post(f"/w/{workshop.public_id}/run/pause/", {"expected": Workshop.objects.get(pk=workshop.pk).position})
    read_room(chinese, workshop, hanna, [phone])
    for state in (Workshop.State.CLOSING, Workshop.State.CLOSED):
        workshop.agenda.exclude(state="skipped").update(state="locked")
        Workshop.objects.filter(pk=workshop.pk).update(state=state)
        read_room(chinese, workshop, hanna, [phone])
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
