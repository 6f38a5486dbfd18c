"""F13: whatever a form of a room is sent, the answer is no fault, in the person's language, and a "no" keeps nothing.

Each address is put to a step at which it takes a good body, then gets that body with one field spoilt at a time.
"""

import logging
import re
from itertools import count

import pytest
from django.db import transaction
from django.test import Client

from tests.faults.apart import run_apart
from tests.faults.attack import RAW, Attack, some
from tests.workshops.test_access import BACKEND, CASES, DESK, PHONE, everything
from workshops import access
from workshops.models import Seat, Workshop

pytestmark = pytest.mark.django_db(transaction=True)

# These two are awaited by the writer's own connection, which does not see what is rolled back here: test_input.py.
AWAITED = {"note_create", "swot_write"}
TOGETHER = 10
# Of some hundred addresses; were none of them taken, the refusals would show little.
ENOUGH = 15
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SURFACES = {
    "phone": sorted(name for name, case in CASES.items() if case == PHONE and name not in AWAITED),
    "console": sorted(name for name, case in CASES.items() if case == DESK),
}


@pytest.fixture(autouse=True)
def silence():
    """Some thousand refusals are told nobody."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def turns(monkeypatch):
    """From the first one: what is spoilt in which way does not hang on which tests came before in this process."""
    monkeypatch.setattr("tests.faults.attack.turns", count())


@pytest.fixture
def browsers(day) -> dict[str, Client]:
    language = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}
    phone = Client(raise_request_exception=False, **language)
    host = seat_of(day)
    phone.cookies[access.seat_cookie(day.public_id)] = access.signer.sign(f"{host.pk}:{host.device_key}")
    console = Client(raise_request_exception=False, **language)
    console.force_login(day.facilitator, backend=BACKEND)
    return {"phone": phone, "console": console}


def seat_of(day: Workshop) -> Seat:
    """A host, who may do what everybody may and the host's part besides."""
    host = day.groups.first().host
    if not host.device_key:
        host.claim("zh-hans")
    return host


def kept() -> dict[str, list]:
    """All rows but those in which the room is put to another step."""
    return {table: rows for table, rows in everything().items() if table != "workshops.StageRun"}


class Attacker:
    """Posts, takes back what was accepted, and writes down what should not have happened."""

    def __init__(self, browser: Client, workshop: Workshop):
        self.browser, self.workshop, self.cookies = browser, workshop, browser.cookies.output(header="", sep=";")
        self.faults: list[str] = []
        self.taken: set[str] = set()

    def post(self, attack: Attack, path: str, *arguments, **options) -> bool:
        """Whether it was taken."""
        # A seat that was passed on, or a login that ended, is taken back with everything else.
        self.browser.cookies.load(self.cookies)
        with transaction.atomic():
            answer = self.browser.post(path, *arguments, **options)
            if answer.status_code < 400:
                self.taken.add(attack.name)
                transaction.set_rollback(True)
        words = answer.content.decode(errors="replace")
        if answer.status_code >= 500:
            error = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            self.faults.append(f"{attack.name} {path}: {answer.status_code} {error!r}")
        elif answer.status_code >= 400 and words and not CHINESE.search(words):
            self.faults.append(f"{attack.name} {path}: {answer.status_code} in another language: {words[:80]}")
        return answer.status_code < 400

    def attack(self, name: str) -> None:
        attack = Attack(name, self.workshop, seat_of(self.workshop))
        for step in attack.steps:
            attack.stand(step)
            if self.post(attack, attack.path(), attack.body()):
                break
        place = attack.path()
        for body in attack.spoilt():
            self.post(attack, place, body)
        for content, kind in some(RAW):
            self.post(attack, place, content, content_type=kind)
        for path in attack.spoilt_places():
            self.post(attack, path, attack.body())


@pytest.mark.parametrize("surface", SURFACES)
def test_f13_no_body_is_a_fault_and_no_refusal_keeps_anything(day, browsers, surface):
    attacker = Attacker(browsers[surface], day)
    for start in range(0, len(SURFACES[surface]), TOGETHER):
        names = SURFACES[surface][start : start + TOGETHER]
        with transaction.atomic():
            before = kept()
            for name in names:
                attacker.attack(name)
            if kept() != before:
                attacker.faults.append(f"a refusal kept something: one of {names}")
            transaction.set_rollback(True)
    assert attacker.faults == []
    assert len(attacker.taken) > ENOUGH


def test_f13_holds_on_postgres_too(postgres, tmp_path, size):
    """The two databases refuse different things; the short form sends everything a phone can send."""
    attack = f"{__file__}::{test_f13_no_body_is_a_fault_and_no_refusal_keeps_anything.__name__}"
    wanted = [f"{attack}[{surface}]" for surface in size(("phone",), SURFACES)]
    run_apart(tmp_path / "data", *wanted, DATABASE_URL=postgres.database())
