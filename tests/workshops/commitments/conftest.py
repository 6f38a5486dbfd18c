"""The example's day with a frozen statement, standing in the stage in which people sign."""

import zoneinfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.workshops import days
from tests.workshops.conftest import member
from workshops import access
from workshops.kickoff.commitments.sheets import sheet_of
from workshops.kickoff.consensus import versions
from workshops.models import Workshop

HAND = "M20 60L40 20L60 60L80 20L100 60M120 40L160 40L160 80L120 80L120 40"


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """In place of the empty plan: all that was said, today, version 2 of the statement, nobody here, none signed."""
    content = {key: value for key, value in example.items() if key not in ("signatures", "promises")}
    today = timezone.localdate(timezone=zoneinfo.ZoneInfo("Asia/Shanghai"))
    made = days.held(content | {"event": content["event"] | {"date": today.isoformat()}})
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.save()
    made.seats.update(checked_in_at=None, left_at=None)
    return made


def read(client: Client, workshop: Workshop, **more: str) -> dict[str, str]:
    """What a phone sends back after reading: the two hashes, and a drawn hand unless `more` says otherwise."""
    statement = versions.newest(workshop)
    seat = workshop.seats.get(pk=client.seat.pk)
    hashes = {"statement": statement.content_hash, "sheet": sheet_of(seat, statement).hash}
    return hashes | ({"strokes": HAND} if "typed_name" not in more else {}) | more


@pytest.fixture
def sign(workshop):
    """`sign(phone, remark="…")` posts the hand of that phone's seat, as it reads the sheet now."""

    def signed(client: Client, **more: str):
        return client.post(f"/w/{workshop.public_id}/signature/", read(client, workshop, **more))

    return signed


@pytest.fixture
def all_phones(workshop) -> list[Client]:
    """The phones of all eighteen writers, checked in."""
    phones = []
    for seat in workshop.seats.writers():
        seat.claim("en")
        client = Client()
        client.cookies[access.seat_cookie(workshop.public_id)] = access.signer.sign(f"{seat.pk}:{seat.device_key}")
        client.seat = seat
        phones.append(client)
    return phones
