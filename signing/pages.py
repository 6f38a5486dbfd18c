"""A document as the page that goes to the press: only what is frozen or signed, nothing that may change tomorrow."""

import functools
from pathlib import Path

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from signing import kinds, seal
from signing.models import Document

STYLES = Path(settings.BASE_DIR) / "static" / "css" / "print"


@functools.cache
def styles() -> str:
    return "\n".join(sheet.read_text() for sheet in sorted(STYLES.glob("*.css")))


def verify_url(document: Document, address: str = "") -> str:
    """Where the paper can be checked; empty when this installation has no address of its own."""
    address = (address or settings.PUBLIC_URL).rstrip("/")
    return address + reverse("signing:verify", args=[document.public_id]) if address else ""


def html(document: Document, language: str, address: str = "", template: str = "") -> str:
    """The pages in `language`, in the shape of the kind or of `template`. Raises `LookupError` without either."""
    template = template or kinds.of(document.kind).template
    url = verify_url(document, address)
    signatures = document.standing_signatures()
    with translation.override(language), timezone.override(document.zone):
        return render_to_string(
            template,
            {
                "document": document,
                "content": document.parsed,
                "signatures": signatures,
                "signed_count": len(signatures),
                "expected": document.expected_signatures,
                "language": language,
                "language_tag": "zh-Hans" if language.startswith("zh") else "en",
                "verify_url": url,
                "verify_qr": segno.make(url, error="m").svg_inline(border=2, omitsize=True) if url else "",
                "consents": sorted({signature.consent for signature in signatures}),
                "fingerprint": seal.fingerprint(),
                "styles": styles(),
            },
        )
