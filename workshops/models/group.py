from collections import Counter

from django.db import models
from django.utils.translation import gettext_lazy as _

from live.prepared import Given, prepared

LETTERS = "ABCDE"


class GroupQuerySet(models.QuerySet["Group"]):
    def numbered(self, count: int) -> "GroupQuerySet":
        """The first so many letters."""
        return self.filter(letter__in=LETTERS[:count])


class Group(models.Model):
    """People who share a wall. A room of one group without letter has none of these rows."""

    class Colour(models.TextChoices):
        RED = "red", _("red wall")
        BLUE = "blue", _("blue wall")
        GREEN = "green", _("green wall")
        YELLOW = "yellow", _("yellow wall")
        VIOLET = "violet", _("violet wall")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="groups")
    letter = models.CharField(max_length=1)
    colour = models.CharField(max_length=6, choices=Colour)
    place = models.CharField(max_length=480, blank=True)
    host = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, blank=True, related_name="hosts")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["letter"]
        constraints = [models.UniqueConstraint(fields=["workshop", "letter"], name="group_letter_once")]

    def __str__(self):
        return self.letter

    @property
    def writers(self):
        """Who writes on its wall: here, still to come, or gone."""
        return self.seats.writers()

    @property
    def holds_notes(self) -> bool:
        """Whether something was written for it: then its letter stays, even when nobody is left in it (R-GRP-10)."""
        return self.notes.exists() or self.walls.filter(notes__isnull=False).exists()

    def take(self, seat) -> None:
        """A person comes over; what they wrote stays where it was written (R-GRP-10)."""
        Group.objects.filter(host=seat).exclude(pk=self.pk).update(host=None)
        seat.group = self
        seat.save(update_fields=["group"])

    def led_by(self, seat) -> None:
        """Name the host, who moves its notes and types its headings."""
        self.host = seat
        self.save(update_fields=["host"])

    def vanish(self) -> None:
        """Give the letter back; with notes of its own it stays as a group of nobody."""
        self.seats.update(group=None)
        if self.holds_notes:
            self.led_by(None)
        else:
            self.delete()


def room_for(workshop, seat, drafted: bool = False) -> Group | None:
    """Where somebody joins: the smallest group with somebody present, then with fewest colleagues (R-GRP-9).

    `drafted`: before groups meet, whoever is on a list counts, come or not; else the first door would fill one group.
    """
    groups = list(workshop.groups.all())
    members = list(workshop.seats.writers().filter(group__in=groups, left_at=None).exclude(pk=seat.pk))
    here = {one.group_id for one in members if one.is_present and not drafted}
    sizes = Counter(one.group_id for one in members if one.is_present or not here)
    colleagues = Counter(one.group_id for one in members if one.department == seat.department)
    open_ones = [group for group in groups if group.pk in here] or groups
    return min(open_ones, key=lambda group: (sizes[group.pk], colleagues[group.pk], group.letter), default=None)


def welcome(workshop, seat) -> None:
    """Whoever comes late: the drafted group while somebody of it is here, else where there is room (R-GRP-9)."""
    if not seat.writes or not workshop.groups.exists():
        return
    grouping = workshop.agenda.filter(kind="grouping")
    late = grouping.exclude(state__in=["pending", "open", "paused"]).exists()
    alone = late and seat.group and not seat.group.writers.present().exclude(pk=seat.pk).exists()
    others = workshop.seats.writers().present().exclude(pk=seat.pk).exclude(group=None).exists()
    if seat.group is None or (alone and others):
        group = room_for(workshop, seat, drafted=grouping.filter(state="pending").exists())
        if group:
            group.take(seat)


@prepared
def groups_of():
    return Group.objects.filter(workshop=Given("workshop"))
