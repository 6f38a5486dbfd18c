"""A photo of a group's paper: made small on the phone, sent once however the network behaves."""

import io

import pytest
from PIL import Image

from tests.servers import ROOT

pytestmark = pytest.mark.browser

TO_DRAW = """
from workshops.models import Workshop
room = Workshop.objects.get()
room.agenda.update(state="locked")
room.agenda.create(kind="vision", order=50, minutes=70)
room.change("", "", lambda live, changing: live.agenda.get(kind="vision").enter("draw", changing))
"""
HEIC = ROOT / "tests" / "workshops" / "pictures" / "evening.heic"
PICTURES = "from workshops.models import Picture; print(list(Picture.objects.values_list('width', 'height')))"


@pytest.fixture
def paper(tmp_path):
    """A photo as a phone takes it: twelve million pixels, some megabytes, with the camera's name in it."""
    exif = Image.Exif()
    exif[0x010F] = "Linhe camera"
    stream = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(stream, "JPEG", quality=80, exif=exif)
    file = tmp_path / "paper.jpg"
    file.write_bytes(stream.getvalue())
    assert file.stat().st_size > 3_000_000
    return file


def test_photo_taken_without_signal_hangs_once_when_there_is_one(room, paper):
    room.manage(TO_DRAW)
    phone = room.phone()
    phone.locator(".lookup__in").click()
    send = phone.locator("[data-upload-send]")
    assert send.is_visible() is False
    phone.set_input_files("input[type=file]", paper)
    phone.context.set_offline(True)
    send.click()
    phone.locator("[data-upload-state]", has_text="No signal.").wait_for()
    phone.context.set_offline(False)
    phone.locator("figure.shot img").wait_for(timeout=60_000)
    assert phone.locator("figure.shot").count() == 1
    assert room.manage(PICTURES) == "[(2048, 1536)]"


def test_what_is_no_photo_is_refused_in_words_and_heic_is_taken(room, tmp_path):
    """R-VIS-1"""
    room.manage(TO_DRAW)
    phone = room.phone()
    phone.locator(".lookup__in").click()
    file = tmp_path / "paper.jpg"
    file.write_bytes(b"this is no photo")
    phone.set_input_files("input[type=file]", file)
    phone.locator("[data-upload-send]").click()
    phone.locator("[data-upload-state]", has_text="This is no picture that we can read").wait_for()
    assert phone.locator("[data-upload-state] a").inner_text() == "Our story in words"
    assert room.manage(PICTURES) == "[]"
    # As an iPhone keeps it: this browser cannot look at it, the room can.
    phone.set_input_files("input[type=file]", HEIC)
    phone.locator("[data-upload-look]").wait_for(state="hidden")
    phone.locator("[data-upload-send]").click()
    phone.locator("figure.shot img").wait_for(timeout=60_000)
