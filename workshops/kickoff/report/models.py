import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from workshops.models import Workshop


def token() -> str:
    return secrets.token_urlsafe(24)


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    def standing(self) -> "ReportLinkQuerySet":
        """Not withdrawn; whether one has run out is asked of each, by the day of its organisation."""
        return self.filter(withdrawn_at=None)


class ReportLink(models.Model):
    """A link by which leaders read statement and trace without a login, until a day, or until it is withdrawn."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="report_links")
    token = models.CharField(max_length=40, unique=True, default=token)
    until = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"{self.workshop} until {self.until}"

    @classmethod
    def make(cls, workshop: Workshop, days: int, user) -> "ReportLink":
        """A new link that opens for so many days from today."""
        return cls.objects.create(workshop=workshop, until=workshop.today() + timedelta(days=days), made_by=user)

    @property
    def is_open(self) -> bool:
        """Open on its last day too; an event that was cancelled shows nothing to anybody outside."""
        return not (self.withdrawn_at or self.workshop.is_cancelled or self.is_past)

    @property
    def is_past(self) -> bool:
        return self.workshop.today() > self.until

    def withdraw(self) -> None:
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])
