from django.db import models

from workshops.models import Workshop


class Page(models.Model):
    """What the facilitator chose about the statement: how it is laid out, and how the room shows its hands."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="page")
    second_wave_in_annex = models.BooleanField(default=False)
    hands_are_raised = models.BooleanField(default=False)

    def __str__(self):
        return f"page of {self.workshop_id}"

    @classmethod
    def of(cls, workshop: Workshop) -> "Page":
        """The choices of a workshop, or the default ones while nobody made any."""
        return cls.objects.filter(workshop=workshop).first() or cls(workshop=workshop)

    @classmethod
    def choose(cls, workshop: Workshop, **choices: bool) -> None:
        cls.objects.update_or_create(workshop=workshop, defaults=choices)
