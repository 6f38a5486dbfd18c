from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from live import Refused
from people.calendar import working_day
from workshops.kickoff.town.models.question import Question
from workshops.models import Decision, ParkedItem, Seat, Workshop

LONGEST = 10


class Answer(models.Model):
    """What the group said, in key words, and what came of it; "we don't know yet, by [date]" is a full answer."""

    class Outcome(models.TextChoices):
        CLEAR = "clear", pgettext_lazy("outcome", "Clear")
        PLAN_CHANGED = "plan_changed", gettext_lazy("Plan changed")
        ACTION_ADDED = "action_added", gettext_lazy("Action added")
        DECISION = "decision", gettext_lazy("Decision")
        FIND_OUT = "find_out", gettext_lazy("Find out")
        PARKED = "parked", gettext_lazy("Parked")

    question = models.OneToOneField(Question, models.CASCADE, related_name="answer")
    text = models.CharField(max_length=4800, blank=True)
    language = models.CharField(max_length=10, default="en")
    by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="answers")
    typed_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    due = models.DateField(null=True, blank=True)
    parked = models.ForeignKey(ParkedItem, models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.text

    @classmethod
    def to(cls, question: Question) -> "Answer":
        """The answer of a question that was asked, begun where there is none. Raises `Refused` before it is asked."""
        if question.state not in (Question.State.ASKED, Question.State.ANSWERED):
            raise Refused(_("This question was not asked yet. Ask it first, then note its outcome."), rule="R-TOWN-6")
        return cls.objects.filter(question=question).first() or cls(question=question)

    def type(self, text: str, by: Seat | None, language: str, typed_by: Seat | None = None) -> None:
        """Key words, as the wall shows them; whoever answers does not type."""
        if typed_by is not None and typed_by == by:
            raise Refused(_("Who answers does not type. Let somebody else of the group be the scribe."), "R-TOWN-6")
        self.text, self.by, self.language, self.typed_by = text, by, language, typed_by
        self.at = timezone.now()
        self.save()

    def close(self, outcome: str, due: date | None = None, decision: Decision | None = None) -> None:
        """Give it its outcome. Raises `Refused` where that lacks its date (R-TOWN-6) or its decision (R-TOWN-10)."""
        if outcome == self.Outcome.FIND_OUT:
            must_be_soon(self.question.workshop, due)
        if outcome == self.Outcome.DECISION and decision is None:
            what = _("A yes is a decision inside the envelope: record it, or choose it from the log.")
            raise Refused(what, rule="R-TOWN-10", status=422)
        self.outcome = outcome
        self.due = due if outcome == self.Outcome.FIND_OUT else None
        self.decision = decision if outcome == self.Outcome.DECISION else None
        if outcome == self.Outcome.PARKED:
            self.park()
        self.save()
        self.question.become(Question.State.ANSWERED)

    def park(self) -> None:
        """It goes to the parking lot, where it gets its own outcome before the event closes (R-GEN-14)."""
        question = self.question
        if self.parked is None:
            text = question.text or self.text or question.get_lens_display()
            self.parked = question.workshop.parked_items.create(text=text, raised_by=question.asker)


def latest_day(workshop: Workshop) -> date:
    """Until when a `find_out` may be due: ten working days after the last day."""
    return working_day(workshop.organisation, max(workshop.days), LONGEST)


def must_be_soon(workshop: Workshop, due: date | None) -> None:
    """Raises `Refused`: a full answer names a day, and that is ten working days away at most."""
    last = latest_day(workshop)
    if due is None:
        raise Refused(_("“Find out” needs a day: until when?"), rule="R-TOWN-6", status=422)
    if not max(workshop.days) <= due <= last:
        words = _("At most ten working days: from %(first)s to %(last)s.")
        raise Refused(words % {"first": max(workshop.days), "last": last}, rule="R-TOWN-6", status=422)
