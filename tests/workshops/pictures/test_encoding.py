"""What phones send, and what somebody sends to break the server: taken small and clean, or refused in words."""

import io
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from tests.servers import ROOT
from workshops import pictures
from workshops.jpeg import SMALL, SMALL_BYTES, jpeg, scaled
from workshops.pictures import Encoded, encode

HEIC = (Path(__file__).parent / "evening.heic").read_bytes()
CANVAS = (ROOT / "examples" / "pictures" / "canvas_a.jpg").read_bytes()
RED, BLUE = (200, 40, 30), (20, 60, 160)


def photo(size=(96, 64), kind="JPEG", **options) -> bytes:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def gps() -> bytes:
    """Where and with what a photo was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Linhe camera"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (31.0, 14.0, 5.0), "E", (121.0, 28.0, 1.0)
    return exif.tobytes()


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


def opened(made: Encoded) -> Image.Image:
    return Image.open(io.BytesIO(made.data))


def colours(image: Image.Image) -> list[str]:
    """Which of the two colours stands left and which right, or above and below."""
    width, height = image.size
    places = [(2, 2), (width - 3, height - 3)]
    found = [image.convert("RGB").getpixel(place) for place in places]
    return ["red" if pixel[0] > pixel[2] else "blue" for pixel in found]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_of_each_kind_is_taken_as_jpeg(kind):
    made = encode(photo(kind=kind))
    assert (opened(made).format, opened(made).size, colours(opened(made))) == ("JPEG", (96, 64), ["red", "blue"])
    assert (made.width, made.height) == (96, 64)


def test_picture_of_an_iphone_is_taken():
    made = encode(HEIC)
    assert (opened(made).format, opened(made).size, colours(opened(made))) == ("JPEG", (96, 64), ["red", "blue"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_r_gen_15_place_and_camera_are_gone(kind):
    """R-GEN-15, R-VIS-10"""
    given = photo(kind=kind, exif=gps(), **({"comment": b"Lin's phone"} if kind == "JPEG" else {}))
    assert b"Linhe camera" in given
    made = encode(given)
    assert opened(made).getexif() == {}
    assert [key for key in opened(made).info if key not in ("jfif", "jfif_version", "jfif_unit", "jfif_density")] == [
        "progressive",
        "progression",
    ]
    assert not any(word in part for part in (made.data, made.small) for word in (b"Linhe", b"Exif", b"Lin's", b"http"))


def test_r_gen_15_place_of_a_heic_is_gone():
    assert b"Linhe camera" in HEIC
    assert opened(encode(HEIC)).getexif() == {}


@pytest.mark.parametrize(("orientation", "size", "order"), [(3, (96, 64), "blue red"), (6, (64, 96), "red blue")])
def test_picture_stands_upright(orientation, size, order):
    made = encode(photo(exif=turned(orientation)))
    assert (opened(made).size, colours(opened(made))) == (size, order.split())


def test_large_picture_is_made_small():
    made = encode(photo((4000, 3000)))
    assert opened(made).size == (2048, 1536)
    assert Image.open(io.BytesIO(made.small)).size == (560, 420)


def test_busy_picture_is_coarser_before_it_is_heavy():
    """It fits beside its page into the first view of a phone."""
    made = encode(CANVAS)
    assert len(jpeg(scaled(opened(made), SMALL))) > SMALL_BYTES >= len(made.small)


def test_same_photo_twice_is_the_same_picture():
    assert encode(photo()) == encode(photo())


def test_transparent_picture_lies_on_white():
    stream = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(stream, "PNG")
    assert opened(encode(stream.getvalue())).getpixel((10, 10)) == (255, 255, 255)


def test_wide_colours_are_brought_to_the_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in opened(encode(photo(icc_profile=profile))).info
    assert colours(opened(encode(photo(icc_profile=b"no profile at all")))) == ["red", "blue"]


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims this size."""
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


REFUSED = {
    "a few bytes that claim a billion pixels": (bomb(40_000, 40_000), "pixels"),
    "more pixels than are taken": (bomb(9_000, 9_000), "pixels"),
    "a picture that ends too early": (photo((400, 300))[:900], "broken"),
    "a PNG without content": (bomb(100, 100), "broken"),
    "text": (b"Good evening", "kind"),
    "a page": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kind"),
    "a document": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n", "kind"),
    "a GIF, which nobody photographs": (photo(kind="GIF"), "kind"),
    "a TIFF": (photo(kind="TIFF"), "kind"),
    "a HEIC that ends too early": (HEIC[:600], "kind"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_with_the_reason(name):
    material, code = REFUSED[name]
    with pytest.raises(ValidationError) as refused:
        encode(material)
    assert refused.value.code == code


def test_file_above_ten_megabytes_is_refused_unread(monkeypatch):
    with pytest.raises(ValidationError) as refused:
        encode(bytes(10 * 1024 * 1024 + 1))
    assert refused.value.messages == [
        "This picture has 11 MB; at most 10 MB are taken. Send a smaller one, or a screenshot."
    ]


def test_decoder_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(pictures, "SECONDS", 0.01)
    with pytest.raises(ValidationError) as refused:
        encode(photo((4000, 3000)))
    assert refused.value.code == "broken"
