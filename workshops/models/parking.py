from decimal import Decimal

from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.models import Person
from people.text import gap


class ParkedItem(models.Model):
    """A topic set aside; each gets an outcome before the event closes (R-GEN-14)."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", gettext_lazy("Answered")
        ASSIGNED = "assigned", gettext_lazy("Assigned")
        DROPPED = "dropped", gettext_lazy("Dropped")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="parked_items")
    text = models.CharField(max_length=1600)
    raised_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=1600, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text


class EnvelopeLine(models.Model):
    """What the decision maker may grant during the day."""

    class Kind(models.TextChoices):
        MONEY = "money", gettext_lazy("Money")
        HEADCOUNT = "headcount", gettext_lazy("Posts")
        OTHER = "other", gettext_lazy("Other")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="envelope")
    key = models.CharField(max_length=10)
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.CharField(max_length=1280)
    currency = models.CharField(max_length=3, blank=True)
    per_item = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    total = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    posts = models.PositiveIntegerField(null=True, blank=True)
    from_existing_budgets = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="envelope_key_once")]

    def __str__(self):
        return self.text

    @property
    def granted(self) -> Decimal:
        return self.decisions.filter(outcome="yes").aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

    @property
    def left(self) -> Decimal | None:
        return None if self.total is None else self.total - self.granted

    def must_hold(self, amount: Decimal | None, posts: int | None, existing_budget: str) -> None:
        """Guard R-PREP-6: a `yes` above its line is not stored; the way out is *later* with a date and a person."""
        later = _("Say “later” with a date and a person, or let whoever fixed the envelope raise it.")
        if amount and self.per_item is not None and amount > self.per_item:
            raise Refused(_("More than the envelope allows for one item.") + gap() + later, rule="R-PREP-6")
        if amount and self.left is not None and amount > self.left:
            raise Refused(_("More than is left in the envelope.") + gap() + later, rule="R-PREP-6")
        granted_posts = self.decisions.filter(outcome="yes").aggregate(sum=Sum("posts"))["sum"] or 0
        if posts and self.posts is not None and granted_posts + posts > self.posts:
            raise Refused(_("More posts than the envelope holds.") + gap() + later, rule="R-PREP-6")
        if self.kind == self.Kind.HEADCOUNT and self.from_existing_budgets and not existing_budget:
            raise Refused(_("Name the existing budget that pays for these people."), rule="R-PREP-6")


class Decision(models.Model):
    """Yes, no or later on one request, with its envelope line; the log of the day prints it."""

    class Outcome(models.TextChoices):
        YES = "yes", gettext_lazy("Yes")
        NO = "no", gettext_lazy("No")
        LATER = "later", gettext_lazy("Later")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="decisions")
    topic = models.CharField(max_length=1600)
    outcome = models.CharField(max_length=5, choices=Outcome)
    envelope = models.ForeignKey(EnvelopeLine, models.RESTRICT, null=True, blank=True, related_name="decisions")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    posts = models.PositiveIntegerField(null=True, blank=True)
    from_existing_budget = models.CharField(max_length=640, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    by_date = models.DateField(null=True, blank=True)
    by_person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.topic
