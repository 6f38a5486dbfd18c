"""What people of the room propose and vote for: a heading, a title, a forfeit."""

from typing import Any, Self

from django.db import models

from workshops.models.seat import Seat


class VotedQuerySet(models.QuerySet[Any]):
    def by_votes(self) -> Self:
        """With their `votes`, the most first."""
        return self.annotate(votes=models.Count("voters")).order_by("-votes", "id")

    def as_seen_by(self, seat: Seat | None) -> list[Any]:
        """By votes, with `is_mine` on those for which this seat voted."""
        found = list(self.by_votes().prefetch_related("voters"))
        for one in found:
            one.is_mine = seat is not None and seat in one.voters.all()
        return found


class Voted(models.Model):
    """Something with voters; how many votes a seat has is the child's own rule."""

    votes: int
    is_mine: bool

    voters = models.ManyToManyField(Seat, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]
