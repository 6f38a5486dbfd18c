"""Who sees a picture, and how somebody visible in it has it taken down (R-GEN-15)."""

import io

import pytest
from django.test import Client
from PIL import Image

from tests.workshops.conftest import member
from workshops import exchange
from workshops.models import LogEntry, Picture
from workshops.models.picture import PictureFile
from workshops.pictures import encode

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def picture(workshop) -> Picture:
    stream = io.BytesIO()
    Image.new("RGB", (900, 600), "red").save(stream, "JPEG")
    return Picture.objects.keep(workshop, Picture.Kind.CANVAS, encode(stream.getvalue()))


@pytest.fixture
def address(workshop, picture) -> str:
    return f"/w/{workshop.public_id}/pictures/{picture.pk}/"


def test_seats_the_projector_and_the_desk_see_it(workshop, picture, address, sit, hanna):
    wall = Client()
    wall.get(f"/w/{workshop.public_id}/wall/", {"key": workshop.projector_key})
    for client in (sit("p03"), sit("p20"), hanna, wall):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
        assert Image.open(io.BytesIO(response.content)).size == (900, 600)
    assert Image.open(io.BytesIO(wall.get(f"{address}small/").content)).size == (560, 373)


def test_r_gen_15_nobody_else_sees_it(workshop, picture, address, example):
    """R-GEN-15: only inside the organisation."""
    elsewhere = exchange.import_plan(example, None, None)
    olga = Client()
    stranger = member(elsewhere, "olga@example.com", "fac")
    olga.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")
    found = [client.get(path).status_code for client in (Client(), olga) for path in (address, f"{address}small/")]
    assert found == [404] * 4
    # Nor through the own room.
    assert olga.get(address.replace(workshop.public_id, elsewhere.public_id)).status_code == 404


def test_screen_asks_whether_it_still_stands(picture, address, sit):
    phone = sit("p03")
    first = phone.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    again = phone.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert phone.get(f"{address}small/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_r_gen_15_anybody_in_the_room_has_it_taken_down(workshop, picture, address, sit):
    """R-GEN-15: without a reason; the bytes are gone for good, the log knows who asked."""
    phone = sit("p20")
    assert phone.post(f"{address}removal/").status_code == 200
    assert phone.post(f"{address}removal/").status_code == 200
    assert [phone.get(path).status_code for path in (address, f"{address}small/")] == [404, 404]
    assert not PictureFile.objects.exists()
    entries = LogEntry.objects.values_list("act", "seat", "user", "subject", "rule")
    assert list(entries) == [("removed a picture", phone.seat.pk, None, str(picture.pk), "R-GEN-15")]


def test_r_gen_15_console_takes_it_down_for_who_asks(workshop, picture, address, hanna):
    hanna.post(f"/w/{workshop.public_id}/run/pictures/{picture.pk}/removal/")
    picture.refresh_from_db()
    assert (picture.is_shown, picture.removed_by) == (False, workshop.facilitator)
    assert hanna.get(address).status_code == 404


def test_stranger_takes_nothing_down(picture, address):
    assert Client().post(f"{address}removal/").status_code == 403
    picture.refresh_from_db()
    assert picture.is_shown
