import re

from django.db import models

from people.models import Person
from workshops.kickoff.actions.models import KeyAction
from workshops.models import Group, Seat, Workshop

MOST = 3
ALL_AT_ONCE = 24
"""Above so many writers each group stands at its own wall, all at once."""

# “I will send …”, “我将…”, or straight away the deed; a wish, a plural or a noun phrase is nobody's promise.
NO_DEED = re.compile(
    r"\s*(we\b|us\b|they\b|everybody\b|everyone\b|the\b|an?\b|my\b|our\b|there\b|it\b|to be\b|being\b"
    r"|i (would|could|should|might|may|want|hope|wish|am|have|try)\b|i will (try|be|have|not)\b"
    r"|我们|大家|他们|各部门|希望|尽量|争取|努力|应该|我(希望|尽量|争取|努力|应该|想))",
    re.IGNORECASE,
)


class Commitment(models.Model):
    """“I will … by …, seen by …; from … I need …”: one promise of one seat, seen by nobody else until it signs."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="commitments")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="commitments")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=1280)
    language = models.CharField(max_length=10, default="en")
    seen_by = models.CharField(max_length=640, blank=True)
    due = models.DateField(null=True, blank=True)
    action = models.ForeignKey(KeyAction, models.SET_NULL, null=True, blank=True, related_name="commitments")
    need = models.CharField(max_length=960, blank=True)
    need_from_person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    need_from_text = models.CharField(max_length=480, blank=True)

    class Meta:
        ordering = ["seat", "order", "id"]

    def __str__(self):
        return self.text

    @property
    def need_from(self) -> str:
        return str(self.need_from_person or self.need_from_text)

    @property
    def is_vague(self) -> bool:
        """No deed at its start (R-SIGN-4)."""
        return bool(NO_DEED.match(self.text))

    @classmethod
    def write(cls, seat: Seat, **said) -> "Commitment":
        """A further promise of this seat, after those it has."""
        last = seat.commitments.aggregate(last=models.Max("order"))["last"]
        return cls.objects.create(workshop=seat.workshop, seat=seat, order=0 if last is None else last + 1, **said)

    def reword(self, **said) -> None:
        """Other words; a sheet that was signed stays as it was, the next one has a version more (R-SIGN-9)."""
        for name, value in said.items():
            setattr(self, name, value)
        self.save(update_fields=list(said))


class Standing(models.Model):
    """Which group stands in `say`; nobody in it is called up (R-SIGN-10). None: everybody at the own wall at once."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="standing")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self):
        return str(self.group or "all")

    @classmethod
    def begin(cls, workshop: Workshop) -> "Standing":
        """The first group stands up, or all do where the room is large or is one group."""
        groups = workshop.working_groups()
        large = workshop.seats.writers().present().count() > ALL_AT_ONCE
        first = None if large or len(groups) < 2 else groups[0]
        standing, _created = cls.objects.update_or_create(workshop=workshop, defaults={"group": first})
        return standing

    @classmethod
    def of(cls, workshop: Workshop) -> "Standing | None":
        return cls.objects.select_related("group").filter(workshop=workshop).first()

    def following(self) -> Group | None:
        """The group that stands up after this one; none after the last, and none where all stand at once."""
        if self.group is None:
            return None
        return next((one for one in self.workshop.working_groups() if one and one.letter > self.group.letter), None)

    def pass_on(self) -> None:
        if following := self.following():
            self.group = following
            self.save(update_fields=["group"])
