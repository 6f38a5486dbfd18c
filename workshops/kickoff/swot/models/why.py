from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from workshops.kickoff.swot.models.note import SwotNote
from workshops.models import Seat

FEWEST_STEPS, MOST_STEPS = 3, 5


class WhyStep(models.Model):
    """One answer to "why was that so?" in the chain of a note; `control` says in whose hands it is."""

    class Control(models.TextChoices):
        OURS = "ours", gettext_lazy("In our hands")
        OTHERS = "others", gettext_lazy("Decided by others")

    note = models.ForeignKey(SwotNote, models.CASCADE, related_name="whys")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1280)
    language = models.CharField(max_length=10, default="en")
    control = models.CharField(max_length=6, choices=Control)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["note", "order"], name="why_step_once")]

    def __str__(self):
        return self.text

    @classmethod
    def link(cls, note: SwotNote, order: int, text: str, control: str, language: str = "en", seat: Seat | None = None):
        """Add the next step; at most five (R-SWOT-5). `order` is the step that was asked for when it was written."""
        if order > MOST_STEPS or note.whys.count() >= MOST_STEPS:
            raise Refused(_("Five times why is enough. Stop here, or take the last step back."), rule="R-SWOT-5")
        if order != note.whys.count() + 1:
            raise Refused(_("Somebody typed this step a moment ago. Look at the chain as it is now."), rule="R-SWOT-5")
        return cls.objects.create(note=note, order=order, text=text, control=control, language=language, seat=seat)

    @classmethod
    def unlink(cls, note: SwotNote) -> None:
        """Take the last step of a chain back."""
        last = note.whys.last()
        if last is None:
            raise Refused(_("There is no step to take back."), rule="R-SWOT-5")
        last.delete()

    @property
    def is_ours(self) -> bool:
        return self.control == self.Control.OURS
