from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from workshops.kickoff.strategy.models import Column
from workshops.models import Decision, Workshop


class KeyAction(models.Model):
    """One owned, dated, measured step under a strategy (§4.9). `key` (a01, a02, …) is how people and files call it."""

    class Better(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    class Budget(models.TextChoices):
        NONE = "none", _("No money needed")
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        LATER = "later", _("Later")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="actions")
    strategy = models.ForeignKey(Column, models.PROTECT, related_name="actions")
    key = models.CharField(max_length=10)
    text = models.CharField(max_length=960)
    text_other = models.CharField(max_length=960, blank=True)
    language = models.CharField(max_length=10, default="en")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="key_actions")
    helpers = models.ManyToManyField(Person, blank=True, related_name="+")
    start = models.DateField()
    due = models.DateField()
    measure = models.CharField(max_length=480, blank=True)
    unit = models.CharField(max_length=96, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    better = models.CharField(max_length=4, choices=Better, default=Better.UP)
    source = models.CharField(max_length=640, blank=True)
    source_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    frequency = models.CharField(max_length=20, default="month")
    budget = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    budget_state = models.CharField(max_length=7, choices=Budget, default=Budget.NONE)
    new_vs_past = models.CharField(max_length=1280, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    doubts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=1600, blank=True)
    decision = models.OneToOneField(Decision, models.SET_NULL, null=True, blank=True, related_name="action")

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="action_key_once")]

    def __str__(self):
        return self.text
