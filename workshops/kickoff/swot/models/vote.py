from django.db import models
from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.swot.models.note import Field, SwotNote
from workshops.models import Seat

VOTES_A_FIELD, VOTES_A_NOTE = 3, 2


class VoteQuerySet(models.QuerySet["Vote"]):
    def of(self, seat: Seat) -> "VoteQuerySet":
        return self.filter(seat=seat)

    def placed(self) -> int:
        return self.aggregate(sum=models.Sum("count"))["sum"] or 0


class Vote(models.Model):
    """What one person gave one note: one vote or two, in the field in which the note hung then (R-SWOT-9)."""

    note = models.ForeignKey(SwotNote, models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    quadrant = models.CharField(max_length=1, choices=Field)
    count = models.PositiveSmallIntegerField()

    objects = VoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "seat"], name="swot_vote_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1, count__lte=VOTES_A_NOTE), name="swot_vote_limit"),
        ]

    def __str__(self):
        return f"{self.count} for {self.note_id}"

    @classmethod
    def place(cls, note: SwotNote, seat: Seat, count: int, quadrant: str = "") -> None:
        """Give a note this many votes in all. Guard R-SWOT-9: three a field, at most two on one note."""
        if count > VOTES_A_NOTE:
            raise Refused(_("At most two votes on one note."), rule="R-SWOT-9")
        before = cls.objects.of(seat).filter(note=note).first()
        quadrant = before.quadrant if before else quadrant or note.quadrant
        others = cls.objects.of(seat).filter(note__workshop=note.workshop, quadrant=quadrant).exclude(note=note)
        if count and others.placed() + count > VOTES_A_FIELD:
            raise Refused(_("Three votes in each field. Take one away first."), rule="R-SWOT-9")
        if count:
            cls.objects.update_or_create(note=note, seat=seat, defaults={"count": count, "quadrant": quadrant})
        elif before:
            before.delete()
