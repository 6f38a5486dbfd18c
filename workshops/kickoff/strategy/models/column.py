from django.db import models
from django.db.models import Count, F, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language

from people.models import Goal
from workshops.kickoff.consensus.wording import said
from workshops.models import Group, Note, PaperCount, Seat, Wall, Workshop

ANNEX = 3
SHOWN = Q(notes__state=Note.State.WALL)
BY_RANK = (F("rank").asc(nulls_last=True), "order", "id")


def question(column: "Column", scale: str) -> str:
    """Under which name a column's counts from paper are kept (R-GEN-16)."""
    return f"{scale}.{column.pk}"


class ColumnQuerySet(models.QuerySet["Column"]):
    def standing(self) -> "ColumnQuerySet":
        """Those in which a note hangs; one whose notes were all moved away shows nowhere, but can be undone."""
        return self.annotate(note_count=Count("notes", filter=SHOWN, distinct=True)).filter(note_count__gt=0)

    def chosen(self) -> "ColumnQuerySet":
        """Without the annex (R-STRAT-2)."""
        return self.exclude(wave=ANNEX)

    def strategies(self) -> "ColumnQuerySet":
        """What the room has named on the company's wall, by rank, of all waves: what is planned, printed and signed.

        Where notes hang, a column without any was emptied; headings that came without notes all stand.
        """
        wall = self.filter(wall__group=None)
        shown = wall.standing() if wall.filter(notes__isnull=False).exists() else wall
        named = shown.filter(merged_into=None).exclude(heading="")
        return named.order_by(*BY_RANK)


class Column(models.Model):
    """Notes of like meaning; its heading is a strategy. `key` (C1, C2, …) is how people and files call it.

    On a board it knows its `place` from the left, what is `hanging` in it and what of that is `brought` to a wall, in
    naming its `ideas`; `standing()` counts its notes.
    """

    note_count: int
    place: int
    hanging: list
    brought: list
    ideas: list

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="columns")
    wall = models.ForeignKey(Wall, models.CASCADE, related_name="columns")
    key = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(max_length=480, blank=True)
    heading_other = models.CharField(max_length=480, blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="columns")
    effect = models.CharField(max_length=1600, blank=True)
    effect_other = models.CharField(max_length=1600, blank=True)
    swot_links = models.ManyToManyField(Note, blank=True, related_name="answered_by")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    wave = models.PositiveSmallIntegerField(default=1)
    wave_reason = models.CharField(max_length=1600, blank=True)
    presented_by = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="presents")
    presented_by_hand = models.BooleanField(default=False)
    merged_from = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="merged_into")
    confirmed_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ColumnQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="column_key_once")]

    def __str__(self):
        return self.heading or self.key

    @property
    def was_emptied(self) -> bool:
        """All its notes were moved away; a heading that came without notes to a wall without any stands."""
        hang = self.wall.columns.filter(notes__isnull=False).exists()
        return hang and not self.notes.filter(state=Note.State.WALL).exists()

    @cached_property
    def on_paper(self) -> dict[str, list[str]]:
        """What was typed from paper as counts, by question: as many values as persons (R-GEN-16)."""
        typed = PaperCount.objects.filter(workshop=self.workshop_id, question__endswith=f".{self.pk}")
        said: dict[str, list[str]] = {}
        for one in typed:
            said.setdefault(one.question, []).extend([one.value] * one.count)
        return said

    @classmethod
    def open_on(cls, wall: Wall) -> "Column":
        """A new, empty column at the right end of a wall."""
        prefix = wall.group.letter if wall.group else "C"
        keys = wall.workshop.columns.filter(key__startswith=prefix).values_list("key", flat=True)
        last = max((int(key[1:]) for key in keys if key[1:].isdecimal()), default=0)
        order = wall.columns.aggregate(last=models.Max("order"))["last"]
        return cls.objects.create(
            workshop=wall.workshop, wall=wall, key=f"{prefix}{last + 1}", order=0 if order is None else order + 1
        )

    def name_as(self, heading: str, other: str = "", confirmed_by: Seat | None = None) -> None:
        """Make a heading the column's own, with its wording in the second language where somebody gave one."""
        self.heading, self.heading_other, self.confirmed_by = heading, other, confirmed_by
        self.save(update_fields=["heading", "heading_other", "confirmed_by"])

    def name_in(self, language: str) -> str:
        """The heading in the reader's language where somebody gave both wordings."""
        return said(self.heading, self.heading_other, language.startswith("zh"))

    @property
    def called(self) -> str:
        """What a rule calls it, in the language of whoever is told."""
        return self.name_in(get_language() or "en") or self.key

    def take_from(self, column: "Column") -> None:
        """What a group said of its column goes with it to the company wall, where nothing was said yet."""
        for name in ("heading", "heading_other", "effect", "effect_other"):
            setattr(self, name, getattr(self, name) or getattr(column, name))
        self.save()
        self.goals.add(*column.goals.all())
        self.swot_links.add(*column.swot_links.all())
        self.merged_from.add(column)

    def into_annex(self, reason: str) -> None:
        """Wave 3 with its reason: printed with the statement, not counted (R-STRAT-12)."""
        self.put_in_wave(ANNEX, reason)

    def put_in_wave(self, wave: int, reason: str) -> None:
        """By hand, with a reason that stays; without one the rank decides again."""
        self.wave, self.wave_reason = wave, reason
        self.save(update_fields=["wave", "wave_reason"])

    def present_by(self, group: Group | None) -> None:
        """By hand, which stays; without a group the strategy is given one again when the ranking is left."""
        self.presented_by, self.presented_by_hand = group, group is not None
        self.save(update_fields=["presented_by", "presented_by_hand"])

    def bring(self, effects: dict) -> None:
        """By how much it improves each goal; a goal without a figure brings nothing (R-STRAT-13)."""
        self.effect_values.exclude(goal__in=effects).delete()
        for goal, value in effects.items():
            self.effect_values.update_or_create(goal=goal, defaults={"value": value})

    def describe(self, goals, effect: str, other: str = "") -> None:
        """Which goals it serves, and what would move if we did it fully."""
        self.effect, self.effect_other = effect, other
        self.save(update_fields=["effect", "effect_other"])
        self.goals.set(goals)


class EffectValue(models.Model):
    """By how much a strategy, done fully, improves a goal, in the goal's unit (R-STRAT-13)."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="effect_values")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["column", "goal"], name="effect_value_once")]

    def __str__(self):
        return f"{self.value}"
