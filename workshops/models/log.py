from django.conf import settings
from django.db import models
from django.utils import timezone


class LogEntry(models.Model):
    """Every state change, hide, merge, decision and signature: who, when, which ids, no texts (R-GEN-12)."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    seat = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, blank=True, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=1600, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.at:%H:%M} {self.act} {self.subject}"


class Override(models.Model):
    """A level-O rule passed with a reason: kept in the log and printed in the closing report."""

    run = models.ForeignKey("workshops.StageRun", models.CASCADE, related_name="overrides")
    step = models.CharField(max_length=20)
    rule = models.CharField(max_length=20)
    reason = models.CharField(max_length=1600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.rule}: {self.reason}"
