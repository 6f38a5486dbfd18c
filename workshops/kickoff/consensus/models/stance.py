from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Person
from workshops.kickoff.consensus.models.clause import Clause
from workshops.models import Seat, Workshop


class Reply(models.Model):
    """What was said to "hear me first", and what became of the words; one may serve all marks on a clause."""

    class Outcome(models.TextChoices):
        REWORDED = "reworded", _("Reworded")
        KEPT = "kept", pgettext_lazy("clause", "Kept")
        PARKED = "parked", _("Parked")

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="replies")
    text = models.CharField(max_length=2400)
    outcome = models.CharField(max_length=8, choices=Outcome)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.text


class StanceQuerySet(models.QuerySet["Stance"]):
    def current(self) -> "StanceQuerySet":
        """Those that were taken on the words as they are now."""
        return self.filter(revision=models.F("clause__revision"), clause__stands=True)

    def of_writers(self) -> "StanceQuerySet":
        """Of those who count in n, and of people on paper."""
        return self.filter(models.Q(seat__role=Seat.Role.WRITER) | models.Q(seat=None))

    def of_present(self) -> "StanceQuerySet":
        """Of the writers who are here now, and of people on paper."""
        return self.filter(models.Q(seat__in=Seat.objects.writers().present()) | models.Q(seat=None))

    def marks(self) -> "StanceQuerySet":
        return self.filter(value=Stance.Value.HEAR_FIRST, clause__stands=True)

    def unheard(self) -> "StanceQuerySet":
        """Marks without a reply whose author has not taken another stance on newer words since (R-CONS-8)."""
        later = Stance.objects.filter(
            clause=models.OuterRef("clause"), seat=models.OuterRef("seat"), revision__gt=models.OuterRef("revision")
        )
        return self.marks().filter(reply=None).exclude(models.Exists(later))


class Stance(models.Model):
    """Where one person stands on the words of a clause. Named to the facilitator only (R-CONS-10).

    Without a seat it is a mark of somebody on paper, typed in by the console.
    """

    class Value(models.TextChoices):
        SUPPORT = "support", _("Yes, fully")
        LIVE_WITH = "live_with", _("I can live with it")
        HEAR_FIRST = "hear_first", _("Hear me first")

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="stances")
    revision = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="stances")
    value = models.CharField(max_length=10, choices=Value)
    change = models.CharField(max_length=1600, blank=True)
    language = models.CharField(max_length=10, default="en")
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, blank=True, related_name="stances")
    at = models.DateTimeField(default=timezone.now)

    objects = StanceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["clause", "revision", "seat"], name="stance_once")]

    def __str__(self):
        return self.value


class Reading(models.Model):
    """How far a phone has come through the clauses, so that "all the others" comes after the last (R-CONS-7)."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="reading")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="readings")
    passed = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return f"{self.passed}"
