import re
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.models import Person
from workshops import staleness
from workshops.kickoff.actions.decisions import decide
from workshops.kickoff.strategy.models import Column
from workshops.models import Decision, EnvelopeLine, Group, Note, Seat, StageRun, Workshop

ENOUGH_FOR_ONE = 3
ROWS = 3
STALE = "action"


class KeyActionQuerySet(models.QuerySet["KeyAction"]):
    def standing(self) -> "KeyActionQuerySet":
        """All that were not withdrawn: what counts, prints and is followed up."""
        return self.exclude(state=KeyAction.State.WITHDRAWN)

    def free(self) -> "KeyActionQuerySet":
        return self.standing().filter(owner=None)

    def unanswered(self) -> "KeyActionQuerySet":
        """Somebody is named and has not said yes yet."""
        return self.standing().filter(owner__isnull=False, accepted_at=None)

    def requests(self) -> "KeyActionQuerySet":
        """What asks the decision maker for something, decided or not (R-ACT-10)."""
        return self.standing().filter(models.Q(budget__gt=0) | models.Q(decision__isnull=False))

    def undecided(self) -> "KeyActionQuerySet":
        return self.standing().filter(budget_state=KeyAction.Budget.ASKED)

    def in_rank_order(self) -> "KeyActionQuerySet":
        rank = models.F("strategy__rank").asc(nulls_last=True)
        return self.select_related("strategy", "owner", "source_by", "decision").order_by(
            rank, "strategy__order", "strategy_id", "key"
        )

    def asked_in_all(self) -> Decimal:
        return self.aggregate(sum=models.Sum("budget"))["sum"] or Decimal(0)


class KeyAction(models.Model):
    """One owned, dated, measured step under a strategy. `key` (a01, a02, …) is how people and files call it."""

    class Better(models.TextChoices):
        UP = "up", gettext_lazy("Higher is better")
        DOWN = "down", gettext_lazy("Lower is better")

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", gettext_lazy("weekly")
        MONTHLY = "monthly", gettext_lazy("monthly")
        QUARTERLY = "quarterly", gettext_lazy("quarterly")

    class Budget(models.TextChoices):
        NONE = "none", gettext_lazy("No money needed")
        ASKED = "asked", gettext_lazy("Asked")
        GRANTED = "granted", gettext_lazy("Granted")
        REFUSED = "refused", gettext_lazy("Refused")
        LATER = "later", gettext_lazy("Later")

    class State(models.TextChoices):
        PLANNED = "planned", gettext_lazy("Planned")
        RUNNING = "running", gettext_lazy("Running")
        DONE = "done", gettext_lazy("Done")
        STOPPED = "stopped", gettext_lazy("Stopped")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="actions")
    strategy = models.ForeignKey(Column, models.RESTRICT, related_name="actions")
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
    not_yet_measured = models.BooleanField(default=False)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    better = models.CharField(max_length=4, choices=Better, default=Better.UP)
    source = models.CharField(max_length=640, blank=True)
    source_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    frequency = models.CharField(max_length=20, choices=Frequency, default=Frequency.MONTHLY)
    budget = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    budget_state = models.CharField(max_length=7, choices=Budget, default=Budget.NONE)
    new_vs_past = models.CharField(max_length=1280, blank=True)
    swot_links = models.ManyToManyField(Note, blank=True, related_name="answered_by_actions")
    revision = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True, blank=True)
    doubts = models.PositiveSmallIntegerField(default=0)
    doubted_by = models.ManyToManyField(Seat, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=1600, blank=True)
    decision = models.OneToOneField(Decision, models.SET_NULL, null=True, blank=True, related_name="action")
    typed_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="typed_actions")

    objects = KeyActionQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="action_key_once")]

    def __str__(self):
        return self.text

    @property
    def place(self) -> str:
        """Where a row stands among those of all strategies, as text that sorts like `in_rank_order`."""
        strategy = self.strategy
        rank = 999 if strategy.rank is None else strategy.rank
        return f"{rank:03d}-{strategy.order:05d}-{strategy.pk:09d}-{self.key}"

    @property
    def number(self) -> str:
        return self.key.removeprefix("a")

    @property
    def said(self) -> str:
        """All that the desk may change of it, in one line."""
        whole = (self.text, self.text_other, self.owner, self.start, self.due, self.measure, self.baseline, self.target)
        more = (self.unit, self.source, self.source_by, self.frequency, self.new_vs_past, self.budget)
        return " · ".join(str(value) for value in whole + more if value not in (None, ""))

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def is_measured(self) -> bool:
        """Measure, from (or "not yet measured") and to are filled (R-ACT-3)."""
        has_baseline = self.baseline is not None or self.not_yet_measured
        return bool(self.measure) and has_baseline and self.target is not None

    # ---- how it comes to be -------------------------------------------------------------------------------

    @classmethod
    def plan(cls, workshop: Workshop, **fields) -> "KeyAction":
        """A new row under the next free key; start, frequency, direction and budget 0 are preset."""
        fields.setdefault("key", next_key(workshop))
        fields["start"] = fields.get("start") or first_start(workshop)
        asked, links = fields.pop("budget", None), fields.pop("swot_links", None)
        action = cls(workshop=workshop, **fields)
        if "better" not in fields:
            action.turn()
        action.must_fit_the_cycle()
        action.save()
        if links:
            action.swot_links.set(links)
        if asked:
            action.ask_budget(asked)
        return action

    def turn(self) -> None:
        """The direction follows from the two values."""
        falls = self.baseline is not None and self.target is not None and self.target < self.baseline
        self.better = self.Better.DOWN if falls else self.Better.UP

    def must_fit_the_cycle(self) -> None:
        """Guard R-ACT-2: start ≤ due, both inside the event's cycle."""
        if problem := dates_problem(self.workshop, self.start, self.due):
            raise Refused(problem, rule="R-ACT-2")

    def must_stand(self) -> None:
        if self.is_withdrawn:
            raise Refused(_("This row was withdrawn. Type it again if it is wanted after all."), rule="R-ACT-1")

    def rewrite(self, **fields) -> None:
        """Other words, values, dates or owner; whoever had said yes to another deed, date or owner is asked again."""
        self.must_stand()
        before = (self.text, self.owner_id, self.start, self.due)
        links = fields.pop("swot_links", None)
        for name, value in fields.items():
            setattr(self, name, value)
        self.turn()
        self.must_fit_the_cycle()
        if before != (self.text, self.owner_id, self.start, self.due):
            self.accepted_at = None
            self.revision += 1
        self.save()
        if links is not None:
            self.swot_links.set(links)
        staleness.forget(self.workshop, STALE, self.key)

    def reword(self, text: str, other: str) -> None:
        """Other words for the same deed; whoever takes it on still does (R-CONS-9)."""
        self.must_stand()
        self.text, self.text_other = text, other
        self.save(update_fields=["text", "text_other"])

    # ---- whose it is --------------------------------------------------------------------------------------

    def must_be_as_read(self, revision: int) -> None:
        """Guard R-ACT-1: a yes belongs to the words, dates and owner that were on the phone."""
        if revision != self.revision:
            raise Refused(_("This row was changed meanwhile. Read it as it is now, then answer."), rule="R-ACT-1")

    def accept(self) -> None:
        """The owner says yes, by the own tap or on paper (R-ACT-1)."""
        self.must_stand()
        if self.owner is None:
            raise Refused(_("Nobody is named for this row yet. Name one person first."), rule="R-ACT-1")
        self.accepted_at = timezone.now()
        self.save(update_fields=["accepted_at"])
        staleness.forget(self.workshop, STALE, self.key)

    def change_date(self, start: date, due: date) -> None:
        self.must_stand()
        self.start, self.due, self.accepted_at = start, due, None
        self.revision += 1
        self.must_fit_the_cycle()
        self.save(update_fields=["start", "due", "accepted_at", "revision"])

    def decline(self) -> None:
        """ "Not me": the row is free for somebody else; who said so is kept nowhere."""
        self.must_stand()
        self.owner, self.accepted_at = None, None
        self.revision += 1
        self.save(update_fields=["owner", "accepted_at", "revision"])

    def take(self, person: Person) -> None:
        """Somebody takes a row that nobody owns."""
        self.must_stand()
        if self.owner is not None:
            raise Refused(_("%(name)s has this row already.") % {"name": self.owner}, rule="R-ACT-1")
        self.owner = person
        self.revision += 1
        self.save(update_fields=["owner", "revision"])
        self.accept()

    def withdraw(self, reason: str) -> None:
        """Nobody takes it, or it is not wanted any more (R-ACT-1); the row and its reason stay."""
        if self.budget_state == self.Budget.GRANTED:
            raise Refused(
                _("Money was granted for this row. Record “no” for it first, so that the envelope is free again."),
                rule="R-ACT-4",
            )
        self.state, self.reason = self.State.WITHDRAWN, reason
        self.save(update_fields=["state", "reason"])
        staleness.forget(self.workshop, STALE, self.key)

    def doubt(self, seat: Seat) -> None:
        """ "Does not move the goal" (R-ACT-7); one voice a seat, and nobody is shown whose."""
        self.doubted_by.add(seat)
        self.doubts = self.doubted_by.count()
        self.save(update_fields=["doubts"])

    # ---- what it needs ------------------------------------------------------------------------------------

    def ask_budget(self, amount: Decimal) -> None:
        """State a request; 0 asks for nothing. What was decided is changed by whoever decided (R-ACT-4)."""
        self.must_stand()
        if amount < 0:
            raise Refused(_("A budget is 0 or more."), rule="R-ACT-4", status=422)
        if amount == self.budget:
            return
        if self.decision is not None:
            raise Refused(
                _("This request is decided already. The decision maker can decide on another amount."), rule="R-ACT-4"
            )
        self.budget = amount
        self.budget_state = self.Budget.ASKED if amount else self.Budget.NONE
        self.save(update_fields=["budget", "budget_state"])

    def decide(self, outcome: str, amount: Decimal | None = None, topic: str = "", reason: str = "", **how) -> Decision:
        """Yes, no or later on this request: one decision, which may be taken again until the step is left.

        A yes to another amount than asked makes that amount the budget. Raises `Refused` (R-PREP-6, R-ACT-4);
        then nothing is changed. The room's lock makes the sum of all yes a sum that nobody else adds to.
        """
        self.must_stand()
        amount = self.budget if amount is None else amount
        self.decision = decide(
            self.workshop, topic or self.text, outcome, amount=amount, instead_of=self.decision, **how
        )
        self.budget_state = BUDGET_AFTER[outcome]
        if outcome == Decision.Outcome.YES:
            self.budget = amount
        self.reason = reason
        self.save(update_fields=["decision", "budget_state", "budget", "reason"])
        return self.decision


BUDGET_AFTER = {"yes": KeyAction.Budget.GRANTED, "no": KeyAction.Budget.REFUSED, "later": KeyAction.Budget.LATER}


class ShownStrategy(models.Model):
    """Which strategy the wall shows with its rows; without a row the first one."""

    run = models.OneToOneField(StageRun, models.CASCADE, related_name="shown_strategy")
    strategy = models.ForeignKey(Column, models.CASCADE, related_name="+")

    def __str__(self):
        return f"{self.strategy}"


class OneLanguage(models.Model):
    """ "One is enough": a group that asks for no wording in the second language (R-CONS-13)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="one_language")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "group"], name="one_language_once")]

    def __str__(self):
        return f"{self.group or self.workshop}"


class EnvelopeRaise(models.Model):
    """A line that whoever fixed it raised during the day; old and new value print in the decision log (R-PREP-6)."""

    line = models.ForeignKey(EnvelopeLine, models.CASCADE, related_name="raises")
    field = models.CharField(max_length=8)
    old = models.DecimalField(max_digits=14, decimal_places=2)
    new = models.DecimalField(max_digits=14, decimal_places=2)
    reason = models.CharField(max_length=1600)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.field} {self.old} to {self.new}"


def next_key(workshop: Workshop) -> str:
    """Keys are given once: a withdrawn row keeps its own."""
    numbers = [int(key[1:]) for key in workshop.actions.values_list("key", flat=True) if re.fullmatch(r"a\d+", key)]
    return f"a{max(numbers, default=0) + 1:02}"


def first_start(workshop: Workshop) -> date:
    """What a row starts with: the day of the event, or the first day of a cycle that is still to come."""
    return min(max(max(workshop.days), workshop.cycle_start), workshop.cycle_end)


def dates_problem(workshop: Workshop, start: date, due: date) -> str:
    """What speaks against these dates, in the reader's language, with the way out; "" when nothing does (R-ACT-2)."""
    first, last = workshop.cycle_start, workshop.cycle_end
    if start > due:
        return _("It would end before it starts. Choose a day from %(start)s on.") % {"start": shown(start)}
    if start < first or due > last:
        return _("Both days lie inside the cycle: %(first)s to %(last)s.") % {
            "first": shown(first),
            "last": shown(last),
        }
    return ""


def shown(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
