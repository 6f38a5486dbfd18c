from django.conf import settings
from django.db import models
from django.utils import timezone


class PaperCountQuerySet(models.QuerySet["PaperCount"]):
    def of(self, question: str) -> "PaperCountQuerySet":
        return self.filter(question=question)

    def persons(self) -> int:
        """As many persons as were typed (R-GEN-16)."""
        return self.aggregate(sum=models.Sum("count"))["sum"] or 0

    def values_said(self) -> list[str]:
        """Each typed answer as often as it was given, so that it is counted like one of a phone."""
        return [one.value for one in self for _person in range(one.count)]


class PaperCount(models.Model):
    """How many people of a group gave an answer on paper: it counts as that many persons, without names (R-GEN-16)."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="paper_counts")
    group = models.ForeignKey("workshops.Group", models.CASCADE, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=60)
    value = models.CharField(max_length=20)
    count = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PaperCountQuerySet.as_manager()

    class Meta:
        ordering = ["question", "group__letter", "value"]

    def __str__(self):
        return f"{self.question} {self.value}: {self.count}"
