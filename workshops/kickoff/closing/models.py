from django.conf import settings
from django.db import models
from django.utils import timezone


class NextDate(models.Model):
    """A day on which the room looks again, as it was confirmed or moved before everybody left."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="next_dates")
    key = models.CharField(max_length=12)
    date = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["date", "id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="next_date_once")]

    def __str__(self):
        return f"{self.key} {self.date}"
