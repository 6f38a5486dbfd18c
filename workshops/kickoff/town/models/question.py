import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.town.lenses import Angle, Lens, angle
from workshops.kickoff.town.questioners import Asker, asks, role_of
from workshops.kickoff.town.wording import Flag, flags, is_held
from workshops.models import LikelyQuestion, Seat, StageRun, Workshop

if TYPE_CHECKING:
    from workshops.kickoff.town.models.answer import Answer


class QuestionQuerySet(models.QuerySet["Question"]):
    def drafts(self) -> "QuestionQuerySet":
        """What waits in the coach's draft box."""
        return self.filter(state=Question.State.DRAFT)

    def queue(self) -> "QuestionQuerySet":
        """What may be asked next, with what has to be rephrased first, in the coach's order."""
        return self.filter(state__in=[Question.State.FLAGGED, Question.State.QUEUED]).order_by("order", "id")

    def passed(self) -> "QuestionQuerySet":
        """Ready, asked or answered: the coach let it through."""
        return self.filter(state__in=[Question.State.QUEUED, Question.State.ASKED, Question.State.ANSWERED])

    def asked(self) -> "QuestionQuerySet":
        """Put to the room, answered or not, in the order of asking."""
        return self.filter(state__in=[Question.State.ASKED, Question.State.ANSWERED]).order_by("asked_at", "id")

    def unanswered(self) -> "QuestionQuerySet":
        """Asked, and without an outcome (R-TOWN-6)."""
        return self.filter(state=Question.State.ASKED).order_by("asked_at", "id")


class Question(models.Model):
    """One question to the plan. `key` (q01, q02, …) is how files call it; drafts are x01, x02, …."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("With the coach")
        FLAGGED = "flagged", gettext_lazy("To rephrase")
        QUEUED = "queued", gettext_lazy("Ready")
        ASKED = "asked", gettext_lazy("Asked")
        ANSWERED = "answered", gettext_lazy("Answered")
        MERGED = "merged", gettext_lazy("Put in other words")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    answer: "Answer"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=10)
    asker = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="questions")
    role = models.CharField(max_length=5, choices=Asker, blank=True)
    lens = models.CharField(max_length=11, choices=Lens, blank=True)
    strategy = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="questions")
    action = models.ForeignKey(KeyAction, models.SET_NULL, null=True, blank=True, related_name="questions")
    text = models.CharField(max_length=1280, blank=True)
    language = models.CharField(max_length=10, default="en")
    aloud = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State)
    order = models.IntegerField(default=0)
    rephrase_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="rephrased")
    from_draft = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="became")
    from_likely = models.ForeignKey(LikelyQuestion, models.SET_NULL, null=True, blank=True, related_name="questions")
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=1600, blank=True)
    turn = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="question_key_once")]

    def __str__(self):
        return self.text or str(self.get_lens_display()) or self.key

    @property
    def flags(self) -> list[Flag]:
        """What the words show (R-TOWN-1 to -5); what is asked aloud is not flagged."""
        return [] if self.aloud else flags(self.text)

    @property
    def angle(self) -> Angle | None:
        return angle(self.lens)

    @property
    def original(self) -> "Question | None":
        """Its first version, where it was rephrased."""
        first = self.rephrase_of
        while first and first.rephrase_of:
            first = first.rephrase_of
        return first

    @property
    def target(self) -> Column | KeyAction | None:
        return self.action or self.strategy

    @property
    def is_waiting(self) -> bool:
        """Whether its author may still reword it or take it back."""
        return self.state in (self.State.DRAFT, self.State.FLAGGED, self.State.QUEUED)

    # ---- how it comes to be -------------------------------------------------------------------------------

    @classmethod
    def send(cls, workshop: Workshop, seat: Seat | None, to_queue: bool, **said: Any) -> "Question":
        """A questioner's goes into the queue, where R-TOWN-1 to -3 may hold it; everybody else's into the draft box."""
        queued = to_queue and (seat is None or asks(seat))
        said.setdefault("role", role_of(seat) if seat else Asker.COACH)
        question = cls(workshop=workshop, asker=seat, **said)
        question.key = question.key or next_key(workshop, "q" if queued else "x")
        question.order = after_last(workshop)
        question.state = question.first_state() if queued else cls.State.DRAFT
        question.save()
        return question

    def first_state(self) -> str:
        return self.State.FLAGGED if not self.aloud and is_held(self.text) else self.State.QUEUED

    def rephrase(self, text: str, **other: Any) -> "Question":
        """The same question in other words; the first version stays behind it, in the log."""
        self.must_wait()
        same: dict[str, Any] = {"asker": self.asker, "role": self.role, "lens": self.lens, "language": self.language}
        same |= {"strategy": self.strategy, "action": self.action, "from_likely": self.from_likely}
        queued = self.state != self.State.DRAFT
        again = Question(workshop=self.workshop, rephrase_of=self, order=self.order, text=text, **(same | other))
        again.key = next_key(self.workshop, "q" if queued else "x")
        again.state = again.first_state() if queued else self.State.DRAFT
        again.from_draft = self.from_draft
        again.save()
        self.become(self.State.MERGED)
        return again

    def take(self, text: str, asker: Seat | None, **said: Any) -> "Question":
        """A draft becomes a question that somebody of the questioners asks; the draft is kept."""
        self.must_wait()
        taken = Question.send(self.workshop, asker, True, text=text, from_draft=self, **said)
        self.become(self.State.MERGED)
        return taken

    # ---- what happens to it -------------------------------------------------------------------------------

    def become(self, state: str, *more: str) -> None:
        self.state = state
        self.save(update_fields=["state", *more])

    def must_wait(self) -> None:
        if not self.is_waiting:
            raise Refused(_("This question is out of the queue by now. Look at the page as it is."), rule="R-GEN-2")

    def pass_on(self, user, reason: str) -> None:
        """The coach answers for a held question: it may be asked as it is, with the reason (R-TOWN-1, -2, -3)."""
        self.must_wait()
        self.passed_by, self.reason = user, reason
        self.become(self.State.QUEUED, "passed_by", "reason")

    def withdraw(self) -> None:
        """Its author takes it back, or the coach leaves it out; it stays in the log."""
        self.must_wait()
        self.become(self.State.WITHDRAWN)

    def put_first(self) -> None:
        first = self.workshop.questions.queue().first()
        self.order = (first.order if first else 0) - 1
        self.save(update_fields=["order"])

    def ask(self, run: StageRun) -> None:
        """It stands on the wall. Raises `Refused` while a rule of level O holds it."""
        self.must_wait()
        if self.state == self.State.FLAGGED:
            held = next(flag for flag in self.flags if flag.holds)
            raise Refused(_("Rephrase it first, or pass it with a reason.") + f" {held.why}", rule=held.rule)
        self.turn, self.asked_at = run.turn, timezone.now()
        self.become(self.State.ASKED, "turn", "asked_at")

    def put_back(self) -> None:
        """A wrong tap: it waits in the queue again; what was asked aloud is gone."""
        if self.state != self.State.ASKED:
            raise Refused(_("This question has its answer already."), rule="R-TOWN-6")
        self.turn, self.asked_at = None, None
        self.become(self.State.WITHDRAWN if self.aloud else self.State.QUEUED, "turn", "asked_at")


def next_key(workshop: Workshop, letter: str) -> str:
    keys = workshop.questions.filter(key__startswith=letter).values_list("key", flat=True)
    numbers = [int(key[1:]) for key in keys if re.fullmatch(r"[a-z]\d+", key)]
    return f"{letter}{max(numbers, default=0) + 1:02}"


def after_last(workshop: Workshop) -> int:
    return (workshop.questions.aggregate(last=models.Max("order"))["last"] or 0) + 1
