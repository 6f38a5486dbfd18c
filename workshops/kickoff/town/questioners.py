"""Who asks: coach, decision maker, heads of departments and named questioners; everybody else sends to the coach."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Person
from workshops.models import Seat, Workshop


class Asker(models.TextChoices):
    """The role that the wall names (R-TOWN-12)."""

    COACH = "coach", pgettext_lazy("person", "Coach")
    LEAD = "lead", _("Decision maker")
    HEAD = "head", _("Head of department")
    QUESTIONER = "quest", _("Questioner")
    PARTICIPANT = "part", _("Participant")
    WATCH = "watch", _("Observer")


HEADS = (Person.Level.TOP, Person.Level.MIDDLE)
BY_SEAT = {
    Seat.Role.FACILITATOR: Asker.COACH,
    Seat.Role.COFACILITATOR: Asker.COACH,
    Seat.Role.LEAD: Asker.LEAD,
    Seat.Role.QUESTIONER: Asker.QUESTIONER,
    Seat.Role.WATCH: Asker.WATCH,
}


def role_of(seat: Seat) -> Asker:
    if seat.role in BY_SEAT:
        return BY_SEAT[Seat.Role(seat.role)]
    return Asker.HEAD if seat.person and seat.person.job_level in HEADS else Asker.PARTICIPANT


def asks(seat: Seat) -> bool:
    """Whether its questions go into the queue; all others go to the coach's draft box."""
    return role_of(seat) not in (Asker.PARTICIPANT, Asker.WATCH)


def questioners(workshop: Workshop) -> list[Seat]:
    seats = workshop.seats.select_related("person").exclude(role=Seat.Role.WATCH)
    return [seat for seat in seats if asks(seat)]
