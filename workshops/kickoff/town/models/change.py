from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.models import Person
from signing.models import Document
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.town.models.answer import Answer
from workshops.kickoff.town.values import typed, written
from workshops.models import Workshop


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    def waiting(self) -> "PlanChangeQuerySet":
        """Neither in the plan nor declined (R-TOWN-11)."""
        return self.filter(applied_at=None, declined_at=None)

    def unfrozen(self) -> "PlanChangeQuerySet":
        """In the plan, and in no version of the statement yet."""
        return self.filter(applied_at__isnull=False, document=None)


class PlanChange(models.Model):
    """What an answer changes in the plan: a row or strategy with other values, or a row more."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("Waiting")
        APPLIED = "applied", gettext_lazy("In the plan")
        DECLINED = "declined", gettext_lazy("Declined")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="plan_changes")
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, blank=True, related_name="changes")
    adds = models.BooleanField(default=False)
    action = models.ForeignKey(KeyAction, models.SET_NULL, null=True, blank=True, related_name="plan_changes")
    strategy = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="plan_changes")
    text = models.CharField(max_length=1600, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1600, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text or f"{self.target}"

    @property
    def state(self) -> "PlanChange.State":
        if self.applied_at:
            return self.State.APPLIED
        return self.State.DECLINED if self.declined_at else self.State.WAITING

    @property
    def target(self) -> KeyAction | Column | None:
        return self.action or self.strategy

    @property
    def owner(self) -> Person | None:
        """Who confirms it on the own phone."""
        return self.action.owner if self.action else None

    def must_wait(self) -> None:
        if self.state != self.State.WAITING:
            raise Refused(_("This change is decided already. Look at the page as it is now."), rule="R-TOWN-11")

    def propose(self, values: dict) -> None:
        """What exactly changes: of these values those that differ from the plan; whoever said yes is asked again."""
        self.must_wait()
        target = self.target
        if target is None:
            raise Refused(_("Say first which action or strategy changes."), rule="R-TOWN-11", status=422)
        self.fields.all().delete()
        for field, value in values.items():
            old = written(getattr(target, field))
            if old != written(value):
                self.fields.create(field=field, old=old, new=written(value))
        self.confirmed_at = None
        self.save(update_fields=["confirmed_at"])

    def confirm(self) -> None:
        """The owner says yes, by the own tap or on paper."""
        if self.state == self.State.DECLINED:
            self.must_wait()
        self.confirmed_at = timezone.now()
        self.save(update_fields=["confirmed_at"])
        if self.applied_at and self.action and self.action.owner:
            self.action.accept()

    def apply(self, user) -> None:
        """Write it into the plan; its stages stay locked and no stance is asked again (R-CONS-9)."""
        self.must_wait()
        target, fields = self.target, list(self.fields.all())
        if target is None or not fields:
            raise Refused(_("Write first what changes: which value, from what to what."), rule="R-TOWN-11")
        values = {one.field: typed(target, one.field, one.new) for one in fields}
        if isinstance(target, KeyAction):
            target.rewrite(**values)
            if self.confirmed_at and target.owner:
                target.accept()
        else:
            for name, value in values.items():
                setattr(target, name, value)
            target.save(update_fields=list(values))
        self.decided(user)

    def add(self, user, **values) -> KeyAction:
        """The row more: its owner confirms it on the own phone, before or after it is printed."""
        self.must_wait()
        self.action = KeyAction.plan(self.workshop, **values)
        self.strategy = self.action.strategy
        self.save(update_fields=["action", "strategy"])
        self.decided(user)
        return self.action

    def decided(self, user) -> None:
        self.applied_at, self.decided_by = timezone.now(), user
        self.save(update_fields=["applied_at", "decided_by"])

    def decline(self, user, reason: str) -> None:
        self.must_wait()
        self.declined_at, self.decided_by, self.reason = timezone.now(), user, reason
        self.save(update_fields=["declined_at", "decided_by", "reason"])


class ChangedField(models.Model):
    """One value of a change, as text: days in ISO, persons by their key, numbers plain."""

    change = models.ForeignKey(PlanChange, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=20)
    old = models.CharField(max_length=4800, blank=True)
    new = models.CharField(max_length=4800, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.field}: {self.old} to {self.new}"
