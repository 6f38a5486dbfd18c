import json
import secrets
import zoneinfo
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Organisation
from signing.canonical import canonical, content_hash
from signing.models.frozen import FrozenModel, FrozenQuerySet

COVER = "document"


def public_id() -> str:
    return secrets.token_urlsafe(16)


def cover(organisation: Organisation, titles: dict, stands_by: "Document | None") -> dict:
    """What prints around the text and is signed with it: title, organisation, the document that this one stands by."""
    facts = {
        "title_en": titles.get("en", ""),
        "title_zh": titles.get("zh", ""),
        "organisation_en": organisation.name_en,
        "organisation_zh": organisation.name_zh,
        "timezone": organisation.timezone,
    }
    if stands_by:
        facts["stands_by"] = {
            "kind": stands_by.kind,
            "number": stands_by.number,
            "version": stands_by.version,
            "hash": stands_by.content_hash,
        }
    return facts


class DocumentQuerySet(FrozenQuerySet["Document"]):
    def newest(self, organisation: Organisation, kind: str, subject: str) -> "Document | None":
        return self.filter(organisation=organisation, kind=kind, subject=subject).order_by("-version").first()

    def freeze(
        self,
        organisation: Organisation,
        kind: str,
        subject: str,
        content: dict,
        titles: dict,
        by=None,
        stands_by: "Document | None" = None,
        at: datetime | None = None,
    ) -> "Document":
        """The newest version when its text is the same, otherwise a version more of the same number (R-CONS-2).

        `subject` is the caller's own key for what is written about; `titles` has `en` and `zh`. What should be told
        apart in a list carries an `id`. Raises `NotCanonical` for what has no single spelling. Title, names of the
        organisation and the document stood by go into the content under `document` and are signed with it.
        `at` is given for what was frozen before it came here.
        """
        from signing import chain

        with transaction.atomic():
            chain.lock(organisation)
            newest = self.newest(organisation, kind, subject)
            if newest and newest.says(content, titles, stands_by):
                return newest
            text = canonical({**content, COVER: cover(organisation, titles, stands_by)})
            document = self.create(
                organisation=organisation,
                kind=kind,
                subject=subject,
                number=newest.number if newest else self._next_number(organisation, kind),
                version=newest.version + 1 if newest else 1,
                title_en=titles.get("en", ""),
                title_zh=titles.get("zh", ""),
                content=text,
                content_hash=content_hash(kind, json.loads(text)),
                frozen_at=at or timezone.now(),
                frozen_by=by,
                stands_by=stands_by,
            )
            chain.append("frozen", document)
            return document

    def draft(self, organisation: Organisation, kind: str, subject: str, content: dict, titles: dict) -> "Document":
        """The same as a text that nobody froze, to be looked at and kept nowhere."""
        text = canonical({**content, COVER: cover(organisation, titles, None)})
        names = {"kind": kind, "subject": subject, "number": 1, "version": 1}
        return Document(
            organisation=organisation, content=text, content_hash=content_hash(kind, json.loads(text)), **names
        )

    def _next_number(self, organisation: Organisation, kind: str) -> int:
        return (self.filter(organisation=organisation, kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1


class Document(FrozenModel):
    """One version of a text, frozen: what people read, sign and find again years later."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("Statement")
        SHEET = "sheet", _("Personal sheet")
        CORRECTION = "correction", _("Correction sheet")
        PROMISE = "promise", _("Promise sheet")
        CONTRACT = "contract", _("Contract")
        FORM = "form", _("Form")
        INTERVIEW = "interview", _("Interview record")
        MINUTES = "minutes", pgettext_lazy("document", "Minutes")
        REPORT = "report", _("Report")
        OKR = "okr", _("OKR sheet")

    OPEN_FIELDS = frozenset({"expected_signatures"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    public_id = models.CharField(max_length=40, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    title_en = models.CharField(max_length=640, blank=True)
    title_zh = models.CharField(max_length=640, blank=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    stands_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="stood_by")
    expected_signatures = models.PositiveIntegerField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number", "version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "number", "version"], name="document_version_once"),
            models.UniqueConstraint(fields=["organisation", "kind", "subject", "version"], name="subject_version_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.number} v{self.version}"

    @cached_property
    def parsed(self) -> dict:
        """The frozen content as it was given, with the cover under `document`."""
        return json.loads(self.content)

    @property
    def cover(self) -> dict:
        return self.parsed[COVER]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.cover["timezone"])

    @property
    def short_hash(self) -> str:
        """The first twelve digits in groups of four, as on paper."""
        return " ".join(self.content_hash[start : start + 4] for start in (0, 4, 8))

    def title_in(self, language: str) -> str:
        first, second = (self.title_zh, self.title_en) if language.startswith("zh") else (self.title_en, self.title_zh)
        return first or second

    def says(self, content: dict, titles: dict, stands_by: "Document | None" = None) -> bool:
        """Whether this version is word for word the given text."""
        text = canonical({**content, COVER: cover(self.organisation, titles, stands_by)})
        return text == self.content and stands_by == self.stands_by

    @property
    def is_newest(self) -> bool:
        return not self.versions().filter(version__gt=self.version).exists()

    def versions(self) -> models.QuerySet["Document"]:
        return Document.objects.filter(organisation=self.organisation_id, kind=self.kind, subject=self.subject)

    def expect(self, signatures: int | None) -> None:
        """How many may sign, the m of “n of m signed”; outside of the text (R-CONS-11)."""
        self.expected_signatures = signatures
        self.save(update_fields=["expected_signatures"])

    def standing_signatures(self) -> list:
        """The signatures on this version or on a sheet that stands by it: one a signer, as they arrived.

        A draft, which has no row, has none.
        """
        from signing.models.signature import Signature

        if self.pk is None:
            return []
        below = models.Q(document=self) | models.Q(document__stands_by=self)
        newest = {}
        for signature in Signature.objects.filter(below).select_related("document").with_event_hash():
            newest[signature.signer_key] = signature
        return sorted(newest.values(), key=lambda signature: (signature.signed_at, signature.pk))

    def html(self, language: str, address: str = "") -> str:
        """The pages in `language`; `address` is where this installation is reached, for the QR."""
        from signing import pages

        return pages.html(self, language, address)

    def pdf(self, language: str, address: str = "") -> bytes:
        """The pages as a PDF with the evidence attached, not sealed. Raises `PressFailed`."""
        from signing import archive

        return archive.pdf(self, language, address)

    def seal(self, language: str, address: str = ""):
        """The sealed and archived PDF of what stands now; the same one until another signature arrives."""
        from signing import archive

        return archive.seal_pdf(self, language, address)

    def file_name(self, language: str, title: str = "") -> str:
        """Title (or what a part of it is called), version and date, in letters that every system keeps (R-EXP-1)."""
        date = self.frozen_at.astimezone(self.zone).date().isoformat()
        title = slugify(title or self.title_in(language), allow_unicode=True)[:60].strip("-")
        return f"{title or self.kind}-v{self.version}-{date}.pdf"

    def missing_characters(self) -> list[str]:
        """What prints as a framed code point, to be told beside the export (R-EXP-3)."""
        from signing import glyphs

        return glyphs.missing_characters(self.parsed)

    def sign(self, signer, **act):
        """Sign this version for `signer`; see `signing.act.sign` for the words it takes and what it raises."""
        from signing.act import sign

        return sign(self, signer, **act)
