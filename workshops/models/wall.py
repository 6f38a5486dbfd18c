import hashlib
import hmac
import random

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live import stored
from live.prepared import Given, prepared


class Wall(models.Model):
    """Where notes of one stage hang: a group's, or the whole room's. Counts the spoken numbers (R-GEN-23)."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="walls")
    run = models.ForeignKey("workshops.StageRun", models.CASCADE, null=True, related_name="walls")
    group = models.ForeignKey("workshops.Group", models.CASCADE, null=True, blank=True, related_name="walls")
    kind = models.CharField(max_length=20, blank=True)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "group", "kind"], name="wall_once_a_group"),
            # Two empty values are different for a database: the wall of the whole room needs its own line.
            models.UniqueConstraint(fields=["run", "kind"], condition=models.Q(group=None), name="wall_once_a_room"),
        ]

    def __str__(self):
        return f"wall {self.pk}"

    def number(self, note: "Note") -> None:
        """Give a note its spoken number when it becomes visible."""
        self.last_number += 1
        stored.update(self, "last_number")
        note.number, note.state = self.last_number, Note.State.WALL

    def reveal(self, notes: list["Note"], chance: random.Random | None = None) -> None:
        """Notes revealed together get their numbers in shuffled order, so that no order tells the author (R-GEN-23)."""
        (chance or random.SystemRandom()).shuffle(notes)
        for note in notes:
            self.number(note)
            note.save(update_fields=["number", "state"])


@prepared
def walls_at():
    return Wall.objects.filter(run=Given("run"), kind=Given("kind"))


class NoteQuerySet(models.QuerySet["Note"]):
    def on_wall(self) -> "NoteQuerySet":
        return self.filter(state=Note.State.WALL)

    def late(self) -> "NoteQuerySet":
        return self.filter(state=Note.State.LATE)

    def held(self) -> "NoteQuerySet":
        """With the facilitator: on no wall and in no count (R-GEN-19)."""
        return self.filter(state=Note.State.HELD)

    def taken_down(self) -> "NoteQuerySet":
        """Hidden by the desk, or merged into another one: what hangs again by one tap (R-GEN-21)."""
        merged = models.Q(state=Note.State.SET_ASIDE, merged_into__isnull=False)
        return self.filter(models.Q(state=Note.State.HIDDEN) | merged)

    def by(self, seat) -> "NoteQuerySet":
        """What a seat wrote, and what its phone wrote where no author is stored (R-GEN-8)."""
        own, hashes = models.Q(author=seat), hashes_of(seat)
        return self.filter(own | models.Q(secret_hash__in=hashes)) if hashes else self.filter(own)


@prepared
def kept_notes_of():
    """What hangs nowhere: with the facilitator, in the late tray, or kept by its author (R-GEN-3, R-GEN-19)."""
    waits = models.Q(state__in=[Note.State.HELD, Note.State.LATE])
    kept_by_author = models.Q(state=Note.State.WITHDRAWN, wished_at__isnull=False)
    kept = Note.objects.filter(waits | kept_by_author, workshop=Given("workshop"))
    return kept.prefetch_related("wall__run").order_by("-pk")


def hashes_of(seat) -> list[str]:
    """What notes of this seat's phone carry where no author is stored (R-GEN-8)."""
    return [hashed(seat.secret, *step) for step in anonymous_steps(seat)] if seat.secret else []


def anonymous_steps(seat) -> list[tuple[int, str]]:
    """The steps of the seat's workshop that store no author."""
    from workshops.models.agenda import AnonymousStep  # It stands on the agenda, which stands on walls.

    return list(AnonymousStep.objects.filter(run__workshop=seat.workshop_id).values_list("run", "step"))


def hashed(secret: str, run: int, step: str) -> str:
    """What a note of an anonymous step keeps of the phone's secret: another one for each step (R-GEN-8)."""
    text = f"{secret}:{run}:{step}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


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
    secret_hash = models.CharField(max_length=64, blank=True)
    reword_asked_at = models.DateTimeField(null=True, blank=True)
    wished_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="duplicates")
    created_at = models.DateTimeField(default=timezone.now)
    # A board may tell otherwise. What every wall asks each note for has to be there: to find nothing costs a third.
    called, plus_count = "", 0

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """As Django's own, which turns all choices over for it."""
        return str(self.State(self.state).label)

    @property
    def is_on_wall(self) -> bool:
        return self.state == self.State.WALL

    @property
    def may_be_changed(self) -> bool:
        """Whether its author may still reword or withdraw it: until its stage is locked (R-GEN-4)."""
        run = self.wall.run if self.wall else None
        if run is None or run.state not in ("open", "paused") or self.state not in ("draft", "wall", "held"):
            return False
        return not self.secret_hash or run.is_anonymous(run.step)

    @property
    def waits(self) -> bool:
        return self.state == self.State.HELD

    def hide(self, reason: str) -> None:
        """The facilitator takes it from the wall with a reason; it stays in the log (R-GEN-4)."""
        self.state, self.reason = self.State.HIDDEN, reason
        self.save(update_fields=["state", "reason"])

    def hold(self) -> None:
        """Wait for the facilitator, on no wall and in no count (R-GEN-19); a number just given is given back."""
        if self.number and self.wall and self.wall.last_number == self.number:
            Wall.objects.filter(pk=self.wall.pk, last_number=self.number).update(last_number=self.number - 1)
            self.wall.last_number, self.number = self.number - 1, None
        self.state = self.State.HELD
        self.save(update_fields=["state", "number"])

    def hang(self, shows_at_once: bool = True) -> None:
        """It was held and may stand: on the wall, or kept for it where the step reveals notes later."""
        self.state, self.reword_asked_at = self.State.DRAFT, None
        if self.number:
            self.state = self.State.WALL
        elif self.wall and shows_at_once:
            self.wall.number(self)
        self.save(update_fields=["state", "number", "reword_asked_at"])

    def merge_into(self, other: "Note") -> None:
        """Two that say the same become one with +1, which counts as a second note (R-GEN-11, R-STRAT-3)."""
        self.merged_into, self.state = other, self.State.SET_ASIDE
        self.save(update_fields=["merged_into", "state"])
        self.duplicates.update(merged_into=other)

    def hang_again(self, shows_at_once: bool) -> None:
        """A hiding or a merging is taken back: it hangs as before, under its own number (R-GEN-21)."""
        self.merged_into, self.reason = None, ""
        self.save(update_fields=["merged_into", "reason"])
        self.hang(shows_at_once)

    @property
    def plus(self) -> int:
        """How many more said the same."""
        return self.duplicates.count()

    def keep_back(self) -> None:
        """The facilitator leaves it off the wall; it stays in the log (R-GEN-19)."""
        self.state = self.State.SET_ASIDE
        self.save(update_fields=["state"])

    @property
    def is_late(self) -> bool:
        return self.state == self.State.LATE

    def wish(self, state: str) -> None:
        """Its author says what becomes of it; no moment is stored beside a note without an author (R-GEN-8)."""
        self.state, self.wished_at = state, timezone.now() if self.author_id else self.created_at
        self.save(update_fields=["state", "wished_at"])

    def forget_author(self, secret_hash: str, at) -> None:
        """Store no author, key or time beside it, only the hash of the phone's secret (R-GEN-8)."""
        self.author, self.client_key, self.secret_hash, self.created_at = None, "", secret_hash, at
        self.save(update_fields=["author", "client_key", "secret_hash", "created_at"])

    def withdraw(self) -> None:
        """The author takes the own note back (R-GEN-4)."""
        self.state = self.State.WITHDRAWN
        self.save(update_fields=["state"])
