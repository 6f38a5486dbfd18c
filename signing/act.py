"""The act of signing, checked inside the transaction that records it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.text import folded, graphemes, normalised
from signing import chain
from signing.canonical import digest
from signing.consent import sentence
from signing.errors import ChangedSinceRead
from signing.models import Document, Signature
from signing.models.signature import photo_digest
from signing.signer import Signer
from signing.strokes import cleaned

LONGEST_REMARK = 500
LARGEST_PHOTO = 10 * 1024 * 1024
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


def sign(
    document: Document,
    signer: Signer,
    *,
    read_hash: str,
    language: str,
    transport: str,
    mode: str = Signature.Mode.DRAWN,
    strokes: str = "",
    typed: str = "",
    photo: File | None = None,
    remark: str = "",
    kind: str = Signature.Kind.AGREE,
    consent: str = "",
    entered_by=None,
    entered_by_name: str = "",
    at: datetime | None = None,
) -> Signature:
    """`signer`'s hand under exactly the text with `read_hash`; a second time gives the first signature back.

    `strokes` is an SVG path of M and L on the grid of 300 × 100; `photo` shows the page signed on paper and needs
    `entered_by`, or of an act that comes from a file the name (R-SIGN-1). A remark of at most 500 characters makes
    it an agreement with reservation (R-SIGN-8).
    `at` is given for what was signed before it came here.
    Raises `ChangedSinceRead` when another text was read or a newer version exists (R-SIGN-3), `ValidationError`
    with the field `strokes`, `typed`, `photo` or `remark` when the person can mend it.
    """
    with transaction.atomic():
        chain.lock(document.organisation)
        if before := document.signatures.filter(signer_key=signer.key).first():
            return before
        document = Document.objects.get(pk=document.pk)
        if read_hash != document.content_hash or not document.is_newest:
            raise ChangedSinceRead
        remark = _remark(remark)
        consent = consent or sentence(language)
        signature = Signature.objects.create(
            document=document,
            person=signer.person,
            signer_key=signer.key,
            name=normalised(signer.name),
            name_latin=normalised(signer.name_latin),
            role_en=signer.role_en,
            role_zh=signer.role_zh,
            kind=Signature.Kind.RESERVATION if remark and kind == Signature.Kind.AGREE else kind,
            mode=mode,
            remark=remark,
            language=language,
            consent=consent,
            consent_hash=digest(consent),
            transport=transport,
            entered_by=entered_by,
            entered_by_name=str(entered_by or entered_by_name),
            signed_at=(at or timezone.now()).replace(microsecond=0),
            document_hash=document.content_hash,
            **_mark(mode, signer, strokes, typed, photo, entered_by or entered_by_name),
        )
        chain.append("signed", document, signature)
        return signature


def _remark(text: str) -> str:
    remark = normalised(text)
    count = graphemes(remark)
    if count > LONGEST_REMARK or len(remark) > 8 * LONGEST_REMARK:
        message = _("%(count)d characters are too many here: at most %(limit)d. Shorten it by %(over)d.")
        figures = {"count": count, "limit": LONGEST_REMARK, "over": max(count - LONGEST_REMARK, 1)}
        raise ValidationError({"remark": ValidationError(message, code="too_long", params=figures)})
    return remark


def _mark(mode: str, signer: Signer, strokes: str, typed: str, photo: File | None, entered_by) -> dict:
    if mode == Signature.Mode.DRAWN:
        try:
            return {"strokes": cleaned(strokes)}
        except ValidationError as error:
            raise ValidationError({"strokes": error}) from error
    if mode == Signature.Mode.TYPED:
        return {"typed": _own_name(signer, typed)}
    if mode == Signature.Mode.PAPER:
        return _paper(photo, entered_by)
    raise ValueError(f"unknown way of signing: {mode}")


def _own_name(signer: Signer, typed: str) -> str:
    names = [name for name in (signer.name, signer.name_latin) if name]
    if folded(typed) not in {folded(name) for name in names}:
        message = _("Type your name as it stands on the list: %(name)s.")
        error = ValidationError(message, code="other_name", params={"name": " / ".join(names)})
        raise ValidationError({"typed": error})
    return " ".join(normalised(typed).split())


def _paper(photo: File | None, entered_by) -> dict:
    if not entered_by:
        raise ValueError("a signature on paper is entered by somebody")
    if photo is None or photo.size > LARGEST_PHOTO or not photo.open().read(12).startswith(PICTURES):
        message = _("Add a photo of the signed page: JPEG, PNG or WebP of at most 10 MB.")
        raise ValidationError({"photo": ValidationError(message, code="photo")})
    return {"photo": photo, "photo_hash": photo_digest(photo)}
