from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from live import Refused
from openspace.models.topic import Topic
from workshops.models import Note, Seat


class Opinion(Note):
    """One sentence at a corner; its home group puts it into one of five classes afterwards (R-OS-7)."""

    class Source(models.TextChoices):
        HOME = "home", _("Home group")
        VISITOR = "visitor", _("Visitor")
        PAPER = "paper", _("Paper")

    class Class(models.TextChoices):
        FEASIBLE = "feasible", _("Feasible")
        TESTABLE = "testable", _("Testable")
        THINKABLE = "thinkable", _("Thinkable")
        PENDING = "pending", _("Pending")
        NOT_CONSIDERED = "not_considered", _("Not considered")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="opinions")
    source = models.CharField(max_length=7, choices=Source, default=Source.VISITOR)
    kind = models.CharField(max_length=14, choices=Class, blank=True)
    classified_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    effect = models.PositiveSmallIntegerField(null=True, blank=True)
    ease = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.CharField(max_length=1280, blank=True)
    is_late = models.BooleanField(default=False)
    """Whether it came, or got its class, when the sums were known: it is done or tried, and earns nothing (R-OS-7)."""

    @property
    def is_to_do(self) -> bool:
        return self.kind in TO_DO

    @property
    def worth(self) -> int | None:
        """Effect and ease together, by which the to-do list is ordered (R-OS-16); `None` where neither was given."""
        return None if self.effect is None and self.ease is None else (self.effect or 0) + (self.ease or 0)

    def classify(self, kind: str, seat: Seat | None, effect: int | None, ease: int | None, why: str) -> None:
        """Exactly one class. Guard R-OS-7: what waits or is left needs a reason, what is done an effect and an ease."""
        if kind in REASONED and not why:
            raise Refused(_now("Say in a few words why it waits or is left."), rule="R-OS-7", status=422)
        if kind in TO_DO and (effect is None or ease is None):
            raise Refused(_now("Agree on effect and ease first: 0 to 5 each."), rule="R-OS-7", status=422)
        self.kind, self.classified_by, self.effect, self.ease, self.why = kind, seat, effect, ease, why
        self.save(update_fields=["kind", "classified_by", "effect", "ease", "why"])
        Opinion.objects.filter(merged_into=self).update(kind=kind)

    def decide_late(self, kind: str, effect: int | None, ease: int | None, why: str) -> None:
        """What waited gets its class after the event; the sums that were read out stay as they are."""
        if self.kind != self.Class.PENDING or self.merged_into_id or not self.is_on_wall:
            raise Refused(_now("This idea does not wait any more."), rule="R-OS-7")
        self.is_late = True
        self.save(update_fields=["is_late"])
        self.classify(kind, None, effect, ease, why)

    def merge_into(self, other: Note) -> None:
        """Two that say the same: this one takes the class of the first and earns nothing (R-OS-7)."""
        super().merge_into(other)
        first = Opinion.objects.get(pk=other.pk)
        Opinion.objects.filter(merged_into=other).update(kind=first.kind)

    def separate(self) -> None:
        """Not the same after all: it stands by itself and waits for its own class."""
        self.merged_into, self.state, self.kind = None, Note.State.WALL, ""
        self.save(update_fields=["merged_into", "state", "kind"])


REASONED = frozenset({Opinion.Class.PENDING.value, Opinion.Class.NOT_CONSIDERED.value})
TO_DO = frozenset({Opinion.Class.FEASIBLE.value, Opinion.Class.TESTABLE.value})
NO_TIME = "No time · 没时间"
LATE = "Late · 迟到"
"""Reasons that the console and the late tray give, read in both languages."""
