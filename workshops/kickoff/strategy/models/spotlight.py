from django.db import models
from django.utils import timezone

from workshops.kickoff.strategy.models.column import Column
from workshops.models import Workshop


class Spotlight(models.Model):
    """What the company wall shows large, and since when: a column, or `None` for the sum of what all bring."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="spotlights")
    column = models.ForeignKey(Column, models.CASCADE, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.column} at {self.at:%H:%M}"

    @classmethod
    def on(cls, workshop: Workshop, step: str) -> "Spotlight | None":
        """The last one of a step."""
        return workshop.spotlights.filter(step=step).select_related("column").last()
