from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models import StageRun, Workshop


class ClauseQuerySet(models.QuerySet["Clause"]):
    def standing(self) -> "ClauseQuerySet":
        return self.filter(stands=True)

    def asked(self) -> "ClauseQuerySet":
        """Those that take a stance: the goal line, and each strategy; the others are read along."""
        return self.standing().filter(kind__in=[Clause.Kind.GOALS, Clause.Kind.STRATEGY])


class Clause(models.Model):
    """One sentence of the statement with the words as generated; other words raise its revision (R-CONS-9)."""

    class Kind(models.TextChoices):
        INTRO = "intro", _("Introduction")
        GOALS = "goals", _("The goals")
        STRATEGY = "strategy", _("Strategy")
        DECISIONS = "decisions", _("Open decisions")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="clauses")
    kind = models.CharField(max_length=9, choices=Kind)
    ref = models.CharField(max_length=10, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    text_en = models.TextField(blank=True)
    text_zh = models.TextField(blank=True)
    previous_en = models.TextField(blank=True)
    previous_zh = models.TextField(blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    stands = models.BooleanField(default=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "kind", "ref"], name="clause_once")]

    def __str__(self):
        return self.heading_in("en")

    @property
    def is_asked(self) -> bool:
        return self.kind in (self.Kind.GOALS, self.Kind.STRATEGY)

    @property
    def was_reworded(self) -> bool:
        return self.revision > 1

    def text_in(self, language: str) -> str:
        return self.text_zh if language.startswith("zh") else self.text_en

    def heading_in(self, language: str) -> str:
        """The first line, by which people call it."""
        return self.text_in(language).split("\n")[0]

    def reworded_in(self, language: str) -> tuple[list[str], list[str]]:
        """Old and new words side by side: the lines that are not the same (R-CONS-9)."""
        before = self.previous_zh if language.startswith("zh") else self.previous_en
        old, new = before.split("\n"), self.text_in(language).split("\n")
        return [line for line in old if line not in new], [line for line in new if line not in old]

    def say(self, text_en: str, text_zh: str) -> bool:
        """Take the words as they are generated now; `True` when they are other ones, which people are asked anew."""
        if (text_en, text_zh) == (self.text_en, self.text_zh):
            return False
        if self.text_en or self.text_zh:
            self.previous_en, self.previous_zh = self.text_en, self.text_zh
            self.revision += 1
        self.text_en, self.text_zh = text_en, text_zh
        return True


class ShownClause(models.Model):
    """Which clause the wall shows; without a row the first one."""

    run = models.OneToOneField(StageRun, models.CASCADE, related_name="shown_clause")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="+")

    def __str__(self):
        return f"{self.clause}"
