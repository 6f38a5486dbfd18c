from django.conf import settings
from django.db import models
from django.utils import timezone

from live.prepared import Given, prepared


class ReadOut(models.Model):
    """What fills the walls of a step: one thing at a time, until another one does, or none.

    `kind` and `number` name it as its stage knows it (`Stage.aloud`); the console put it up, or `seat` its own words.
    """

    run = models.ForeignKey("workshops.StageRun", models.CASCADE, related_name="read_outs")
    step = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    seat = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    put_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.kind} {self.number}"

    @classmethod
    def now(cls, run) -> "ReadOut | None":
        """In the open step of a stage."""
        return read_outs.first(run=run.pk, step=run.step)

    @classmethod
    def put_out(cls, run) -> None:
        cls.objects.filter(run=run, put_out_at=None).update(put_out_at=timezone.now())

    def is_of(self, kind: str, ref: str) -> bool:
        return (self.kind, str(self.number)) == (kind, ref)


@prepared
def read_outs():
    return ReadOut.objects.filter(run=Given("run"), step=Given("step"), put_out_at=None).order_by("-id")[:1]
