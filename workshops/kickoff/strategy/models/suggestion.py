from django.db import models
from django.utils import timezone

from workshops.kickoff.strategy.models.column import Column
from workshops.kickoff.strategy.models.note import StrategyNote
from workshops.models import Note, Seat


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> "SuggestionQuerySet":
        """Nobody has placed the note since, and it hangs elsewhere, with how many suggest it; the most wanted first."""
        found = self.filter(settled_at=None, note__state=Note.State.WALL, voices__isnull=False)
        return found.annotate(count=models.Count("voices")).order_by("-count", "id")


class Suggestion(models.Model):
    """Where people would hang a note that is not theirs; the host of the wall decides.

    Without a `column` they would open a new one. Who suggests it is shown to nobody.
    """

    count: int
    place: Column | None

    note = models.ForeignKey(StrategyNote, models.CASCADE, related_name="suggestions")
    column = models.ForeignKey(Column, models.CASCADE, null=True, blank=True, related_name="+")
    voices = models.ManyToManyField(Seat, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.note_id} to {self.column_id or 'a new column'}"

    @classmethod
    def of(cls, seat: Seat, note: StrategyNote, column: Column | None) -> "Suggestion":
        """One place a person and note: another one replaces it."""
        for other in cls.objects.filter(note=note, settled_at=None, voices=seat):
            other.voices.remove(seat)
        idea, _made = cls.objects.get_or_create(note=note, column=column, settled_at=None)
        idea.voices.add(seat)
        return idea

    @classmethod
    def settle(cls, note: StrategyNote) -> int:
        """The note was placed: what people suggested for it is answered. How many suggestions that were."""
        return cls.objects.filter(note=note, settled_at=None).update(settled_at=timezone.now())
