from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisation import new_key
from workshops.models import Group, ParkedItem, Seat, Wall, Workshop
from workshops.models.group import LETTERS

KIND = "openspace"
"""Of events, and of the one stage that they hold."""


class TopicQuerySet(models.QuerySet["Topic"]):
    def open(self) -> "TopicQuerySet":
        """Those with a corner, in the order of the letters."""
        return self.filter(state=Topic.State.OPEN).order_by("corner")

    def offered(self) -> "TopicQuerySet":
        return self.filter(state=Topic.State.OFFERED)


class Topic(models.Model):
    """A question that somebody brings into the circle; an open one has a corner, a host and a home group."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        OPEN = "open", _("Has a corner")
        PARKED = "parked", _("Parked")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="topics")
    key = models.CharField(max_length=40, default=new_key)
    question = models.CharField(max_length=1280)
    title = models.CharField(max_length=480, blank=True)
    background = models.CharField(max_length=4800, blank=True)
    process = models.CharField(max_length=4800, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.OFFERED)
    corner = models.CharField(max_length=1, blank=True)
    origin = models.ForeignKey(ParkedItem, models.SET_NULL, null=True, blank=True, related_name="+")
    origin_action = models.ForeignKey("actions.KeyAction", models.SET_NULL, null=True, blank=True, related_name="+")
    came_from = models.CharField(max_length=1280, blank=True)
    """Where it waited before, in words that stay when that event is gone."""
    raised_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="raised_topics")
    department_en = models.CharField(max_length=320, blank=True)
    department_zh = models.CharField(max_length=320, blank=True)
    group = models.OneToOneField(Group, models.SET_NULL, null=True, blank=True, related_name="topic")
    host = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="hosted_topics")
    asked_to_host = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    is_approved = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "corner"], name="corner_once_a_workshop", condition=~models.Q(corner="")
            )
        ]

    def __str__(self):
        return self.title or self.question

    @property
    def wall(self) -> Wall:
        """Where its opinions hang: the sheet of its corner."""
        run = self.workshop.agenda.get(kind=KIND)
        return self.workshop.wall_for(run, None, f"topic-{self.pk}")

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def open(self) -> None:
        """Give it a corner, with the one who raised it as host until another is named."""
        if self.is_open:
            return
        taken = set(self.workshop.topics.exclude(corner="").values_list("corner", flat=True))
        self.state, self.corner = self.State.OPEN, next(letter for letter in LETTERS if letter not in taken)
        self.save(update_fields=["state", "corner"])
        if self.host is None and self.raised_by and self.raised_by.is_present and not hosts_elsewhere(self.raised_by):
            self.hosted_by(self.raised_by)

    def offer_again(self) -> None:
        if self.state == self.State.PARKED:
            self.state = self.State.OFFERED
            self.save(update_fields=["state"])

    def into_the_parking_lot(self) -> None:
        """The walk opens without it: it gets an outcome like everything that was parked (R-OS-17, R-GEN-14)."""
        self.park()
        if self.origin is None:
            self.origin = self.workshop.parked_items.create(text=self.question, raised_by=self.raised_by)
            self.save(update_fields=["origin"])

    def park(self) -> None:
        """Not today; whoever joined it is free again."""
        self.state, self.corner, self.host, self.asked_to_host = self.State.PARKED, "", None, None
        self.save()
        self.joinings.all().delete()
        self.hostings.filter(until=None).update(until=timezone.now())

    def joined_by(self, seat: Seat) -> None:
        """Somebody comes to this topic, and is at no other one any more."""
        Joining.objects.update_or_create(seat=seat, defaults={"topic": self, "at": timezone.now()})

    def hosted_by(self, seat: Seat) -> None:
        """Exactly one at any time: the turn of whoever stood here ends with this one's beginning (R-OS-3)."""
        now = timezone.now()
        self.hostings.filter(until=None).update(until=now)
        self.hostings.create(seat=seat, since=now)
        self.host, self.asked_to_host = seat, None
        self.save(update_fields=["host", "asked_to_host"])
        self.joined_by(seat)
        if self.group:
            self.group.led_by(seat)

    def add_opinion(self, author: Seat | None, text: str, language: str, key: str = "", **fields: Any):
        """One sentence on the sheet, under the group of its author; it earns for that group later."""
        from openspace.models.opinion import Opinion  # An opinion stands at a topic.

        wall = self.wall
        opinion = Opinion(
            workshop=self.workshop,
            wall=wall,
            topic=self,
            author=author,
            text=text,
            language=language,
            client_key=key,
            **fields,
        )
        wall.number(opinion)
        opinion.save()
        return opinion


def hosts_elsewhere(seat: Seat, topic: Topic | None = None) -> bool:
    """Whether somebody stands at another sheet: one person is at one corner (R-OS-3)."""
    return Topic.objects.filter(host=seat).exclude(pk=topic and topic.pk).exists()


class Joining(models.Model):
    """To which topic somebody went in the circle; the last one counts."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="joined")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="joinings")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.seat} at {self.topic}"


class Hosting(models.Model):
    """Who stood at a topic's sheet from when to when (R-OS-3)."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="hostings")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]

    def __str__(self):
        return f"{self.seat} for {self.topic}"
