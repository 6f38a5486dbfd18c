from django.conf import settings
from django.db import models
from django.utils import timezone

from workshops.models import StageRun


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
