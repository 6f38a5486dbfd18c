from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from openspace import rewards
from workshops.models import Seat, Workshop

FEWEST, MOST = 2, 5
PEOPLE_A_CORNER = 8
BUDGET_A_GROUP = 500
MONEY: dict = {"max_digits": 14, "decimal_places": 2}
COUNTED = (Seat.Role.WRITER, Seat.Role.LEAD)
"""Who counts in n: the decision maker takes part like everybody."""


def people(workshop: Workshop):
    """The seats that write and count in an open space."""
    return workshop.seats.filter(role__in=COUNTED)


def proposed_corners(count: int) -> int:
    """R-OS-1: a corner for each eight people, rounded half up, two to five."""
    return min(MOST, max(FEWEST, (2 * count + PEOPLE_A_CORNER) // (2 * PEOPLE_A_CORNER)))


class Space(models.Model):
    """What was agreed in the circle: the number of corners, and how thanks are shared (R-OS-8)."""

    class Mode(models.TextChoices):
        POOL = rewards.POOL, gettext_lazy("A pool, shared by points")
        RATE = rewards.RATE, gettext_lazy("So much for each usable idea")
        NONE = rewards.NONE, gettext_lazy("Thanks only")

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="space")
    corners = models.PositiveSmallIntegerField(
        default=FEWEST, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    mode = models.CharField(max_length=4, choices=Mode, default=Mode.POOL)
    currency = models.CharField(max_length=3, default="CNY")
    budget = models.DecimalField(default=Decimal(0), validators=[MinValueValidator(0)], **MONEY)
    step = models.DecimalField(default=Decimal(10), validators=[MinValueValidator(1)], **MONEY)
    weight_feasible = models.PositiveSmallIntegerField(default=rewards.WEIGHTS["feasible"])
    weight_testable = models.PositiveSmallIntegerField(default=rewards.WEIGHTS["testable"])
    weight_thinkable = models.PositiveSmallIntegerField(default=rewards.WEIGHTS["thinkable"])
    rate_feasible = models.PositiveIntegerField(default=rewards.RATES["feasible"])
    rate_testable = models.PositiveIntegerField(default=rewards.RATES["testable"])
    rate_thinkable = models.PositiveIntegerField(default=rewards.RATES["thinkable"])
    most_a_group = models.DecimalField(
        default=Decimal(rewards.MOST_A_GROUP), validators=[MinValueValidator(0)], **MONEY
    )
    own_topic = models.BooleanField(default=False)
    cap_per_person = models.PositiveSmallIntegerField(default=5)
    shown_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.corners} corners"

    @classmethod
    def of(cls, workshop: Workshop) -> "Space":
        """What was agreed, or what is proposed for the people who are here while nobody has said anything."""
        if kept := cls.objects.filter(workshop=workshop).first():
            return kept
        corners = proposed_corners(people(workshop).present().count() or people(workshop).count())
        budget = Decimal(BUDGET_A_GROUP * corners)
        return cls(workshop=workshop, corners=corners, budget=budget, currency=workshop.organisation.currency)

    @property
    def has_reward(self) -> bool:
        return self.mode != self.Mode.NONE and self.budget > 0

    @property
    def weights(self) -> dict[str, int]:
        own = (self.weight_feasible, self.weight_testable, self.weight_thinkable, 0, 0)
        return dict(zip(rewards.CLASSES, own, strict=True))

    @property
    def rule(self) -> rewards.Rule:
        """As the arithmetic reads it."""
        rates = (self.rate_feasible, self.rate_testable, self.rate_thinkable)
        return rewards.Rule(
            budget=self.budget,
            step=self.step,
            mode=self.mode,
            weights=self.weights,
            rates=dict(zip(rewards.RATES, rates, strict=True)),
            most_a_group=self.most_a_group,
            own_topic=self.own_topic,
            cap_per_person=self.cap_per_person,
        )

    def show(self, values: dict) -> None:
        """The room sees it from now on. Guard R-OS-8: it may change until the walk opens."""
        if self.frozen_at:
            what = _("People have walked by this rule: it stands. Note a better one in the parking lot for next time.")
            raise Refused(what, rule="R-OS-8")
        for name, value in values.items():
            setattr(self, name, value)
        self.shown_at = self.shown_at or timezone.now()
        self.save()

    def freeze(self) -> None:
        """The walk opens: what was shown holds (R-OS-8)."""
        if self.frozen_at is None:
            self.shown_at = self.frozen_at = timezone.now()
            self.save()


class Acceptance(models.Model):
    """Somebody plays by the four rules."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="four_rules")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.seat)
