"""Photos that people send: read apart from the server, turned upright, made small and rid of all they tell besides.

What a phone sends is never stored: a process of its own decodes it and writes a new JPEG (R-GEN-15).
"""

import hashlib
import json
import threading
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signing import child

MOST_BYTES = 10 * 1024 * 1024
SECONDS = 30
# Each child may need some hundred megabytes; a room that sends all at once waits its turn.
DESKS = threading.BoundedSemaphore(2)
WAIT = 20


class Encoded(NamedTuple):
    """Two sizes of one picture, encoded anew. As text it is its digest, so that a retry is known again."""

    data: bytes
    small: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def __str__(self) -> str:
        return self.digest


def encode(material: bytes) -> Encoded:
    """The picture in an upload: JPEG, PNG, WebP or HEIC of at most 10 MB. Raises `ValidationError`."""
    must_fit(len(material))
    if not DESKS.acquire(timeout=WAIT):
        raise ValidationError(_("Many pictures are coming in. Send it again in a moment."), code="busy")
    try:
        made = child.run("workshops.picture_child", material, SECONDS)
    except child.ChildFailed:
        raise unreadable() from None
    finally:
        DESKS.release()
    head, _newline, body = made.partition(b"\n")
    facts = json.loads(head)
    if refused := facts.get("refused"):
        raise unreadable(refused)
    return Encoded(body[: facts["large"]], body[facts["large"] :], facts["width"], facts["height"])


def must_fit(size: int) -> None:
    if size > MOST_BYTES:
        message = _("This picture has %(size)d MB; at most %(most)d MB are taken. Send a smaller one, or a screenshot.")
        figures = {"size": -(-size // 1024**2), "most": MOST_BYTES // 1024**2}
        raise ValidationError(message, code="too_large", params=figures)


def unreadable(why: str = "") -> ValidationError:
    messages = {
        "kind": _("This is no picture that we can read. Send a photo as JPEG, PNG, WebP or HEIC."),
        "pixels": _("This picture has too many pixels. Send a smaller one, or a screenshot."),
    }
    broken = _("This picture is broken. Take the photo again, or send a screenshot of it.")
    return ValidationError(messages.get(why, broken), code=why or "broken")


class PictureField(forms.FileField):
    """A photo from a phone or a desk; what it cleans to is `Encoded`."""

    widget = forms.FileInput(attrs={"accept": "image/*"})
    default_error_messages = {
        "required": gettext_lazy("Choose a photo first."),
        "missing": gettext_lazy("The photo did not arrive. Send it again."),
        "empty": gettext_lazy("The photo did not arrive. Send it again."),
    }

    def to_python(self, data):
        upload = super().to_python(data)
        if upload:
            must_fit(upload.size)
        return upload and encode(upload.read())
