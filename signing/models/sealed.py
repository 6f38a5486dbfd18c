from django.db import models
from django.utils import timezone

from signing.models.document import Document
from signing.models.frozen import FrozenModel, FrozenQuerySet


class SealedPdf(FrozenModel):
    """The bytes that were given out. They are archived, never rendered again."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="sealed")
    language = models.CharField(max_length=10)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    evidence_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    objects = FrozenQuerySet["SealedPdf"].as_manager()

    class Meta:
        ordering = ["sealed_at", "id"]

    def __str__(self):
        return f"{self.document} {self.language} {self.sha256[:12]}"
