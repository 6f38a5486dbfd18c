import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Person
from signing.canonical import canonical, digest
from signing.models.document import Document
from signing.models.frozen import FrozenModel, FrozenQuerySet


def salt() -> str:
    return secrets.token_hex(16)


def paper_path(signature: "Signature", name: str) -> str:
    return f"signing/paper/{secrets.token_urlsafe(16)}"


class SignatureQuerySet(FrozenQuerySet["Signature"]):
    def with_event_hash(self):
        return self.filter(events__what="signed").annotate(event_hash=models.F("events__event_hash"))


class Signature(FrozenModel):
    """One person's hand under one version; it never moves to another (R-SIGN-3)."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("Agreed")
        RESERVATION = "agree_with_reservation", _("Agreed with a remark")
        DISAGREE = "seen_disagree", _("Seen, does not agree")

    class Mode(models.TextChoices):
        DRAWN = "drawn", _("drawn")
        TYPED = "typed", _("typed")
        PAPER = "paper", _("on paper")

    class Transport(models.TextChoices):
        HTTPS = "https", "HTTPS"
        HTTP = "http", "HTTP"

    PERSONAL = ("signer_key", "name", "name_latin", "role_en", "role_zh", "entered_by_name")
    ERASABLE = (*PERSONAL, "strokes", "typed", "photo_hash", "remark", "salt")

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="signatures")
    signer_key = models.CharField(max_length=80)
    name = models.CharField(max_length=320)
    name_latin = models.CharField(max_length=480, blank=True)
    role_en = models.CharField(max_length=640, blank=True)
    role_zh = models.CharField(max_length=640, blank=True)
    kind = models.CharField(max_length=22, choices=Kind, default=Kind.AGREE)
    mode = models.CharField(max_length=5, choices=Mode)
    strokes = models.TextField(blank=True)
    typed = models.CharField(max_length=480, blank=True)
    photo = models.FileField(upload_to=paper_path, blank=True)
    photo_hash = models.CharField(max_length=64, blank=True)
    remark = models.CharField(max_length=4000, blank=True)
    language = models.CharField(max_length=10)
    consent = models.TextField()
    consent_hash = models.CharField(max_length=64)
    transport = models.CharField(max_length=5, choices=Transport)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    entered_by_name = models.CharField(max_length=640, blank=True)
    signed_at = models.DateTimeField(default=timezone.now)
    document_hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, default=salt, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["document", "signer_key"], name="one_signature_a_signer")]

    def __str__(self):
        return f"{self.name or '–'}, {self.document}"

    def facts(self) -> dict:
        """What the chain keeps for good: nothing that names a person or shows a hand."""
        return {
            "document_hash": self.document_hash,
            "kind": self.kind,
            "mode": self.mode,
            "language": self.language,
            "consent_hash": self.consent_hash,
            "transport": self.transport,
            "signed_at": moment(self.signed_at),
        }

    def salted(self) -> dict:
        """What binds the erasable values to the chain: without the salt nobody can guess them."""
        return {
            "person_hash": self._salted({name: getattr(self, name) for name in self.PERSONAL}),
            "mark_hash": self._salted({"strokes": self.strokes, "typed": self.typed, "photo": self.photo_hash}),
            "remark_hash": self._salted(self.remark),
        }

    def _salted(self, value) -> str:
        return digest(f"{self.salt}\n{canonical(value)}")

    @transaction.atomic
    def erase(self) -> None:
        """Forget who signed and how, for good; that somebody signed, and when, stays provable."""
        from signing import chain

        chain.lock(self.document.organisation)
        if self.erased_at:
            return
        if self.photo:
            self.photo.delete(save=False)
        forgotten: dict[str, Any] = dict.fromkeys(self.ERASABLE, "")
        forgotten |= {"signer_key": f"erased:{self.pk}", "photo": "", "person": None, "entered_by": None}
        forgotten["erased_at"] = timezone.now().replace(microsecond=0)
        models.QuerySet(Signature).filter(pk=self.pk).update(**forgotten)
        self.refresh_from_db()
        chain.append("erased", self.document, self)


def moment(time) -> str:
    """A time as it stands in evidence: UTC, whole seconds."""
    return time.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ")


def photo_digest(photo) -> str:
    photo.seek(0)
    found = hashlib.file_digest(photo, "sha256").hexdigest()
    photo.seek(0)
    return found
