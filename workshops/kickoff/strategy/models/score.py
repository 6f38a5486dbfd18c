from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.strategy.models.column import Column
from workshops.models import Seat


class Score(models.Model):
    """What one seat gave a column on one scale."""

    class Scale(models.TextChoices):
        RELEVANCE = "relevance", _("Moves the goal")
        IMMEDIACY = "immediacy", _("How soon it can start")
        SPEED = "speed", _("How soon it shows")

    column = models.ForeignKey(Column, models.CASCADE, related_name="scores")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    scale = models.CharField(max_length=9, choices=Scale)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["column", "seat", "scale"], name="score_once")]

    def __str__(self):
        return f"{self.scale} {self.value}"

    @classmethod
    def give(cls, column: Column, seat: Seat, scale: str, value: int) -> "Score":
        """A seat's value on a scale; giving it again replaces it."""
        given, _created = cls.objects.update_or_create(column=column, seat=seat, scale=scale, defaults={"value": value})
        return given
