from typing import Any

from django.db import models
from django.db.models import functions
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from live import Refused, stored
from people.models import Goal
from people.text import graphemes
from workshops.models import Note, PaperCount, Seat, Wall, Workshop

MOST_FACTS = 5
MOST_PRIORITIES = 2
EVIDENCE = 300
JOINED = " · "
SHEET = "swot."
"""How questions begin under which dots from paper are kept, one a field."""


class Field(models.TextChoices):
    """The four fields of a wall, in the order in which they hang."""

    S = "S", gettext_lazy("Strength")
    W = "W", gettext_lazy("Weakness")
    O = "O", gettext_lazy("Opportunity")  # noqa: E741
    T = "T", gettext_lazy("Threat")


class Lens(models.TextChoices):
    """From which side somebody looked; the eight of the question for opportunities."""

    MARKET = "market", pgettext_lazy("lens", "Market")
    PRODUCT = "product", pgettext_lazy("lens", "Product")
    TECHNOLOGY = "technology", pgettext_lazy("lens", "Technology")
    PEOPLE = "people", pgettext_lazy("lens", "People")
    PROCESS = "process", pgettext_lazy("lens", "Process")
    SUPPLIER = "supplier", pgettext_lazy("lens", "Suppliers")
    POLICY = "policy", pgettext_lazy("lens", "Policy")
    FINANCE = "finance", pgettext_lazy("lens", "Finance")


class SwotNoteQuerySet(models.QuerySet["SwotNote"]):
    def on_wall(self) -> "SwotNoteQuerySet":
        return self.filter(state=Note.State.WALL)

    def facts_of(self, seat: Seat) -> "SwotNoteQuerySet":
        """What a seat wrote beforehand and has not put up: seen by nobody else."""
        return self.filter(author=seat, state=Note.State.DRAFT, wall=None)

    def with_votes(self) -> "SwotNoteQuerySet":
        """The dots of phones, and those that were typed from paper as sums (R-GEN-16)."""
        of_note = PaperCount.objects.filter(workshop=models.OuterRef("workshop"), question__startswith=SHEET)
        typed = of_note.filter(value=functions.Cast(models.OuterRef("pk"), models.CharField())).order_by()
        dots = typed.values("value").annotate(dots=models.Sum("count")).values("dots")
        tapped = functions.Coalesce(models.Sum("votes__count"), 0)
        return self.annotate(vote_count=tapped + functions.Coalesce(models.Subquery(dots), 0))

    def with_plus(self) -> "SwotNoteQuerySet":
        return self.annotate(plus=models.Count("duplicates"))

    def by_rank(self) -> "SwotNoteQuerySet":
        return self.order_by("group__letter", models.F("rank").asc(nulls_last=True), "number", "pk")

    def lacking(self) -> "SwotNoteQuerySet":
        """Strengths and weaknesses without a fact (R-SWOT-3)."""
        return self.filter(quadrant__in=[Field.S, Field.W], evidence="")


class SwotNote(Note):
    """A note in one of the four fields, with the fact behind it. `with_votes()` counts its votes."""

    vote_count: int
    plus: int = 0
    """How many more said the same, where `with_plus()` counted them (R-GEN-11)."""

    key = models.CharField(max_length=10, blank=True)
    quadrant = models.CharField(max_length=1, choices=Field)
    evidence = models.CharField(max_length=8 * EVIDENCE, blank=True)
    period = models.CharField(max_length=160, blank=True)
    customer = models.CharField(max_length=640, blank=True)
    lens = models.CharField(max_length=10, choices=Lens, blank=True)
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="+")
    beforehand = models.BooleanField(default=False)
    priority = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    top = models.BooleanField(default=False)

    objects = SwotNoteQuerySet.as_manager()  # type: ignore[misc, assignment]

    @classmethod
    def write(cls, wall: Wall, seat: Seat | None, text: str, language: str, waits=False, **more: Any) -> "SwotNote":
        """A note that is visible at once, with its spoken number (R-GEN-23), unless it waits for the facilitator."""
        note = cls(workshop=wall.workshop, author=seat, text=text, language=language, **more)
        note.put_up(wall, waits)
        return note

    @classmethod
    def keep_fact(cls, workshop: Workshop, seat: Seat, text: str, language: str, **more: Any) -> "SwotNote":
        """Write at the own desk, before the day; at most five."""
        if cls.objects.facts_of(seat).count() >= MOST_FACTS:
            raise Refused(_("Five facts are written. Take one back to write another."), rule="R-SWOT-1")
        return cls.objects.create(
            workshop=workshop,
            author=seat,
            text=text,
            language=language,
            state=Note.State.DRAFT,
            beforehand=True,
            **more,
        )

    def put_up(self, wall: Wall, waits: bool = False) -> None:
        """Onto a wall, with its number; `waits` for the facilitator, then without (R-GEN-19)."""
        self.wall, self.group = wall, wall.group
        if waits:
            self.state = Note.State.HELD
        else:
            wall.number(self)
        if self._state.adding:
            stored.insert(self)
        else:
            self.save()

    # ---- what is behind it ------------------------------------------------------------------------

    def add_evidence(self, text: str) -> None:
        """Somebody of the group knows more: it joins what is there, nothing is written over."""
        if text.casefold() in self.evidence.casefold():
            return
        joined = JOINED.join(part for part in (self.evidence, text) if part)
        if graphemes(joined) > EVIDENCE:
            left = max(0, EVIDENCE - graphemes(self.evidence) - len(JOINED))
            raise Refused(
                _("Somebody wrote a fact here already: %(left)d characters are left.") % {"left": left},
                rule="R-GEN-9",
                status=422,
            )
        self.evidence = joined
        self.save(update_fields=["evidence"])

    def move_to(self, quadrant: str) -> None:
        """Into another field (R-SWOT-7). Votes stay with it; they count in the field in which they were cast."""
        self.quadrant, self.priority = quadrant, self.priority and quadrant == Field.W
        self.top = False
        self.save(update_fields=["quadrant", "priority", "top"])

    def merge_into(self, other: "SwotNote") -> None:
        """Two that say the same become one with +1 (R-GEN-11); it leaves the wall and can be separated again."""
        if self.votes.exists():
            raise Refused(_("It has votes already: leave both, or go back to the facts first."), rule="R-GEN-11")
        self.merged_into, self.state = other, Note.State.SET_ASIDE
        self.rank, self.top, self.priority = None, False, False
        self.save()
        self.duplicates.update(merged_into=other)

    def separate(self) -> None:
        self.merged_into, self.state = None, Note.State.WALL
        self.save(update_fields=["merged_into", "state"])

    # ---- what the room makes of it ----------------------------------------------------------------

    def prioritise(self, wanted: bool) -> None:
        """A weakness that is asked for its causes; at most two a group."""
        if wanted and self.quadrant != Field.W:
            raise Refused(_("Only a weakness is asked for its causes."), rule="R-SWOT-5")
        others = SwotNote.objects.on_wall().filter(wall=self.wall, priority=True).exclude(pk=self.pk)
        if wanted and others.count() >= MOST_PRIORITIES:
            raise Refused(_("Two weaknesses are chosen already. Take one out first."), rule="R-SWOT-5")
        self.priority = wanted
        self.save(update_fields=["priority"])

    def list_as_top(self, wanted: bool) -> None:
        """In the list that strategies stand on, or out of it (R-SWOT-11)."""
        self.top = wanted
        self.save(update_fields=["top"])

    @property
    def letter(self) -> str:
        return self.group.letter if self.group else ""

    @property
    def spoken(self) -> str:
        """How the room calls it: A 17, or 17 where there is one wall."""
        return f"{self.letter} {self.number}".strip()

    @property
    def place(self) -> str:
        """Its order on a wall: by group, then by spoken number."""
        return f"{self.letter}{self.number or 0:05d}"

    @property
    def chain(self) -> list:
        """Its causes, the nearest first."""
        return list(self.whys.all())

    @property
    def last_why(self):
        return self.chain[-1] if self.chain else None
