from django.db import models

from people.models import Organisation
from signing.models.document import Document
from signing.models.frozen import FrozenModel, FrozenQuerySet
from signing.models.signature import Signature


class SigningEvent(FrozenModel):
    """A link of the organisation's chain: each names the hash of the one before, so none can be changed unseen."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="signing_events")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="events")
    signature = models.ForeignKey(Signature, models.PROTECT, null=True, related_name="events")
    what = models.CharField(max_length=8)
    facts = models.TextField()
    facts_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    event_hash = models.CharField(max_length=64)

    objects = FrozenQuerySet["SigningEvent"].as_manager()

    class Meta:
        ordering = ["organisation", "number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="event_number_once")]

    def __str__(self):
        return f"{self.number} {self.what}"
