"""Things to buy and bring, each count with its formula: computed from writers, groups and everybody in the room."""

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.models import Seat, Workshop
from workshops.timetable import Timetable

PAD = 100
STRATEGY_NOTES = 7
VOTES, FIELDS = 3, 4
PHONES_A_CHARGER = 6


class Thing(NamedTuple):
    number: int
    name: str
    formula: str


@dataclass(frozen=True)
class Room:
    """Who will be there: `writers` n, `groups` G, `hosts` of the day (decision maker, facilitator), `watchers`."""

    writers: int
    groups: int
    leaders: int
    watchers: int
    stages: frozenset[str]

    @classmethod
    def of(cls, workshop: Workshop) -> "Room":
        roles = list(workshop.seats.values_list("role", flat=True))
        writers, watchers = roles.count(Seat.Role.WRITER), roles.count(Seat.Role.WATCH)
        groups = workshop.groups.count() or planned_groups(writers)
        kinds = workshop.agenda.exclude(state="skipped").values_list("kind", flat=True)
        return cls(writers, groups, len(roles) - writers - watchers, watchers, frozenset(kinds))

    @property
    def all_day(self) -> int:
        return self.writers + self.leaders

    @property
    def everybody(self) -> int:
        return self.all_day + self.watchers


def planned_groups(writers: int) -> int:
    """How many groups there will be: one below fifteen, two to twenty-four, then one for each ten."""
    if writers <= 15:
        return 1
    return 2 if writers <= 24 else min(5, ceil(writers / 10))


def things(workshop: Workshop) -> list[Thing]:
    room, table = Room.of(workshop), Timetable.of(workshop)
    n, groups = room.writers, room.groups
    rests = [slot for slot in table.slots if slot.run is None]
    meals = [slot for slot in rests if slot.minutes > 30]
    teas = len(rests) - len(meals)
    found = [
        Thing(2 * groups + 1, _("wall papers, 1.5 × 2 m"), _("2 a group (vision, SWOT), 1 company wall")),
        Thing(
            -(-n * STRATEGY_NOTES // PAD),
            _("pads of straw notes"),
            _("%(n)d writers × %(notes)d strategy notes") % {"n": n, "notes": STRATEGY_NOTES},
        ),
        Thing(n + 2 * groups, _("thick black pens"), _("one a writer, 2 spare a group")),
        Thing(2 * groups, _("rolls of paper tape"), _("2 a group")),
        Thing(room.everybody, _("name cards with code"), told(room)),
        Thing(groups, _("tablets or laptops for the hosts"), _("one a group, charged")),
        Thing(2, _("spare phones"), chargers(room)),
        Thing(
            room.all_day + ceil(room.watchers / 2),
            _("printed drafts"),
            _("one each for %(all_day)d, one between two who watch") % {"all_day": room.all_day},
        ),
        Thing(
            room.everybody,
            _("chairs"),
            _("%(all_day)d in the groups and at the console, %(watchers)d behind")
            % {"all_day": room.all_day, "watchers": room.watchers},
        ),
    ]
    if "vision" in room.stages:
        found.insert(3, Thing(2 * groups, _("sets of eight colour pens"), _("2 a group, for the picture")))
    if "swot" in room.stages:
        pads = Thing(4 * groups, _("pads of notes: green, red, blue, violet"), _("100 each, 1 of each colour a group"))
        found.insert(1, pads)
        dots = {"n": n, "votes": VOTES, "fields": FIELDS}
        formula = _("%(n)d × %(votes)d a field × %(fields)d fields") % dots
        found.append(Thing(n * VOTES * FIELDS, _("vote dots, on paper only"), formula))
    if teas:
        formula = ngettext("%(people)d people, %(teas)d break", "%(people)d people × %(teas)d breaks", teas)
        found.append(Thing(room.all_day * teas, _("cups of tea"), formula % {"people": room.all_day, "teas": teas}))
    if meals:
        formula = _("%(at)s: writers, decision maker, facilitator") % {"at": f"{meals[0].at:%H:%M}"}
        found.append(Thing(room.all_day, _("lunches"), formula))
    return found


def told(room: Room) -> str:
    parts = {"n": room.writers, "leaders": room.leaders, "watchers": room.watchers}
    return _("%(n)d writers, %(leaders)d who lead, %(watchers)d who watch") % parts


def chargers(room: Room) -> str:
    return _("and one charger for each %(phones)d phones: %(count)d") % {
        "phones": PHONES_A_CHARGER,
        "count": ceil(room.all_day / PHONES_A_CHARGER),
    }
