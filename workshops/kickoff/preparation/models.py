import secrets

from django.db import models
from django.utils import timezone

from people.models import Department, Person
from workshops.models import LikelyQuestion, Seat, Workshop

LEAST_QUESTIONS = 5


class Briefing(models.Model):
    """What was agreed with the decision maker before the day, in the own words."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="briefing")
    worth = models.TextField(blank=True)
    limit = models.TextField(blank=True)
    unsaid = models.TextField(blank=True)
    ask = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.worth[:40]

    @classmethod
    def of(cls, workshop: Workshop) -> "Briefing":
        """The briefing of a workshop, unsaved while nobody wrote any."""
        return cls.objects.filter(workshop=workshop).first() or cls(workshop=workshop)


def token() -> str:
    return secrets.token_urlsafe(18)


class Sounding(models.Model):
    """A link for the head of a department: "What will your people ask?"."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="soundings")
    head = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=token)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "head"], name="sounding_once_a_head")]

    def __str__(self):
        return self.head.name

    @property
    def department(self) -> Department:
        return self.head.department

    def answer(self, text: str, topic: str) -> LikelyQuestion:
        """One thing that the people of this department will ask."""
        self.answered_at = timezone.now()
        self.save(update_fields=["answered_at"])
        return self.workshop.likely_questions.create(text=text, topic=topic, department=self.department)


def questioners(workshop: Workshop) -> dict[str, list[Seat]]:
    """Who will ask in the town meeting, by role: the decision maker, the coach, and who is named."""
    asking = models.Q(role__in=["quest", "lead", "fac"]) | models.Q(asks=True)
    by_role: dict[str, list[Seat]] = {}
    for seat in workshop.seats.filter(asking).select_related("person"):
        role = seat.role if seat.role in ("quest", "lead", "fac") else "head"
        by_role.setdefault(role, []).append(seat)
    return by_role
