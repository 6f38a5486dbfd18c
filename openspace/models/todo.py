from django.db import models
from django.utils import timezone

from openspace.models.opinion import Opinion
from people.models import Person


class Todo(models.Model):
    """Who does what a feasible or testable idea asks for, and until when (R-OS-13)."""

    opinion = models.OneToOneField(Opinion, models.CASCADE, related_name="todo")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.opinion} by {self.due}"
