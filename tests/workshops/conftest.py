"""A prepared workshop with named people: Hanna facilitates, everybody of the example has a seat."""

import json
from pathlib import Path

import pytest
from django.test import Client

from live.models import Change
from live.writer import Writer
from people.models import Membership, User
from tests.workshops import days
from tests.workshops.chinese import reading
from workshops import access
from workshops.models import Seat, StageRun, Workshop

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def example() -> dict:
    return json.loads((EXAMPLES / "kickoff.json").read_text(encoding="utf-8"))


@pytest.fixture
def chinese(example):
    """A `Reader`; the test fails where it found English."""
    with reading(example) as reader:
        yield reader


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """The example's plan: roster, goals, agenda; nothing was said yet and nobody is here."""
    return led(days.planned(example))


def led(made: Workshop) -> Workshop:
    """With Hanna in charge of it."""
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.save()
    return made


def member(workshop: Workshop, email: str, role: str) -> User:
    user = User.objects.create_user(email, "a long passphrase", name=email.split("@")[0].title())
    Membership.objects.create(user=user, organisation=workshop.organisation, role=role)
    return user


@pytest.fixture
def hanna(workshop) -> Client:
    """A browser in which the facilitator in charge is signed in."""
    client = Client()
    client.force_login(workshop.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def sit(workshop):
    """`sit("p03")` gives the phone of that person, checked in."""

    def seated(key: str) -> Client:
        seat = workshop.seats.get(person__key=key)
        seat.claim("en")
        client = Client()
        value = access.signer.sign(f"{seat.pk}:{seat.device_key}")
        client.cookies[access.seat_cookie(workshop.public_id)] = value
        client.seat = seat
        return client

    return seated


@pytest.fixture
def act(workshop):
    """`act(phone, "vision/…", story="…")` posts to an address of this workshop."""

    def acted(client: Client, address: str, **data):
        return client.post(f"/w/{workshop.public_id}/{address}", data)

    return acted


@pytest.fixture
def groups(workshop, example):
    """The groups of the example with everybody in them, the first of each as its host."""
    made = []
    for row, colour in zip(example["groups"], ("red", "blue"), strict=True):
        group = workshop.groups.create(letter=row["key"], colour=colour)
        workshop.seats.filter(person__key__in=row["members"]).update(group=group)
        group.host = workshop.seats.get(person__key=row["members"][0])
        group.save()
        made.append(group)
    return made


@pytest.fixture
def everybody_here(workshop):
    """All writers and the decision maker are present."""
    for seat in workshop.seats.filter(role__in=["part", "lead"]):
        seat.claim("en")
    return workshop.seats.writers()


@pytest.fixture
def go_to(workshop):
    """`go_to("contract", "agree")` opens that step as if the day had come there; rules are not asked."""

    def gone(stage: str, step: str) -> StageRun:
        def verb(live: Workshop, changing):
            target = live.agenda.get(kind=stage)
            live.agenda.filter(order__lt=target.order).exclude(state="skipped").update(state="locked")
            live.state = Workshop.State.LIVE
            live.save()
            keys = [one.key for one in target.stage.steps]
            start = keys.index(target.step) + 1 if target.step in keys[: keys.index(step)] else 0
            for key in keys[start : keys.index(step) + 1]:
                target.enter(key, changing)

        workshop.change("", "", verb)
        workshop.refresh_from_db()
        return workshop.agenda.get(kind=stage)

    return gone


@pytest.fixture
def next_step(workshop, hanna):
    """Press *Next* on the console, with reasons by rule id; the response of the plain form."""

    def pressed(**reasons: str):
        data = {"expected": Workshop.objects.get(pk=workshop.pk).position}
        data |= {f"reason-{rule.replace('_', '-')}": reason for rule, reason in reasons.items()}
        return hanna.post(f"/w/{workshop.public_id}/run/next/", data)

    return pressed


@pytest.fixture
def overtaken(monkeypatch):
    """`overtaken(slow, quick)`: what the first asks for has read all it needs, then the second is asked and answered,
    then it is the first's turn at the writer; both answers."""

    def played(slow, quick):
        run, answers = Writer.run, []
        with monkeypatch.context() as patched:

            def waits(*arguments, **named):
                patched.setattr(Writer, "run", run)
                answers.append(quick())
                return run(*arguments, **named)

            patched.setattr(Writer, "run", waits)
            return slow(), *answers

    return played


def seat_of(workshop: Workshop, key: str) -> Seat:
    return workshop.seats.get(person__key=key)


def seq(workshop: Workshop) -> int:
    """Where the room stands now."""
    workshop.room.refresh_from_db()
    return workshop.room.seq


def touched(workshop: Workshop, since: int) -> list[tuple[str, str]]:
    """What others had to see anew since the room stood there."""
    return list(Change.objects.filter(room=workshop.room, seq__gt=since).order_by("seq").values_list("kind", "ref"))
