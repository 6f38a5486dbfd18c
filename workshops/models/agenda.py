from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from live import Refused
from live.prepared import Given, prepared
from workshops import aloud, coaching, stages, staleness
from workshops.anonymity import too_few
from workshops.models.read_out import ReadOut

BACK_SECONDS = 10


class ReasonNeeded(Refused):
    """Rules of level O found something: go on with a reason for each, or mend it."""

    def __init__(self, findings: list[coaching.Finding]):
        super().__init__(_("Before the room goes on: mend this, or give a reason."), rule=findings[0].rule)
        self.findings = findings


class StageRun(models.Model):
    """A stage on the agenda of one event: pending → open ⇄ paused → locked, or skipped; locked may be reopened."""

    class State(models.TextChoices):
        PENDING = "pending", gettext_lazy("To come")
        OPEN = "open", pgettext_lazy("stage", "Open")
        PAUSED = "paused", gettext_lazy("Paused")
        LOCKED = "locked", gettext_lazy("Done")
        SKIPPED = "skipped", gettext_lazy("Skipped")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="agenda")
    kind = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    told_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.PENDING)
    step = models.CharField(max_length=20, blank=True)
    turn = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=1600, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    step_opened_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    extra_seconds = models.IntegerField(default=0)
    is_short = models.BooleanField(default=False)
    saved_minutes = models.PositiveSmallIntegerField(default=0)
    returns_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    seen: dict | None = None
    """What rules have read of it, while they look at it in one go."""

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["workshop", "kind"], name="stage_once_a_workshop")]

    def __str__(self):
        return f"{self.kind} {self.step} {self.state}"

    # ---- what it is -------------------------------------------------------------------------------

    @property
    def stage(self) -> stages.Stage:
        return stages.get(self.kind)

    @property
    def open_step(self) -> stages.Step:
        return self.stage.step(self.step)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def steps(self) -> list[stages.Step]:
        """The steps of this stage as it is held: without those that its short form leaves out, unless held already."""
        left_out = self.left_out
        return [step for step in self.stage.steps if step.key not in left_out or step.key == self.step]

    @property
    def plan(self) -> list[tuple[stages.Step, int]]:
        """Its steps with the minutes that each has in this room; 0 where the clock of the stage runs on."""
        return [(step, self.stage.step_minutes(self, step)) for step in self.steps]

    @property
    def left_out(self) -> set[str]:
        """Keys of the steps that this day or the short form leaves out: their rules are silent."""
        form = self.stage.short_form
        short = set(form.leaves_out) if form and self.is_short and self.stage.may_be_short(self) else set()
        return short | self.stage.leaves_out(self)

    @property
    def planned_minutes(self) -> int:
        """What the plan gave it as its day began; what changed since then makes the room earlier or later."""
        return self.minutes + self.saved_minutes if self.told_minutes is None else self.told_minutes or self.minutes

    @property
    def is_to_come(self) -> bool:
        """Whether no stage after it has begun."""
        later = self.workshop.agenda.filter(order__gt=self.order)
        return not later.exclude(state__in=[self.State.PENDING, self.State.SKIPPED]).exists()

    def is_anonymous(self, step: str) -> bool:
        """Whether a step stores no author (R-GEN-8)."""
        return self.anonymous.filter(step=step).exists()

    @property
    def position(self) -> str:
        """Names the step that a page was made for, so that a stale form or a second *Next* is noticed."""
        turn = f".{self.turn}" if self.turn else ""
        return f"{self.kind}.{self.step}.{self.revision}{turn}"

    @property
    def following(self) -> stages.Step | None:
        """The step behind *Next*; `None` where *Next* locks the stage."""
        return self.stage.following(self)

    @property
    def clock_started_at(self):
        """When the running clock began: the step's where it has minutes, else the stage's (R-GEN-6)."""
        return self.step_opened_at if self.open_step.minutes else self.opened_at

    @property
    def step_minutes(self) -> int:
        """Planned minutes of the running clock."""
        return self.stage.step_minutes(self, self.open_step) or self.minutes

    @property
    def ends_at(self):
        """When the clock runs out; it stands still while the room is paused."""
        if self.clock_started_at is None:
            return None
        pause = timezone.now() - self.paused_at if self.paused_at else timedelta()
        return self.clock_started_at + timedelta(minutes=self.step_minutes, seconds=self.extra_seconds) + pause

    @property
    def rest(self) -> "Rest | None":
        """The break that comes before *Next* leads on: it is held while the last step of its stage is open."""
        if self.following:
            return None
        after = [self.kind]
        for later in self.workshop.agenda.filter(order__gt=self.order):
            if later.state != self.State.SKIPPED:
                break
            after.append(later.kind)
        return self.workshop.rests.held().filter(after__in=after).order_by("-minutes").first()

    @property
    def back_at(self):
        """When the room comes back from the break that is held now, `None` where it is only paused."""
        rest = self.rest if self.paused_at else None
        if rest is None or self.paused_at is None:
            return None
        zone = self.workshop.organisation.zone
        began, day = self.paused_at.astimezone(zone), (self.opened_at or self.paused_at).astimezone(zone).date()
        return began + timedelta(minutes=rest.minutes + max(0, rest.early_at(began, day)))

    @property
    def half_time(self):
        """When the console lists who has not written (R-GEN-7)."""
        started, ends = self.clock_started_at, self.ends_at
        return started + (ends - started) / 2 if started and ends else None

    @property
    def moments(self) -> list:
        """When the console says something else though nobody taps: half time, the end, and what the step waits for."""
        if not self.is_open:
            return []
        return [moment for moment in (self.half_time, self.ends_at, *self.open_step.moments(self)) if moment]

    @property
    def read_out(self) -> ReadOut | None:
        """What fills the walls of the open step, although it may not hang any more."""
        return ReadOut.now(self) if self.is_open else None

    def read_aloud(self, changing, kind: str, number: int, user=None, seat=None) -> None:
        """This thing fills the walls of the open step, or nothing where no kind is named."""
        if not self.is_open:
            raise Refused(_("The room is at another step. Look at the page as it is now."), rule="R-GEN-2")
        thing = self.stage.aloud(self, kind, number) if kind else None
        if kind and (thing is None or thing.said_by not in (None, seat)):
            raise Refused(_("This is not on the wall any more. Look at the wall as it is now."), rule="R-GEN-4")
        ReadOut.put_out(self)
        if kind:
            ReadOut.objects.create(run=self, step=self.step, kind=kind, number=number, user=user, seat=seat)
        changing.touched(aloud.TOUCHED)

    def allows(self, verb: str, seat) -> bool:
        """Permission to act is asked of the open step, here and nowhere else."""
        return self.is_open and self.open_step.permits(verb, seat)

    def must_allow(self, verb: str, seat) -> None:
        if not self.allows(verb, seat):
            raise Refused(_("This is not open now. The wall says what the room is doing."), rule="R-GEN-2")

    def findings(self) -> list[coaching.Finding]:
        return coaching.findings(self, locks=self.following is None)

    # ---- the one Next -----------------------------------------------------------------------------

    def go_on(self, changing) -> None:
        """Open the step behind *Next*; to an earlier step or the same one it is the next turn."""
        following = self.following
        if following is None:
            raise ValueError(f"nothing follows {self}")
        steps = self.stage.steps
        self.turn += steps.index(following) <= steps.index(self.open_step)
        self.enter(following.key, changing)

    def must_pass(self, reasons: dict[str, str], user) -> None:
        """Red H blocks, red O asks for a reason, which is kept."""
        self.pass_rules(self.findings(), self.step, reasons, user)

    def pass_rules(self, found: list[coaching.Finding], step: str, reasons: dict[str, str], user) -> None:
        """Refuse at level H, ask for a reason at level O and keep it with this stage, under the name of `step`."""
        stopping = [finding for finding in found if finding.level == coaching.STOP]
        if stopping:
            raise Refused(stopping[0].what, rule=stopping[0].rule)
        asking = [finding for finding in found if finding.level == coaching.ASK]
        unanswered = [finding for finding in asking if not reasons.get(finding.rule)]
        if unanswered:
            raise ReasonNeeded(unanswered)
        for finding in {finding.rule: finding for finding in asking}.values():
            self.overrides.create(step=step, rule=finding.rule, reason=reasons[finding.rule], by=user)
            self.workshop.log("override", user=user, subject=self.position, rule=finding.rule)

    def enter(self, key: str, changing) -> None:
        """Open a step of this stage; the clock of the step starts again."""
        now = timezone.now()
        if self.told_minutes is None:
            self.workshop.tell_times(self)
        self.state, self.step = self.State.OPEN, key
        self.opened_at, self.step_opened_at = self.opened_at or now, now
        self.paused_at = None
        if self.open_step.minutes:
            self.extra_seconds = 0
        self.save()
        self.keep_authors_of_few(key)
        self.open_step.entered(self, changing)
        changing.touched("step")

    def keep_authors_of_few(self, key: str) -> None:
        """Guard R-GEN-8: chosen beforehand, it falls away where too few came; the phones say which it is."""
        if self.is_anonymous(key) and too_few(self.workshop):
            self.anonymous.filter(step=key).delete()
            self.workshop.log("authors are stored: too few came", subject=self.position, rule="R-GEN-8")

    def lock(self) -> None:
        self.state, self.locked_at, self.paused_at = self.State.LOCKED, timezone.now(), None
        self.save()

    def revise(self) -> None:
        """What the stage says has changed while it stands: what was made from it is to be looked at again (R-GEN-5)."""
        self.revision += 1
        self.save(update_fields=["revision"])
        staleness.mark(self.workshop, self.kind)

    def pause(self, changing) -> None:
        self.state, self.paused_at = self.State.PAUSED, timezone.now()
        self.save()
        changing.touched("step")

    def resume(self, changing) -> None:
        """Go on; the clock of the step stood still meanwhile."""
        if self.paused_at:
            self.extra_seconds += round((timezone.now() - self.paused_at).total_seconds())
        self.state, self.paused_at = self.State.OPEN, None
        self.save()
        self.open_step.resumed(self, changing)
        changing.touched("step")

    def add_time(self, seconds: int, changing) -> None:
        self.extra_seconds += seconds
        self.save(update_fields=["extra_seconds"])
        changing.touched("step")


@prepared
def agenda_of():
    return StageRun.objects.filter(workshop=Given("workshop"))


class RestQuerySet(models.QuerySet):
    def held(self):
        """Without those that were left out during the day."""
        return self.filter(minutes__gt=0)


class Rest(models.Model):
    """A break after a stage; lunch is the longest one. With `fixed_at` it never begins before that time of the day.

    Where the stage is skipped it is held after the one before: a break is never cut by leaving work out.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="rests")
    after = models.CharField(max_length=20)
    minutes = models.PositiveSmallIntegerField()
    told_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    fixed_at = models.TimeField(null=True, blank=True)

    objects = RestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "after"], name="rest_once_a_stage")]

    def __str__(self):
        return f"{self.minutes} min after {self.after}"

    def early_at(self, moment, day) -> int:
        """Minutes by which who comes here at `moment` is too early for the fixed time of this day; below 0 too late."""
        if self.fixed_at is None:
            return 0
        return round((datetime.combine(day, self.fixed_at, moment.tzinfo) - moment).total_seconds() / 60)


class AnonymousStep(models.Model):
    """A step that stores no author, chosen before its first note (R-GEN-8)."""

    run = models.ForeignKey(StageRun, models.CASCADE, related_name="anonymous")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="anonymous_step_once")]

    def __str__(self):
        return f"{self.run.kind}.{self.step}"


class Advance(models.Model):
    """One *Next*, kept so that a wrong one is taken back within ten seconds, without reason or revision (R-GEN-21)."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="advances")
    from_run = models.ForeignKey(StageRun, models.CASCADE, null=True, related_name="+")
    from_step = models.CharField(max_length=20, blank=True)
    from_turn = models.PositiveSmallIntegerField(default=0)
    from_opened_at = models.DateTimeField(null=True)
    from_extra_seconds = models.IntegerField(default=0)
    to_run = models.ForeignKey(StageRun, models.CASCADE, null=True, related_name="+")
    to_step = models.CharField(max_length=20, blank=True)
    to_position = models.CharField(max_length=60, blank=True)
    to_former_state = models.CharField(max_length=7, blank=True)
    to_former_step = models.CharField(max_length=20, blank=True)
    to_former_opened_at = models.DateTimeField(null=True)
    to_former_step_opened_at = models.DateTimeField(null=True)
    to_former_paused_at = models.DateTimeField(null=True)
    to_former_extra_seconds = models.IntegerField(default=0)
    to_former_revision = models.PositiveSmallIntegerField(default=0)
    to_former_locked_at = models.DateTimeField(null=True)
    returned_to = models.ForeignKey(StageRun, models.CASCADE, null=True, related_name="+")
    workshop_state = models.CharField(max_length=9)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.from_step} to {self.to_step}"

    def remember(self, run: StageRun | None) -> None:
        """How the stage stood into which the room goes, so that it can stand so again."""
        if run:
            self.to_run, self.to_former_state, self.to_former_step = run, run.state, run.step
            self.to_former_opened_at, self.to_former_step_opened_at = run.opened_at, run.step_opened_at
            self.to_former_paused_at, self.to_former_extra_seconds = run.paused_at, run.extra_seconds
            self.to_former_revision, self.to_former_locked_at = run.revision, run.locked_at

    def undo(self) -> None:
        """Both stages stand as before; what people posted meanwhile stays."""
        arrived, left = self.to_run, self.from_run
        if arrived and arrived != left:
            arrived.state, arrived.step = self.to_former_state, self.to_former_step
            arrived.opened_at, arrived.step_opened_at = self.to_former_opened_at, self.to_former_step_opened_at
            arrived.paused_at, arrived.extra_seconds = self.to_former_paused_at, self.to_former_extra_seconds
            arrived.revision, arrived.locked_at = self.to_former_revision, self.to_former_locked_at
            arrived.save()
        if left:
            left.state, left.step, left.locked_at = StageRun.State.OPEN, self.from_step, None
            left.step_opened_at, left.extra_seconds = self.from_opened_at, self.from_extra_seconds
            left.turn, left.returns_to = self.from_turn, self.returned_to
            left.save()
        self.taken_back_at = timezone.now()
        self.save()

    @property
    def may_be_taken_back(self) -> bool:
        return self.taken_back_at is None and timezone.now() <= self.may_be_taken_back_until

    @property
    def may_be_taken_back_until(self):
        return self.at + timedelta(seconds=BACK_SECONDS)
