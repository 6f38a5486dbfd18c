"""The example's day, held forty days ago and closed; Hanna looks after what came of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.workshops.conftest import member
from tests.workshops.days import held
from workshops.kickoff.afterwards import links, standing
from workshops.models import Seat, Workshop

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


NEED = {"need": "Two machine hours a week", "need_from": "p01"}


@pytest.fixture
def day(transactional_db, example) -> Workshop:
    first, *more = example["commitments"]
    made = held(example | {"commitments": [first | NEED, *more]})
    made.facilitator, made.state = member(made, "hanna@example.com", "fac"), "closed"
    made.save()
    made.move_to(timezone.localdate() - timedelta(days=40))
    return Workshop.objects.get(pk=made.pk)


@pytest.fixture
def desk(day) -> Client:
    client = Client()
    client.force_login(day.facilitator, backend=BACKEND)
    return client


@pytest.fixture
def card(day) -> standing.Card:
    """A signed promise of somebody who also owns an action."""
    owners = set(day.actions.standing().values_list("owner", flat=True))
    return next(one for one in standing.board(day).cards if one.commitment.seat.person_id in owners)


@pytest.fixture
def owner(card) -> Seat:
    return card.commitment.seat


@pytest.fixture
def say(day):
    """`say(seat, "promises/3/", state="kept")` posts by the personal link of a seat."""

    def said(seat: Seat, what: str = "", **data):
        return Client().post(f"{links.path_of(seat)}{what}", data)

    return said
