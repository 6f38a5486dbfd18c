"""The two JPEGs of a picture: a large one for walls and papers, a small one that a phone loads in a weak network."""

import io

from PIL import Image

SMALL = 560
"""Pixels of the longest side."""
SMALL_BYTES = 24 * 1024
"""With the page that shows it, a small picture stays within the 80 KB of a phone's first view."""
QUALITIES = (84, 72, 60, 48, 36, 24)


def scaled(image: Image.Image, longest: int) -> Image.Image:
    """A copy of at most so many pixels on its longest side."""
    copy = image.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return copy


def jpeg(image: Image.Image, quality: int = QUALITIES[0]) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    return stream.getvalue()


def small(image: Image.Image) -> bytes:
    """As good as fits into `SMALL_BYTES`; the coarsest where none does."""
    little = scaled(image, SMALL)
    for quality in QUALITIES:
        made = jpeg(little, quality)
        if len(made) <= SMALL_BYTES:
            break
    return made
