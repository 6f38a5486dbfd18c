from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.person import Person


class Goal(models.Model):
    """A measure with four ambition values (§7.1); the kickoff reads it in and never edits it (R-GREAD-3)."""

    class Better(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    class Kind(models.TextChoices):
        SUM = "sum", _("Quarters add up")
        LEVEL = "level", _("Level at the end")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        CLOSED = "closed", _("Closed")

    class Derivation(models.TextChoices):
        FORWARD = "forward", _("Forward")
        REVERSE = "reverse", _("Reverse")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="goals")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=480)
    title_zh = models.CharField(max_length=480, blank=True)
    level = models.PositiveSmallIntegerField(default=1)
    dimension = models.CharField(max_length=12, default="earning")
    measure = models.CharField(max_length=480)
    unit = models.CharField(max_length=160, blank=True)
    better = models.CharField(max_length=4, choices=Better, default=Better.UP)
    last_year = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    floor = models.DecimalField(max_digits=16, decimal_places=4)
    balance = models.DecimalField(max_digits=16, decimal_places=4)
    sprint = models.DecimalField(max_digits=16, decimal_places=4)
    challenge = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    date = models.DateField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="goals")
    source = models.CharField(max_length=640, blank=True)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.SUM)
    quarter_1 = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    quarter_2 = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    quarter_3 = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    quarter_4 = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    derivation = models.CharField(max_length=7, choices=Derivation, default=Derivation.FORWARD)
    derivation_note = models.CharField(max_length=2400, blank=True)
    season_note = models.CharField(max_length=2400, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="goal_key_once")]

    def __str__(self):
        return self.title

    def title_in(self, language: str) -> str:
        return (self.title_zh if language.startswith("zh") else "") or self.title

    @property
    def quarters(self) -> list:
        return [self.quarter_1, self.quarter_2, self.quarter_3, self.quarter_4]

    @property
    def way(self):
        """From last year's value to the balance value, as a size: what the strategies have to cover (R-STRAT-13)."""
        return abs(self.balance - self.last_year) if self.last_year is not None else None
