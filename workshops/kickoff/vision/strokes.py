from functools import cached_property

from django.db import models
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from live import Refused
from workshops.kickoff.vision import ink
from workshops.models import Seat

MOST_STROKES = 500
MOST_POINTS = 20_000


def is_full(strokes: int, points: int) -> bool:
    """Whether a sheet holds as many strokes, or as long ones, as screens show quickly."""
    return strokes >= MOST_STROKES or points >= MOST_POINTS


class StandingStrokes(models.Manager):
    """What anybody sees: without the strokes that the desk took down."""

    def get_queryset(self):
        return super().get_queryset().filter(taken_down_at=None)


class StrokeQuerySet(models.QuerySet["Stroke"]):
    def must_have_room(self) -> None:
        """Raises `Refused` where the sheet is full."""
        held = self.aggregate(strokes=Count("pk"), points=Sum("size", default=0))
        if is_full(held["strokes"], held["points"]):
            raise Refused(_("The sheet is full. Take back one of your strokes, or tell the rest in words."))


class Stroke(models.Model):
    """A line that somebody drew on the canvas of the own group: that person takes it back, the desk takes it down.

    `objects` are those that stand; `kept` also holds what was taken down, which can hang again (R-GEN-21).
    """

    class Pen(models.TextChoices):
        INK = "k", pgettext_lazy("pen", "Ink")
        RED = "r", pgettext_lazy("pen", "Red")
        YELLOW = "y", pgettext_lazy("pen", "Yellow")
        GREEN = "g", pgettext_lazy("pen", "Green")
        BLUE = "b", pgettext_lazy("pen", "Blue")

    class Width(models.IntegerChoices):
        FINE = 1, pgettext_lazy("pen", "Fine")
        MEDIUM = 2, pgettext_lazy("pen", "Medium")
        BROAD = 3, pgettext_lazy("pen", "Broad")

    canvas = models.ForeignKey("vision.Canvas", models.CASCADE, related_name="strokes")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="strokes")
    pen = models.CharField(max_length=1, choices=Pen)
    width = models.PositiveSmallIntegerField(choices=Width)
    points = models.TextField()
    size = models.PositiveSmallIntegerField()
    taken_down_at = models.DateTimeField(null=True, blank=True)

    objects = StandingStrokes.from_queryset(StrokeQuerySet)()
    kept = StrokeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.get_pen_display()} stroke of {self.size} points"

    @classmethod
    def along(cls, points: str, **fields) -> "Stroke":
        """A stroke through these points, not stored yet. Raises `ValueError` where they are none."""
        return cls(points=points, size=len(ink.read(points)), **fields)

    @cached_property
    def line(self) -> list[ink.Point]:
        return ink.read(self.points)

    @property
    def paths(self) -> list[ink.Path]:
        """What a template draws."""
        return ink.paths(self.line, self.width)
