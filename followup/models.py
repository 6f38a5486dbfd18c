"""What somebody promised to do until a day. All models are abstract: what they are about belongs to a ritual."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Person

NUMBER: dict = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}


class TodoQuerySet(models.QuerySet):
    def open(self):
        """Neither done nor stopped."""
        return self.filter(state__in=Todo.OPEN)

    def overdue(self, today: date):
        return self.open().filter(due__lt=today)


class Todo(models.Model):
    """Who does something until when, how far it is, and whether it helped; the child says what it is about."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        IN_TRIAL = "in_trial", _("In trial")
        IMPLEMENTED = "implemented", _("Implemented")
        STOPPED = "stopped", _("Stopped")

    class Effect(models.TextChoices):
        UNKNOWN = "unknown", _("Not measured yet")
        NONE = "none", _("No effect seen")
        MEASURED = "measured", _("Measured")

    OPEN = ("planned", "in_trial")
    BY_PROGRESS = (State.IMPLEMENTED, State.IN_TRIAL, State.PLANNED, State.STOPPED)
    """In the order in which a list of them is read out: what is done comes first."""

    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=11, choices=State, default=State.PLANNED)
    effect = models.CharField(max_length=8, choices=Effect, default=Effect.UNKNOWN)
    before = models.DecimalField(**NUMBER)
    after = models.DecimalField(**NUMBER)
    unit = models.CharField(max_length=320, blank=True)
    note = models.CharField(max_length=1600, blank=True)
    at = models.DateTimeField(default=timezone.now)
    said_at = models.DateTimeField(null=True, blank=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def has_numbers(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def lacks_numbers(self) -> bool:
        """Done, but nobody can tell whether it helped."""
        return self.state == self.State.IMPLEMENTED and not self.has_numbers

    def days_late(self, today: date) -> int:
        """How many days past its date, 0 while there is time and once it is done or stopped."""
        return max(0, (today - self.due).days) if self.is_open else 0

    def report(
        self, *, state: str, effect: str, before: Decimal | None, after: Decimal | None, unit: str, note: str
    ) -> None:
        """How it stands now, as its owner says it."""
        said = {"state": state, "effect": effect, "before": before, "after": after, "unit": unit, "note": note}
        for name, value in said.items():
            setattr(self, name, value)
        self.said_at = timezone.now()
        self.save()


class Visit(models.Model):
    """Somebody went round in a week and wrote down what was heard; the child says after what."""

    week = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=4800)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["week"]


class Said(models.Model):
    """What somebody said of something after the day: the last word counts, earlier ones stay with their day."""

    note = models.CharField(max_length=1600, blank=True)
    at = models.DateTimeField(default=timezone.now)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["at", "id"]
        get_latest_by = ["at", "id"]
