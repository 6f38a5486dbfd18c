from decimal import Decimal

from django.db import models
from django.utils import timezone

from people.models.person import Person


class GoalVersion(models.Model):
    """A later version of a goal that was confirmed: why, by whom, which figures; the first version has no row."""

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

    def note(self, figure: str, old: Decimal | None, new: Decimal | None) -> None:
        """One figure as it was before this version and as it is now; none where it came back to what it was."""
        noted = self.changes.filter(figure=figure).first()
        first = noted.old if noted else old
        self.changes.filter(figure=figure).delete()
        if first != new:
            self.changes.create(figure=figure, old=first, new=new)


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
