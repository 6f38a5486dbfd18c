from django.conf import settings
from django.db import models
from django.utils import timezone


class StaleQuerySet(models.QuerySet["Stale"]):
    def standing(self) -> "StaleQuerySet":
        """What nobody has looked at again yet."""
        return self.filter(cleared_at=None)

    def clear(self, user=None) -> int:
        """ "Still right", or the object was saved: the marks go, and who took them away stays."""
        return self.standing().update(cleared_at=timezone.now(), cleared_by=user)


class Stale(models.Model):
    """ "Check again": what stands on a stage that was reopened since; a mark with a card, never a gate.

    `kind` and `ref` name the object as its ritual registered it with `workshops.staleness`; `because` is the stage.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="stale")
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=40, blank=True)
    because = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = StaleQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "kind", "ref"], name="stale_once", condition=models.Q(cleared_at=None)
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.ref} because of {self.because}"
