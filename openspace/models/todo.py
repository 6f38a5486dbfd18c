from django.db import models

from followup import models as followup
from openspace.models.opinion import Opinion
from workshops.models import Workshop


class Todo(followup.Todo):
    """Who does what a feasible or testable idea asks for, and until when (R-OS-13)."""

    opinion = models.OneToOneField(Opinion, models.CASCADE, related_name="todo")

    def __str__(self):
        return f"{self.opinion} by {self.due}"


class Visit(followup.Visit):
    """What was heard in one of the twelve weeks after an open space (R-OS-15)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="visits")

    class Meta(followup.Visit.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["workshop", "week"], name="visit_once_a_week")]

    def __str__(self):
        return f"week {self.week}"
