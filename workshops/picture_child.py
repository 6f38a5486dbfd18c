"""Reads a foreign picture and writes it anew as two JPEGs: work for a process of its own.

A few kilobytes can claim a billion pixels or walk through a hole in a decoder. So this one has little memory and
little time, knows no secret and no database, and the server is not it.
"""

import io
import json

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageOps

from workshops.jpeg import jpeg, scaled, small

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 64_000_000
MEMORY = 1536 * 1024**2
SECONDS = 25
LARGE = 2048  # pixels of the longest side


class NotTaken(Exception):
    """The picture is refused; the message is the reason's key."""


def opened(material: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(material), formats=FORMATS)
    except Image.UnidentifiedImageError:
        raise NotTaken("kind") from None
    except Image.DecompressionBombError:
        raise NotTaken("pixels") from None
    if image.width * image.height > MOST_PIXELS:
        raise NotTaken("pixels")
    # A JPEG is decoded at the half or the quarter of its size at once.
    image.draft("RGB", (LARGE, LARGE))
    return image


def in_screen_colours(image: Image.Image) -> Image.Image:
    """Phones take pictures in wide colours; without their profile these would look dull."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB")) or image
        except (ImageCms.PyCMSError, OSError):
            return image
    return image


def upright(image: Image.Image) -> Image.Image:
    """The pixels alone, turned as the camera was held, on white: nothing else of the file is left."""
    image = ImageOps.exif_transpose(in_screen_colours(image))
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    clean = Image.new("RGB", image.size, "white")
    clean.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode in ("RGBA", "LA") else None)
    return clean


def prepare() -> None:
    """In the nursery."""
    register_heif_opener()


def work(material: bytes) -> bytes:
    """In the child: one line of facts, then the large and the small picture."""
    try:
        image = upright(opened(material))
    except NotTaken as refusal:
        return json.dumps({"refused": str(refusal)}).encode()
    sheet = scaled(image, LARGE)
    large = jpeg(sheet)
    facts = {"width": sheet.width, "height": sheet.height, "large": len(large)}
    return json.dumps(facts).encode() + b"\n" + large + small(sheet)
