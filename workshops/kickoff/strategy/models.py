from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Goal
from workshops.models import Group, Note, Seat, Wall, Workshop


class Column(models.Model):
    """Notes of like meaning; its heading is a strategy (§4.8). `key` (C1, C2, …) is how people and files call it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="columns")
    wall = models.ForeignKey(Wall, models.CASCADE, related_name="columns")
    key = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(max_length=480, blank=True)
    heading_other = models.CharField(max_length=480, blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="columns")
    effect = models.CharField(max_length=1600, blank=True)
    effect_other = models.CharField(max_length=1600, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    wave = models.PositiveSmallIntegerField(default=1)
    wave_reason = models.CharField(max_length=1600, blank=True)
    presented_by = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="presents")
    merged_from = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="merged_into")
    confirmed_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="column_key_once")]

    def __str__(self):
        return self.heading or self.key


class EffectValue(models.Model):
    """By how much a strategy, done fully, improves a goal, in the goal's unit (R-STRAT-13)."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="effect_values")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["column", "goal"], name="effect_value_once")]

    def __str__(self):
        return f"{self.value}"


class StrategyNote(Note):
    """A note of the silent writing: `ticked` marks one of its author's clearest."""

    key = models.CharField(max_length=10, blank=True)
    ticked = models.BooleanField(default=False)
    column = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="notes")
    contested = models.BooleanField(default=False)


class HeadingIdea(models.Model):
    """A suggested heading; who likes it votes for it."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="heading_ideas")
    text = models.CharField(max_length=480)
    author = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    voters = models.ManyToManyField(Seat, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text


class Score(models.Model):
    """What one seat gave a column on one scale."""

    class Scale(models.TextChoices):
        RELEVANCE = "relevance", _("Moves the goal")
        IMMEDIACY = "immediacy", _("How soon it can start")
        SPEED = "speed", _("How soon it shows")

    column = models.ForeignKey(Column, models.CASCADE, related_name="scores")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    scale = models.CharField(max_length=9, choices=Scale)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["column", "seat", "scale"], name="score_once")]

    def __str__(self):
        return f"{self.scale} {self.value}"
