from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from live import Refused
from people.models import Goal
from signing.models import Signature
from workshops.kickoff.stakes.alarms import Alarm, alarm
from workshops.kickoff.stakes.questions import ALL_YES, SIX
from workshops.models import Group, Seat, Workshop
from workshops.models.voted import Voted, VotedQuerySet

MOST = 3
VOTES = 3


class Promise(models.Model):
    """“If we do not reach it by then, we will …”: one goal, one tier, one date, a group (R-STAKE-5)."""

    class Tier(models.TextChoices):
        FLOOR = "floor", gettext_lazy("Floor")
        BALANCE = "balance", gettext_lazy("Balance")
        SPRINT = "sprint", gettext_lazy("Sprint")

    class Outcome(models.TextChoices):
        MET = "met", pgettext_lazy("goal", "Reached")
        NOT_MET = "not_met", pgettext_lazy("goal", "Not reached")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="promises")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="+")
    tier = models.CharField(max_length=9, choices=Tier, default=Tier.BALANCE)
    due = models.DateField(null=True, blank=True)
    celebration = models.CharField(max_length=960, blank=True)
    celebration_only = models.BooleanField(default=False)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["group__letter", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "group"], name="promise_once_a_group"),
            models.UniqueConstraint(fields=["workshop"], condition=models.Q(group=None), name="promise_once_a_room"),
        ]

    def __str__(self):
        return f"promise of {self.group or 'the room'}"

    @classmethod
    def begin(cls, workshop: Workshop) -> list["Promise"]:
        """A promise for each group, made when the stage needs it, on the first goal, its balance and its date."""
        goal = workshop.goals.first()
        groups: list[Group | None] = [*workshop.groups.all()] or [None]
        for group in groups:
            first = {"goal": goal, "due": goal.date if goal else None}
            cls.objects.get_or_create(workshop=workshop, group=group, defaults=first)
        return cls.in_use(workshop)

    @classmethod
    def in_use(cls, workshop: Workshop) -> list["Promise"]:
        """Those of the groups that there are now."""
        found = workshop.promises.select_related("group", "goal", "workshop__organisation")
        return list(found.exclude(group=None) if workshop.groups.exists() else found.filter(group=None))

    # ---- what it is about -------------------------------------------------------------------------

    def aim(self, goal: Goal, tier: str, due) -> None:
        """Guard R-STAKE-5: nobody is blamed for missing a challenge, so none is promised on it."""
        if tier not in self.Tier.values or getattr(goal, tier) is None:
            raise Refused(
                _("A promise stands on floor, balance or sprint, never on the challenge."), "R-STAKE-5", status=422
            )
        self.goal, self.tier, self.due = goal, tier, due
        self.save(update_fields=["goal", "tier", "due"])

    def celebrate(self, text: str) -> None:
        self.celebration = text
        self.save(update_fields=["celebration"])

    def only_celebrate(self, only: bool) -> None:
        """No forfeit at all: what the group owes is a celebration, if it is reached (R-STAKE-2)."""
        self.celebration_only = only
        self.save(update_fields=["celebration_only"])

    @property
    def value(self):
        return getattr(self.goal, self.tier) if self.goal else None

    # ---- its forfeits -----------------------------------------------------------------------------

    def chosen(self) -> list["Forfeit"]:
        return [] if self.celebration_only else list(self.forfeits.passed().filter(chosen=True))

    @property
    def is_made(self) -> bool:
        """Whether there is something to sign: 1–3 forfeits, or a celebration alone (R-STAKE-2)."""
        return bool(self.chosen() or (self.celebration_only and self.celebration))

    @property
    def names_its_aim(self) -> bool:
        """One goal, one tier that this goal has, and one date (R-STAKE-5)."""
        return bool(self.goal and self.due and self.value is not None)

    # ---- at the goal date -------------------------------------------------------------------------

    @property
    def is_due(self) -> bool:
        """Whether its date has come, where the workshop is held (R-FUP-6)."""
        return self.due is not None and self.workshop.today() >= self.due

    def conclude(self, outcome: str, user) -> None:
        """Reached, at any time, or not reached, from the goal date on; the other tap corrects it."""
        if outcome == self.Outcome.NOT_MET and not self.is_due:
            raise Refused(_("The date has not come yet. Until then there is nothing to miss."), rule="R-FUP-6")
        self.outcome, self.outcome_at, self.outcome_by = outcome, timezone.now(), user
        self.save(update_fields=["outcome", "outcome_at", "outcome_by"])


class ForfeitQuerySet(VotedQuerySet):
    def standing(self) -> "ForfeitQuerySet":
        return self.exclude(status=Forfeit.Status.WITHDRAWN)

    def passed(self) -> "ForfeitQuerySet":
        """What passed the six, a false alarm cleared before or not."""
        return self.filter(status__in=[Forfeit.Status.PASSED, Forfeit.Status.CLEARED])

    def open(self) -> "ForfeitQuerySet":
        return self.filter(status=Forfeit.Status.PROPOSED)


class Forfeit(Voted):
    """One light, safe consequence, as somebody proposed it."""

    class Category(models.TextChoices):
        TREAT = "treat", gettext_lazy("Treat")
        SERVICE = "service", gettext_lazy("Service")
        PERFORM = "perform", gettext_lazy("Perform")
        LEARN = "learn", gettext_lazy("Learn")
        SPORT = "sport", gettext_lazy("Sport")
        CRAFT = "craft", gettext_lazy("Craft")

    class Status(models.TextChoices):
        PROPOSED = "proposed", gettext_lazy("Proposed")
        PASSED = "passed", gettext_lazy("Passed the six")
        REFUSED = "refused", pgettext_lazy("forfeit", "Refused")
        CLEARED = "cleared", gettext_lazy("Passed, a false alarm")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    class Outcome(models.TextChoices):
        DONE = "done", gettext_lazy("Done")
        WAIVED = "waived", gettext_lazy("Waived")

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="forfeits")
    text = models.CharField(max_length=960)
    category = models.CharField(max_length=7, choices=Category, blank=True)
    proposed_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    answers = models.CharField(max_length=6, blank=True)
    reason = models.CharField(max_length=1600, blank=True)
    refused_by = models.CharField(max_length=10, blank=True)
    cleared = models.CharField(max_length=1600, blank=True)
    chosen = models.BooleanField(default=False)
    outcome = models.CharField(max_length=6, choices=Outcome, blank=True)

    objects = ForfeitQuerySet.as_manager()

    def __str__(self):
        return self.text

    @property
    def alarm(self) -> Alarm | None:
        """Guard R-STAKE-3: what the words sound like, as long as nobody cleared it."""
        return None if self.cleared else alarm(self.text, self.promise.workshop.organisation)

    @property
    def has_passed(self) -> bool:
        return self.status in (self.Status.PASSED, self.Status.CLEARED)

    @property
    def may_be_shown(self) -> bool:
        """Whether a wall may show it: it passed the six, or still waits for them and does not ring."""
        return self.has_passed or (self.status == self.Status.PROPOSED and not self.alarm)

    @property
    def number_that_says_no(self) -> int:
        """The first of the six questions with a no, 0 where there is none."""
        return self.answers.find("n") + 1

    def clear(self, reason: str) -> None:
        """The facilitator found a false alarm; the six are still asked (R-STAKE-3)."""
        self.cleared = reason
        self.save(update_fields=["cleared"])

    def refuse(self, rule: str, reason: str = "") -> None:
        self.status, self.refused_by, self.reason, self.chosen = self.Status.REFUSED, rule, reason, False
        self.save(update_fields=["status", "refused_by", "reason", "chosen"])

    def answer(self, no: int = 0) -> None:
        """Guard R-STAKE-1: all six yes, or the number of the question that says no and so refuses it."""
        if no:
            self.answers = "".join("n" if question.number == no else "y" for question in SIX)
            self.save(update_fields=["answers"])
            self.refuse(SIX[no - 1].rule)
            return
        if ringing := self.alarm:
            raise Refused(ringing.why, rule=ringing.rule)
        self.answers = ALL_YES
        self.status = self.Status.CLEARED if self.cleared else self.Status.PASSED
        self.chosen = len(self.promise.chosen()) < MOST
        self.save(update_fields=["answers", "status", "chosen"])

    def choose(self, wanted: bool) -> None:
        """Guard R-STAKE-2: at most three, and none that did not pass."""
        if wanted and not self.has_passed:
            raise Refused(_("It has not passed the six questions. Its host answers them first."), rule="R-STAKE-1")
        if wanted and not self.chosen and len(self.promise.chosen()) >= MOST:
            raise Refused(_("Three are enough. Take one out first."), rule="R-STAKE-2")
        self.chosen = wanted
        self.save(update_fields=["chosen"])

    def vote(self, seat: Seat) -> None:
        """One of three votes; a second tap takes it back."""
        if self.voters.filter(pk=seat.pk).exists():
            self.voters.remove(seat)
        elif self.promise.forfeits.filter(voters=seat).count() >= VOTES:
            raise Refused(_("Your three votes are placed. Take one back to move it."), rule="R-STAKE-2")
        else:
            self.voters.add(seat)

    def settle(self, outcome: str) -> None:
        """Done or waived, where the goal was not reached; nobody is chased."""
        if self.promise.outcome != Promise.Outcome.NOT_MET:
            raise Refused(_("Say first that the goal was not reached."), rule="R-FUP-6")
        self.outcome = outcome
        self.save(update_fields=["outcome"])

    def withdraw(self) -> None:
        self.status, self.chosen = self.Status.WITHDRAWN, False
        self.save(update_fields=["status", "chosen"])


class PromiseHand(models.Model):
    """Who signed a promise, and the milder words where it was in own words; gone without a trace when withdrawn."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="hands")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="promise_hands")
    own_text = models.CharField(max_length=960, blank=True)
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="promise_hand")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"hand under {self.promise}"
