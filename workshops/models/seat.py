import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live import Refused
from people.models import Person
from people.models.organisation import new_key
from people.text import holding

PIN_TRIES = 5
LET_IN = timedelta(minutes=2)
WRONG_NAME = timedelta(seconds=10)


def device_key() -> str:
    return secrets.token_urlsafe(18)


class SeatQuerySet(models.QuerySet["Seat"]):
    def present(self) -> "SeatQuerySet":
        """Checked in and not left, with any kind of device."""
        return self.filter(checked_in_at__isnull=False, left_at__isnull=True, rests_at__isnull=True)

    def writers(self) -> "SeatQuerySet":
        """Who counts in n: not the facilitators, the decision maker, `watch` or a questioner without another role."""
        return self.filter(role=Seat.Role.WRITER)

    def of_group(self, group) -> "SeatQuerySet":
        """The seats of a group; of the whole room where there is none."""
        return self.filter(group=group) if group else self

    def on_the_list(self) -> "SeatQuerySet":
        """Whom a phone may tap at the door: neither paper nor who comes by a link of the desk (R-ROLE-7)."""
        return self.exclude(kind=Seat.Kind.PAPER).exclude(role__in=[Seat.Role.SHEETS, Seat.Role.COFACILITATOR])

    def called(self, sought: str) -> "SeatQuerySet":
        """Whose name holds these words, in either script; compared as `folded`."""
        names = {text for pair in self.values_list("name", "name_latin") for text in pair if text}
        wanted = holding(sought, names)
        return self.filter(models.Q(name__in=wanted) | models.Q(name_latin__in=wanted))

    def free(self) -> "SeatQuerySet":
        return self.filter(claimed_at__isnull=True)


class Seat(models.Model):
    """A person's place in one event: own phone, shared tablet or paper (R-GEN-13)."""

    class Role(models.TextChoices):
        WRITER = "part", _("Participant")
        LEAD = "lead", _("Decision maker")
        FACILITATOR = "fac", _("Facilitator")
        QUESTIONER = "quest", _("Questioner")
        WATCH = "watch", _("Observer")
        COFACILITATOR = "cofac", _("Co-facilitator")
        SHEETS = "paper", _("Paper of a group")

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        TABLET = "tablet", _("Shared tablet")
        PAPER = "paper", _("Paper")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(max_length=320)
    name_latin = models.CharField(max_length=480, blank=True)
    department_en = models.CharField(max_length=320, blank=True)
    department_zh = models.CharField(max_length=320, blank=True)
    role = models.CharField(max_length=5, choices=Role, default=Role.WRITER)
    group = models.ForeignKey("workshops.Group", models.SET_NULL, null=True, blank=True, related_name="seats")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PHONE)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    show_arrival = models.BooleanField(default=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    seated_at = models.DateTimeField(null=True, blank=True)
    let_in_until = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    device_key = models.CharField(max_length=24, default=device_key)
    secret_version = models.PositiveIntegerField(default=0)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=40, blank=True, default=new_key)
    asks = models.BooleanField(default=False)
    rests_at = models.DateTimeField(null=True, blank=True)
    stands_in_for = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="deputies")

    secret = ""
    """What this seat's phone keeps for anonymous steps; known while it is asked for, never stored (R-GEN-8)."""

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"], name="seat_once_a_person", condition=models.Q(person__isnull=False)
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_present(self) -> bool:
        return self.checked_in_at is not None and self.left_at is None and self.rests_at is None

    @property
    def is_pile(self) -> bool:
        """Whether it stands for the sheets of a group, which many people wrote (R-GEN-16)."""
        return self.role == self.Role.SHEETS

    @property
    def is_host(self) -> bool:
        """Whether it moves notes and types headings for its group: the host, or a co-facilitator by link (R-ROLE-7)."""
        if self.group is None:
            return False
        return self.role == self.Role.COFACILITATOR or self.group.host_id == self.pk

    @property
    def leads(self) -> bool:
        """Whether it decides inside the envelope: the decision maker, or who stands in (R-ROLE-8)."""
        return self.role == self.Role.LEAD or self.stands_in_for_id is not None

    @property
    def roles(self) -> frozenset[str]:
        """As what it acts: its own role, and that of somebody for whom it stands in (R-ROLE-8)."""
        return frozenset({self.role, self.Role.LEAD.value} if self.leads else {self.role})

    @property
    def helps(self) -> bool:
        """Whether it is a co-facilitator by link, who acts in one group and nowhere else (R-ROLE-7)."""
        return self.role == self.Role.COFACILITATOR and self.group is not None

    @property
    def writes(self) -> bool:
        return self.role == self.Role.WRITER

    @property
    def department(self) -> tuple[str, str]:
        """By which name colleagues know each other: the roster's department, or what was typed at the door."""
        return self.department_en, self.department_zh

    def department_in(self, language: str) -> str:
        chosen, other = self.department_en, self.department_zh
        return (other or chosen) if language.startswith("zh") else (chosen or other)

    @property
    def is_from_the_door(self) -> bool:
        """Whether its name was typed at the door and stands on no roster yet."""
        return self.person_id is None and self.role not in (Seat.Role.SHEETS, Seat.Role.COFACILITATOR)

    def join_the_roster(self) -> Person:
        """The organisation knows this person from now on; who was on its roster without a seat here is this one."""
        organisation = self.workshop.organisation
        department = organisation.departments.filter(name_en=self.department_en, name_zh=self.department_zh).first()
        if department is None:
            told = _("The department was renamed since. Add this person under “Plan”, “People”.")
            raise Refused(told, rule="R-PREP-8")
        known = organisation.people.namesakes(self.name, department)
        seated = set(self.workshop.seats.exclude(person=None).values_list("person", flat=True))
        found = next((person for person in known if person.pk not in seated), None)
        self.person = found or organisation.people.create(name=self.name, department=department)
        self.save(update_fields=["person"])
        return self.person

    # ---- the ways back to a seat ------------------------------------------------------------------

    def derived(self, purpose: str) -> bytes:
        """A secret of this seat that is never stored: another one after the seat was released."""
        text = f"{purpose}:{self.pk}:{self.secret_version}"
        return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()

    @property
    def pin(self) -> str:
        """Four digits, shown on "my seat" and on the name card, the same whenever they are printed again."""
        return f"{int.from_bytes(self.derived('pin')[:4]) % 10_000:04d}"

    @property
    def personal_token(self) -> str:
        """What the personal QR carries: 96 bits."""
        return self.derived("link")[:12].hex()

    # ---- verbs ------------------------------------------------------------------------------------

    def claim(self, language: str, kind: str = Kind.PHONE) -> None:
        """Sit down on this device: a new key, so that a seat has at most one live phone (R-GEN-13)."""
        now = timezone.now()
        self.device_key, self.language, self.wrong_pins, self.kind = device_key(), language, 0, kind
        self.seated_at, self.let_in_until = now, None
        self.claimed_at = self.claimed_at or now
        self.checked_in_at, self.left_at, self.rests_at = self.checked_in_at or now, None, None
        self.save()

    @property
    def is_unbroken(self) -> bool:
        """Whether an own phone sits here since check-in: another device, a release or a tablet break it (R-SIGN-1)."""
        return self.kind == self.Kind.PHONE and self.seated_at is not None and self.seated_at == self.checked_in_at

    def stand_up(self) -> None:
        """Leave the device, not the room: its key is void, and who comes back types the PIN (R-GEN-13)."""
        self.device_key = device_key()
        self.save(update_fields=["device_key"])

    def let_in(self) -> None:
        """The facilitator's tap in place of a PIN, good for two minutes; wrong tries are forgotten (R-GEN-13)."""
        self.let_in_until, self.wrong_pins = timezone.now() + LET_IN, 0
        self.save(update_fields=["let_in_until", "wrong_pins"])

    @property
    def is_let_in(self) -> bool:
        return self.let_in_until is not None and timezone.now() <= self.let_in_until

    def move_to_paper(self) -> None:
        """Without a phone, known and agreeing: checked in, and what is on paper is typed in for it (R-GEN-16)."""
        self.kind, self.device_key = self.Kind.PAPER, device_key()
        self.checked_in_at, self.left_at = self.checked_in_at or timezone.now(), None
        self.save()

    def move_to_phone(self) -> None:
        """The person takes a phone after all: the name is on the list again."""
        self.kind = self.Kind.PHONE
        self.save(update_fields=["kind"])

    def try_pin(self, pin: str) -> None:
        """Guard R-GEN-13: a claimed seat opens with its PIN; after five wrong tries only the facilitator helps."""
        # The try is spent before it is looked at, so that many at once are not more than five.
        spent = Seat.objects.filter(pk=self.pk, wrong_pins__lt=PIN_TRIES).update(wrong_pins=models.F("wrong_pins") + 1)
        if not spent:
            locked = _("Five wrong tries. Ask the facilitator to release this seat.")
            raise Refused(locked, rule="R-GEN-13", status=403, field="pin")
        if not hmac.compare_digest(self.pin, pin):
            raise Refused(
                _("That is not the PIN of this seat. It stands on your name card and under “My seat”."),
                rule="R-GEN-13",
                status=403,
                field="pin",
            )
        Seat.objects.filter(pk=self.pk).update(wrong_pins=0)

    @property
    def is_locked_out(self) -> bool:
        """Whether no PIN is taken any more: the personal QR and the facilitator alone lead back (R-GEN-13)."""
        return self.wrong_pins >= PIN_TRIES

    def release(self) -> None:
        """Give the seat free: the old phone is out, the old QR and PIN are void (R-GEN-13)."""
        self.device_key, self.claimed_at, self.seated_at, self.wrong_pins = device_key(), None, None, 0
        self.secret_version += 1
        self.save()

    @property
    def has_just_come(self) -> bool:
        """Whether a wrong check-in is still taken back by one tap, wherever the room is (R-GEN-21)."""
        return self.checked_in_at is not None and timezone.now() - self.checked_in_at <= WRONG_NAME

    @property
    def came_until(self):
        """Until when `has_just_come` holds."""
        return self.checked_in_at and self.checked_in_at + WRONG_NAME

    def never_came(self) -> None:
        """A wrong check-in is taken back: the name is free, its card stays good; one typed at the door goes."""
        if self.person is None:
            self.delete()
            return
        self.device_key, self.claimed_at, self.seated_at, self.checked_in_at = device_key(), None, None, None
        self.save()

    def leave(self) -> None:
        self.left_at = timezone.now()
        self.save(update_fields=["left_at"])

    def come_back(self) -> None:
        """Here again: after somebody had gone, or on the morning of the second day."""
        self.checked_in_at = self.checked_in_at or timezone.now()
        self.left_at, self.rests_at = None, None
        self.save(update_fields=["checked_in_at", "left_at", "rests_at"])
