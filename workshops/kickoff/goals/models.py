from decimal import Decimal

from django.db import models
from django.utils import timezone

from people.models import Goal, GoalVersion
from workshops.models import Group, Seat, Workshop

MOST_FINGERS = 5


class Showing(models.Model):
    """That a goal was on the wall, and since when: the last row is the one that is explained now."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="goal_showings")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.goal} at {self.at:%H:%M}"

    @classmethod
    def now(cls, workshop: Workshop) -> Goal | None:
        last = workshop.goal_showings.select_related("goal__owner").last()
        return last.goal if last else workshop.goals.select_related("owner").first()

    @classmethod
    def following(cls, workshop: Workshop) -> Goal | None:
        """The first goal that was not on the wall yet."""
        shown = workshop.goal_showings.values("goal")
        return workshop.goals.exclude(pk__in=shown).first()


class Restatement(models.Model):
    """The goals in one group's own words; in a room without groups in those of the room."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="restatements")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=1600)
    language = models.CharField(max_length=10, default="en")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["group__letter", "id"]

    def __str__(self):
        return self.text

    @classmethod
    def say(cls, workshop: Workshop, group: Group | None, text: str, language: str, seat: Seat | None = None):
        """One sentence a group; saying it again replaces it."""
        fields = {"text": text, "language": language, "seat": seat, "at": timezone.now()}
        said, _created = cls.objects.update_or_create(workshop=workshop, group=group, defaults=fields)
        return said


class TemperatureQuerySet(models.QuerySet["GoalTemperature"]):
    def of_present(self) -> "TemperatureQuerySet":
        return self.filter(seat__in=Seat.objects.writers().present())

    def understood(self) -> "TemperatureQuerySet":
        return self.filter(understand__gte=3)


class GoalTemperature(models.Model):
    """How well one seat understood the goals and how much it believes in them, 0 to 5; never shown by person."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="temperatures")
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="goal_temperature")
    understand = models.PositiveSmallIntegerField()
    believe = models.PositiveSmallIntegerField()
    unclear = models.ManyToManyField(Goal, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = TemperatureQuerySet.as_manager()

    class Meta:
        ordering = ["seat"]

    def __str__(self):
        return f"{self.understand} and {self.believe}"

    @classmethod
    def show(cls, workshop: Workshop, seat: Seat, understand: int, believe: int, unclear=()) -> "GoalTemperature":
        """Show one's hand, or change it until the stage is locked."""
        fields = {"understand": understand, "believe": believe, "at": timezone.now()}
        shown, _created = cls.objects.update_or_create(workshop=workshop, seat=seat, defaults=fields)
        shown.unclear.set(unclear)
        return shown


class Correction(models.Model):
    """That wrong figures of a goal were put right on this day: a line of its decision log (R-GREAD-3)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="figure_corrections")
    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "version"], name="correction_once")]

    def __str__(self):
        return str(self.version)

    @classmethod
    def of(cls, workshop: Workshop) -> "models.QuerySet[Correction]":
        """Those of one day in order, with all that a log says of them."""
        told = workshop.figure_corrections.select_related("version__goal", "version__by")
        return told.prefetch_related("version__changes")

    @property
    def figures(self) -> list[tuple[str, Decimal | None, Decimal | None]]:
        """Which figures it put right, each as it was and as it is."""
        return [(change.figure, change.old, change.new) for change in self.version.changes.all()]

    @classmethod
    def before(cls, workshop: Workshop) -> dict[int, dict[str, Decimal | None]]:
        """What each corrected figure was before, by goal and figure."""
        was: dict[int, dict[str, Decimal | None]] = {}
        for one in cls.of(workshop):
            was.setdefault(one.version.goal_id, {}).update({figure: old for figure, old, _new in one.figures})
        return was
