from django.db import models

from followup import models as followup
from openspace.models.opinion import Opinion
from people.models import Person
from workshops.models import Workshop


class Todo(followup.Todo):
    """Who does what a feasible or testable idea asks for, and until when (R-OS-13)."""

    opinion = models.OneToOneField(Opinion, models.CASCADE, related_name="todo")

    def __str__(self):
        return f"{self.opinion} by {self.due}"


class OwnerLink(models.Model):
    """How often the link of an owner was withdrawn: the ones before open nothing any more (R-FUP-7)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="owner_links")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    withdrawn = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "person"], name="owner_link_once")]

    def __str__(self):
        return f"{self.person}, {self.withdrawn} times withdrawn"

    @classmethod
    def turn_of(cls, workshop: Workshop, person: Person) -> int:
        return cls.objects.filter(workshop=workshop, person=person).values_list("withdrawn", flat=True).first() or 0

    @classmethod
    def withdraw(cls, workshop: Workshop, person: Person) -> None:
        """From now on another link leads to the page of this owner."""
        link, _is_new = cls.objects.get_or_create(workshop=workshop, person=person)
        cls.objects.filter(pk=link.pk).update(withdrawn=models.F("withdrawn") + 1)


class Visit(followup.Visit):
    """What was heard in one of the twelve weeks after an open space (R-OS-15)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="visits")

    class Meta(followup.Visit.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["workshop", "week"], name="visit_once_a_week")]

    def __str__(self):
        return f"week {self.week}"
