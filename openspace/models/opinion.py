from django.db import models
from django.utils.translation import gettext_lazy as _

from openspace.models.topic import Topic
from workshops.models import Note, Seat


class Opinion(Note):
    """One sentence at a corner; its home group puts it into one of five classes afterwards (R-OS-7)."""

    class Source(models.TextChoices):
        HOME = "home", _("Home group")
        VISITOR = "visitor", _("Visitor")
        PAPER = "paper", _("Paper")

    class Class(models.TextChoices):
        FEASIBLE = "feasible", _("Feasible")
        TESTABLE = "testable", _("Testable")
        THINKABLE = "thinkable", _("Thinkable")
        PENDING = "pending", _("Pending")
        NOT_CONSIDERED = "not_considered", _("Not considered")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="opinions")
    source = models.CharField(max_length=7, choices=Source, default=Source.VISITOR)
    kind = models.CharField(max_length=14, choices=Class, blank=True)
    classified_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    effect = models.PositiveSmallIntegerField(null=True, blank=True)
    ease = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.CharField(max_length=1280, blank=True)
