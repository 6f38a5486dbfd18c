from django.conf import settings
from django.db import models
from django.utils import timezone

from live.prepared import Given, prepared
from workshops.kickoff.swot.models.note import SwotNote
from workshops.models import StageRun


class Spotlight(models.Model):
    """Which note the console reads out: it stands large on the wall until another one does, or none."""

    run = models.ForeignKey(StageRun, models.CASCADE, related_name="swot_spotlights")
    note = models.ForeignKey(SwotNote, models.CASCADE, related_name="spotlights")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    put_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"note {self.note_id}"

    @classmethod
    def now(cls, run: StageRun) -> "Spotlight | None":
        return lights.first(run=run.pk)

    @classmethod
    def turn_on(cls, run: StageRun, note: SwotNote, user) -> None:
        cls.put_out(run)
        cls.objects.create(run=run, note=note, user=user)

    @classmethod
    def points_at(cls, run: StageRun, note: int) -> bool:
        """Whether this note is to be read out, though it may not hang any more."""
        return cls.objects.filter(run=run, note=note, put_out_at=None).exists()

    @classmethod
    def put_out(cls, run: StageRun) -> None:
        cls.objects.filter(run=run, put_out_at=None).update(put_out_at=timezone.now())


@prepared
def lights():
    return Spotlight.objects.filter(run=Given("run"), put_out_at=None, note__state="wall").order_by("-id")[:1]


class Opening(models.Model):
    """The result of a vote was opened: until it is closed again everybody sees the counts and nobody votes."""

    run = models.ForeignKey(StageRun, models.CASCADE, related_name="swot_openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"result of {self.run_id}"

    @classmethod
    def is_open(cls, run: StageRun) -> bool:
        return cls.objects.filter(run=run, closed_at=None).exists()

    @classmethod
    def open(cls, run: StageRun, user) -> None:
        if not cls.is_open(run):
            cls.objects.create(run=run, user=user)

    @classmethod
    def close(cls, run: StageRun) -> None:
        cls.objects.filter(run=run, closed_at=None).update(closed_at=timezone.now())
