from django.db import models

from people.models import Goal, Person
from workshops.models import Workshop


class GoalDeferral(models.Model):
    """“Not today”: a goal that gets no strategy on this day, with the reason, who takes it up and when (R-CONS-5)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="deferrals")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=1600)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    date = models.DateField()

    class Meta:
        ordering = ["goal"]
        constraints = [models.UniqueConstraint(fields=["workshop", "goal"], name="goal_deferred_once")]

    def __str__(self):
        return self.reason
