from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from workshops.pictures import Encoded


class PictureQuerySet(models.QuerySet["Picture"]):
    def shown(self) -> "PictureQuerySet":
        """Those that nobody asked to take down."""
        return self.filter(removed_at=None)

    def keep(self, workshop, kind: str, encoded: "Encoded", seat=None, user=None) -> "Picture":
        """Store what `workshops.pictures` made of an upload: by a seat, or entered on the console by a user."""
        picture = self.create(
            workshop=workshop,
            kind=kind,
            digest=encoded.digest,
            width=encoded.width,
            height=encoded.height,
            uploaded_by=seat,
            entered_by=user,
        )
        PictureFile.objects.create(picture=picture, data=encoded.data, small=encoded.small)
        return picture


class Picture(models.Model):
    """A photo of a workshop, encoded anew and without data on place or device (R-GEN-15).

    Its bytes lie in the database beside it, so that a backup holds them and each of several machines serves them;
    `digest` is the SHA-256 of the large version's bytes.
    """

    class Kind(models.TextChoices):
        CANVAS = "canvas", _("Vision picture")
        GROUP = "group", _("Group picture")
        SHEET = "sheet", _("Photo of a sheet")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=10, choices=Kind)
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.kind} {self.digest[:12]}"

    @property
    def is_shown(self) -> bool:
        return self.removed_at is None

    def remove(self, changing, user=None, seat=None) -> None:
        """Take it down for good, at the wish of somebody visible in it: its bytes go, that it was there stays."""
        if self.removed_at:
            return
        self.removed_at, self.removed_by = timezone.now(), user
        self.save(update_fields=["removed_at", "removed_by"])
        PictureFile.objects.filter(picture=self).delete()
        self.workshop.log("removed a picture", user=user, seat=seat, subject=self.pk, rule="R-GEN-15")
        changing.touched("picture", self.pk)


class PictureFile(models.Model):
    """The two sizes of a picture as JPEG, apart from its row, so that no list of pictures loads them."""

    picture = models.OneToOneField(Picture, models.CASCADE, primary_key=True, related_name="file")
    data = models.BinaryField()
    small = models.BinaryField()

    def __str__(self):
        return f"file of {self.picture_id}"
