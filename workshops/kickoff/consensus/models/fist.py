from django.db import models
from django.utils import timezone

from people.models import Person
from workshops.models import Seat, Workshop

LOW = 1
MOST = 5


class Fist(models.Model):
    """How far one person carries the page, 0 to 5; at 0 or 1 with what is missing. Never shown with a name."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="fists")
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="fist")
    value = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1600, blank=True)
    reply = models.CharField(max_length=2400, blank=True)
    reply_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.value}"

    @property
    def is_low(self) -> bool:
        return self.value <= LOW


class RaisedHands(models.Model):
    """Hands that were raised in the room and counted by the console, or typed from paper (R-CONS-3, R-GEN-16)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="raised_hands")
    value = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField(default=0)
    reply = models.CharField(max_length=2400, blank=True)

    class Meta:
        ordering = ["-value"]
        constraints = [models.UniqueConstraint(fields=["workshop", "value"], name="raised_hands_once")]

    def __str__(self):
        return f"{self.value}: {self.count}"
