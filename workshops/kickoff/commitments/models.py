from django.db import models

from people.models import Person
from workshops.kickoff.actions.models import KeyAction
from workshops.models import Seat, Workshop

MOST = 3


class Commitment(models.Model):
    """“I will … by …, seen by …; from … I need …”: one promise of one seat, seen by nobody else until it signs."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="commitments")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="commitments")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=1280)
    language = models.CharField(max_length=10, default="en")
    seen_by = models.CharField(max_length=640, blank=True)
    due = models.DateField(null=True, blank=True)
    action = models.ForeignKey(KeyAction, models.SET_NULL, null=True, blank=True, related_name="commitments")
    need = models.CharField(max_length=960, blank=True)
    need_from_person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    need_from_text = models.CharField(max_length=480, blank=True)

    class Meta:
        ordering = ["seat", "order", "id"]

    def __str__(self):
        return self.text

    @property
    def need_from(self) -> str:
        return str(self.need_from_person or self.need_from_text)

    @classmethod
    def write(cls, seat: Seat, **said) -> "Commitment":
        """A further promise of this seat, after those it has."""
        last = seat.commitments.aggregate(last=models.Max("order"))["last"]
        return cls.objects.create(workshop=seat.workshop, seat=seat, order=0 if last is None else last + 1, **said)

    def reword(self, **said) -> None:
        """Other words; a sheet that was signed stays as it was, the next one has a version more (R-SIGN-9)."""
        for name, value in said.items():
            setattr(self, name, value)
        self.save(update_fields=list(said))
