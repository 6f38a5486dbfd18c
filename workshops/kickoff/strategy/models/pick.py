from django.db import models
from django.db.models import Count
from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.strategy.models.note import StrategyNote
from workshops.models import Seat, StageRun

PICKS = 3


class Pick(models.Model):
    """One of three votes of a seat on the notes of its own wall, at most one on a note (half-day variant)."""

    note = models.ForeignKey(StrategyNote, models.CASCADE, related_name="picks")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "seat"], name="pick_once_a_note")]

    def __str__(self):
        return f"{self.seat_id} on {self.note_id}"

    @classmethod
    def give(cls, run: StageRun, note: StrategyNote, seat: Seat, picked: bool) -> None:
        """Vote, or take the vote back; refuses a fourth (R-DAY-3 *department_light*)."""
        own = cls.objects.filter(seat=seat, note__wall__run=run)
        if not picked:
            own.filter(note=note).delete()
        elif own.exclude(note=note).count() >= PICKS:
            raise Refused(_("Three votes are given. Take one back first."), rule="R-DAY-3")
        else:
            own.get_or_create(note=note, seat=seat)

    @staticmethod
    def most(run: StageRun) -> list[StrategyNote]:
        """All notes of the walls, most votes first, then the older one; each knows its `votes`."""
        notes = StrategyNote.objects.on_wall().filter(wall__run=run).select_related("wall__group", "column")
        return list(notes.annotate(votes=Count("picks")).order_by("-votes", "created_at", "pk"))
