from django.db import models

from workshops.kickoff.strategy.models.column import Column
from workshops.models import Seat
from workshops.models.voted import Voted, VotedQuerySet


class HeadingIdea(Voted):
    """A suggested heading; who likes it votes for it."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="heading_ideas")
    text = models.CharField(max_length=480)
    author = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")

    objects = VotedQuerySet.as_manager()

    def __str__(self):
        return self.text

    @classmethod
    def suggest(cls, column: Column, seat: Seat, text: str) -> "HeadingIdea":
        """A new idea with its author's own vote; the same words again are a vote for them."""
        idea, _created = cls.objects.get_or_create(column=column, text=text, defaults={"author": seat})
        idea.voters.add(seat)
        return idea

    def vote(self, seat: Seat, likes: bool) -> None:
        change = self.voters.add if likes else self.voters.remove
        change(seat)
