from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models import StageRun


class Meeting(models.Model):
    """How the rounds of a town meeting are cut; without a row, one round a group that presents."""

    class Rounds(models.TextChoices):
        GROUP = "group", _("One round a group")
        STRATEGY = "strategy", _("One round a strategy")

    run = models.OneToOneField(StageRun, models.CASCADE, related_name="meeting")
    rounds = models.CharField(max_length=8, choices=Rounds, default=Rounds.GROUP)

    def __str__(self):
        return self.rounds
