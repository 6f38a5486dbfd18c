from collections.abc import Callable
from decimal import Decimal

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people import rules
from people.models.organisation import Organisation, new_key
from people.models.person import Person
from people.models.version import GoalVersion


class Unconfirmed(Exception):
    """A hard rule speaks against confirming a goal; `findings` say which, and the fix."""

    def __init__(self, findings: list[rules.Finding]):
        super().__init__(", ".join(finding.rule for finding in findings))
        self.findings = findings


class Held(Exception):
    """A signed contract holds the goal: both parties change it, with a reason and a new version (R-GOAL-8)."""

    def __init__(self, rule: str, number: str):
        super().__init__(f"{rule}: {number}")
        self.rule, self.number = rule, number


class BeingRead(Exception):
    """A room reads the goal today: there its decision maker puts figures right (R-GREAD-3). `str()` is its name."""


readers: list[Callable[["Goal"], str]] = []
"""Others say here which of their rooms reads a goal today, by its name; "" for none."""


class GoalQuerySet(models.QuerySet["Goal"]):
    def of_year(self, year: int):
        return self.filter(date__year=year)


class Goal(models.Model):
    """A measure with four ambition values; a kickoff reads it in and at most puts figures right (R-GREAD-3)."""

    class Better(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    class Level(models.IntegerChoices):
        DATA = 1, _("1 data: sales, profit, key people")
        QUALITY = 2, _("2 quality that serves the data")
        SATISFACTION = 3, _("3 accounting and satisfaction")

    class Dimension(models.TextChoices):
        EARNING = "earning", _("Earning")
        GROWTH = "growth", _("Growth")
        DEVELOPMENT = "development", _("Development")

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
    key = models.CharField(max_length=40, default=new_key)
    title = models.CharField(max_length=480)
    title_zh = models.CharField(max_length=480, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.DATA)
    dimension = models.CharField(max_length=12, choices=Dimension, default=Dimension.EARNING)
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
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    held_by = models.CharField(max_length=80, blank=True)
    """The number of the signed contract that holds it (R-GOAL-8)."""

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="goal_key_once")]

    def __str__(self):
        return self.title_in(get_language() or "en")

    def title_in(self, language: str) -> str:
        return (self.title_zh if language.startswith("zh") else "") or self.title

    def aim_in(self, language: str) -> str:
        """What is counted; the measure has one wording, so in Chinese a Chinese title stands for it."""
        return (self.title_zh if language.startswith("zh") else "") or self.measure

    @property
    def quarters(self) -> list:
        return [self.quarter_1, self.quarter_2, self.quarter_3, self.quarter_4]

    @property
    def tiers(self) -> list[tuple[str, Decimal]]:
        """The ambition values that there are, from floor upward."""
        named = [(name, getattr(self, name)) for name in ("floor", "balance", "sprint", "challenge")]
        return [(name, value) for name, value in named if value is not None]

    def findings(self) -> list[rules.Finding]:
        return [finding for rule in rules.OF_ONE_GOAL for finding in rule(self)]

    def confirm(self, user) -> None:
        """From now on rituals may read the goal in. Raises `Unconfirmed`."""
        others = self.organisation.goals.of_year(self.date.year).exclude(pk=self.pk)
        against = [finding for finding in [*self.findings(), *rules.too_many(others)] if finding.level == "H"]
        if against:
            raise Unconfirmed(against)
        self.state, self.confirmed_at, self.confirmed_by = self.State.CONFIRMED, timezone.now(), user
        self.save(update_fields=["state", "confirmed_at", "confirmed_by"])

    @transaction.atomic
    def reopen(self, reason: str, by: Person | None) -> GoalVersion:
        """Back to draft, so that it can be changed: a new version that says why. Raises `Held` and `BeingRead`."""
        self.must_be_free()
        if room := next(filter(None, (reader(self) for reader in readers)), ""):
            raise BeingRead(room)
        self.state, self.confirmed_at, self.confirmed_by = self.State.DRAFT, None, None
        self.version += 1
        self.save(update_fields=["state", "confirmed_at", "confirmed_by", "version"])
        return self.versions.create(number=self.version, reason=reason, by=by)

    def changed_from(self, before: dict[str, Decimal | None]) -> None:
        """Tell the version that was begun by taking the goal back which figures are other ones now."""
        if begun := self.versions.filter(number=self.version).first():
            for name, old in before.items():
                begun.note(name, old, getattr(self, name))

    def must_be_free(self) -> None:
        """Guard R-GOAL-8: a goal of a signed contract is not changed by one side alone."""
        if self.held_by:
            raise Held("R-GOAL-8", self.held_by)

    def correct(self, figures: dict[str, Decimal | None], reason: str, by: Person | None) -> GoalVersion:
        """Put wrong figures right: a new version that says what each was before. Raises `Held`."""
        self.must_be_free()
        self.version += 1
        made = self.versions.create(number=self.version, reason=reason, by=by)
        for name, value in figures.items():
            made.note(name, getattr(self, name), value)
            setattr(self, name, value)
        self.save(update_fields=[*figures, "version"])
        return made

    @property
    def way(self):
        """From last year's value to the balance value, as a size: what the strategies have to cover (R-STRAT-13)."""
        return abs(self.balance - self.last_year) if self.last_year is not None else None
