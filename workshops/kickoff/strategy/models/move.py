from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone

from workshops.kickoff.strategy.models.column import Column
from workshops.kickoff.strategy.models.note import StrategyNote
from workshops.models import Note, ParkedItem, Seat, Wall

ELSEWHERE = (Note.State.WITHDRAWN, Note.State.HIDDEN, Note.State.HELD)


class Move(models.Model):
    """Notes that changed their place together, by whom and from where, so that it can be undone (R-STRAT-10)."""

    wall = models.ForeignKey(Wall, models.CASCADE, related_name="moves")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    joined = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="+")
    into = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="+")
    parked = models.ForeignKey(ParkedItem, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"move {self.pk}"

    @classmethod
    def begin(cls, wall: Wall, notes: Iterable[StrategyNote], seat=None, user=None, parked=None) -> "Move":
        """Remember where the notes are now; the caller moves them."""
        move = cls.objects.create(wall=wall, seat=seat, user=user, parked=parked)
        move.notes.bulk_create(
            MovedNote(
                move=move,
                note=note,
                column=note.column,
                single=note.single,
                way_out=note.way_out,
                state=note.state,
                reason=note.reason,
            )
            for note in notes
        )
        return move

    def undo(self) -> list[StrategyNote]:
        """Put every note back where it was, with the state that it had; what was taken back, hidden, held or merged
        into another meanwhile stays so."""
        notes = []
        still_there = self.notes.exclude(note__state__in=ELSEWHERE).filter(note__merged_into=None)
        for before in still_there.select_related("note", "column"):
            note = before.note
            note.column, note.state, note.reason = before.column, before.state, before.reason
            note.single, note.way_out = before.single, before.way_out
            note.save()
            notes.append(note)
        self.undone_at = timezone.now()
        self.save(update_fields=["undone_at"])
        if self.joined and self.into:
            self.into.merged_from.remove(self.joined)
        if self.parked and not self.parked.outcome:
            self.parked.delete()
        return notes


class MovedNote(models.Model):
    """Where one note was before a move."""

    move = models.ForeignKey(Move, models.CASCADE, related_name="notes")
    note = models.ForeignKey(StrategyNote, models.CASCADE, related_name="moved")
    column = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="+")
    single = models.BooleanField(default=False)
    way_out = models.CharField(max_length=11, blank=True)
    state = models.CharField(max_length=9)
    reason = models.CharField(max_length=1600, blank=True)

    def __str__(self):
        return f"{self.note_id} from {self.column_id}"
