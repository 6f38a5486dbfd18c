from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.models import Said
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.commitments.models import Commitment


class PromiseWord(Said):
    """How an own promise stands, in the words of who gave it."""

    class State(models.TextChoices):
        HELP = "help", _("Needs help")
        ON_TRACK = "on_track", _("On track")
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Partly kept")
        MISSED = "missed", _("Not kept")

    SETTLED = (State.KEPT, State.PARTLY, State.MISSED)

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="words")
    state = models.CharField(max_length=8, choices=State)

    def __str__(self):
        return self.get_state_display()

    @property
    def is_settled(self) -> bool:
        return self.state in self.SETTLED


class Reading(Said):
    """How a key action stands: its state and its measure as it is now, from its owner (R-FUP-4)."""

    action = models.ForeignKey(KeyAction, models.CASCADE, related_name="readings")
    state = models.CharField(max_length=9, choices=KeyAction.State)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)

    def __str__(self):
        return f"{self.action_id} {self.state}"

    def keep(self) -> "Reading":
        """The action stands as it was last said."""
        self.save()
        KeyAction.objects.filter(pk=self.action_id).update(state=self.state)
        return self


class GoalReading(Said):
    """What a goal's measure came to on a day, as the quarterly review reads it (R-FUP-5)."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="goal_readings")
    goal = models.ForeignKey("people.Goal", models.CASCADE, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)

    class Meta(Said.Meta):
        abstract = False
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["workshop", "goal", "on"], name="goal_read_once_a_day")]

    def __str__(self):
        return f"{self.goal_id} {self.on}: {self.value}"


class Tick(Said):
    """A date of the days after that was held, or a need that was answered, with a note of what came of it."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        LATER = "later", _("Later")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=60)
    answer = models.CharField(max_length=5, choices=Answer, blank=True)

    class Meta(Said.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="ticked_once")]

    def __str__(self):
        return self.key
