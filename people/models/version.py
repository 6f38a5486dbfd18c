from django.db import models
from django.utils import timezone

from people.models.person import Person


class GoalVersion(models.Model):
    """A later version of a confirmed goal: why and by whom figures were put right; the first version has no row."""

    goal = models.ForeignKey("people.Goal", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1600)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["goal", "number"]
        constraints = [models.UniqueConstraint(fields=["goal", "number"], name="goal_version_once")]

    def __str__(self):
        return f"{self.goal} {self.number}"


class FigureChange(models.Model):
    """One figure of a goal before and after; `figure` is the field that holds it."""

    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="changes")
    figure = models.CharField(max_length=10)
    old = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    new = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.figure} {self.old} → {self.new}"
