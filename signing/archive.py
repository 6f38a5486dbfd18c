"""What leaves the house: the PDF with its evidence, sealed once and then kept byte for byte."""

import hashlib

from django.db import transaction

from signing import chain, evidence, pages, seal
from signing.canonical import digest
from signing.errors import PressBusy
from signing.models import Document, SealedPdf
from signing.press import press

TRIES = 5


def pdf(document: Document, language: str, address: str = "") -> bytes:
    """Raises `PressFailed`, and `LookupError` when the kind has no template."""
    return press(*_material(document, language, address))


def seal_pdf(document: Document, language: str, address: str = "") -> SealedPdf:
    """The archived PDF for the signatures of this moment; sealed now when there is none yet."""
    if present := sealed(document, language):
        return present
    # The press takes a second or more and nobody should wait for it, so the chain is locked at the end only.
    html, attachments = _material(document, language, address)
    content = seal.seal(press(html, attachments))
    with transaction.atomic():
        chain.lock(document.organisation)
        if present := sealed(document, language):
            return present
        sha256 = hashlib.sha256(content).hexdigest()
        archived = SealedPdf.objects.create(
            document=document,
            language=language,
            content=content,
            sha256=sha256,
            evidence_hash=digest(attachments[evidence.FILE]),
        )
        chain.append("sealed", document, pdf_sha256=sha256, language=language)
        return archived


def sealed(document: Document, language: str) -> SealedPdf | None:
    """The archived PDF that shows exactly the signatures that stand now."""
    return document.sealed.filter(language=language, evidence_hash=digest(evidence.text(document, language))).last()


def _material(document: Document, language: str, address: str) -> tuple[str, dict[str, str]]:
    """Pages and evidence of one moment, without a lock for which a room would wait: if the chain grew, both anew."""
    for _try in range(TRIES):
        head = chain.head(document.organisation)
        material = pages.html(document, language, address), {evidence.FILE: evidence.text(document, language)}
        if chain.head(document.organisation) == head:
            return material
    raise PressBusy("the chain grew faster than its pages were set")
