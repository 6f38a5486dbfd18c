"""One picture of all who want to be in it: R-GEN-15."""

import pytest

from workshops.models import Picture

pytestmark = pytest.mark.django_db(transaction=True)


def test_console_hangs_the_picture_and_the_wall_shows_the_newest(workshop, go_to, console, photo, hanna):
    go_to("close", "photo")
    assert [console("run/photo/", picture=photo(colour)).status_code for colour in ("red", "blue")] == [302, 302]
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    shown = [f"/pictures/{picture.pk}/" in wall for picture in Picture.objects.order_by("id")]
    assert shown == [False, True]


def test_phone_in_the_room_brings_the_picture_and_takes_it_down(workshop, go_to, sit, photo, hanna):
    """R-GEN-15: a person visible in a photo can have it removed."""
    go_to("close", "photo")
    phone = sit("p03")
    assert phone.post(f"/w/{workshop.public_id}/photo/", {"picture": photo("red")}).status_code == 302
    picture = Picture.objects.get()
    assert (picture.kind, picture.uploaded_by) == ("group", phone.seat)
    sit("p28").post(f"/w/{workshop.public_id}/pictures/{picture.pk}/removal/")
    assert "/pictures/" not in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()


def test_phone_brings_no_picture_at_another_time_and_no_observer_ever(workshop, go_to, sit, photo):
    go_to("close", "word")
    assert sit("p03").post(f"/w/{workshop.public_id}/photo/", {"picture": photo("red")}).status_code == 409
    go_to("close", "photo")
    assert sit("p10").post(f"/w/{workshop.public_id}/photo/", {"picture": photo("red")}).status_code == 409
    assert not Picture.objects.exists()


def test_something_else_than_a_photo_is_refused(workshop, go_to, console, photo):
    go_to("close", "photo")
    text = photo("red")
    text.seek(0)
    text.write(b"no photo at all")
    text.seek(0)
    assert console("run/photo/", picture=text).status_code == 422
    assert not Picture.objects.exists()
