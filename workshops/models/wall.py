import random

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Wall(models.Model):
    """Where notes of one stage hang: a group's, or the whole room's. Counts the spoken numbers (R-GEN-23)."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="walls")
    run = models.ForeignKey("workshops.StageRun", models.CASCADE, null=True, related_name="walls")
    group = models.ForeignKey("workshops.Group", models.CASCADE, null=True, blank=True, related_name="walls")
    kind = models.CharField(max_length=20, blank=True)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"wall {self.pk}"

    def number(self, note: "Note") -> None:
        """Give a note its spoken number when it becomes visible."""
        self.last_number += 1
        self.save(update_fields=["last_number"])
        note.number, note.state = self.last_number, Note.State.WALL

    def reveal(self, notes: list["Note"], chance: random.Random | None = None) -> None:
        """Notes revealed together get their numbers in shuffled order, so that no order tells the author (R-GEN-23)."""
        (chance or random.SystemRandom()).shuffle(notes)
        for note in notes:
            self.number(note)
            note.save(update_fields=["number", "state"])


class NoteQuerySet(models.QuerySet["Note"]):
    def on_wall(self) -> "NoteQuerySet":
        return self.filter(state=Note.State.WALL)

    def late(self) -> "NoteQuerySet":
        return self.filter(state=Note.State.LATE)


class Note(models.Model):
    """One thought of somebody; a ritual adds a typed child. The author is stored and shown to nobody (R-GEN-8)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Kept, not shown yet")
        WALL = "wall", _("On the wall")
        HELD = "held", _("With the facilitator")
        LATE = "late", _("Kept, not on the wall")
        HIDDEN = "hidden", _("Hidden")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SET_ASIDE = "set_aside", _("Set aside")
        PARKED = "parked", _("Parked")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="notes")
    wall = models.ForeignKey(Wall, models.CASCADE, null=True, blank=True, related_name="notes")
    author = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, blank=True, related_name="notes")
    group = models.ForeignKey("workshops.Group", models.SET_NULL, null=True, blank=True, related_name="notes")
    text = models.CharField(max_length=1600)
    language = models.CharField(max_length=10, default="en")
    client_key = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    text_other = models.CharField(max_length=1600, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WALL)
    reason = models.CharField(max_length=1600, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="duplicates")
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text

    @property
    def is_on_wall(self) -> bool:
        return self.state == self.State.WALL

    @property
    def may_be_changed(self) -> bool:
        """Whether its author may still reword or withdraw it: until its stage is locked (R-GEN-4)."""
        run = self.wall.run if self.wall else None
        return run is not None and run.state in ("open", "paused") and self.state in ("draft", "wall")

    def hide(self, reason: str) -> None:
        """The facilitator takes it from the wall with a reason; it stays in the log (R-GEN-4)."""
        self.state, self.reason = self.State.HIDDEN, reason
        self.save(update_fields=["state", "reason"])

    def withdraw(self) -> None:
        """The author takes the own note back (R-GEN-4)."""
        self.state = self.State.WITHDRAWN
        self.save(update_fields=["state"])
