"""What the plan of a day says before it begins: R-DAY-1, R-DAY-2, R-ROLE-4 (level S)."""

from collections.abc import Iterator
from datetime import time

from django.urls import reverse
from django.utils.translation import gettext as _

from people.text import gap, in_a_row
from workshops.coaching import ADVISE, Finding, Fix
from workshops.models import Workshop
from workshops.timetable import Slot, Timetable

FEELING = 60
LATEST = time(18, 0)
LONGEST = 110
FEWEST_BREAKS = 2
HALF_A_DAY = 5 * 60


def day_advice(workshop: Workshop) -> Iterator[Finding]:
    """What a kickoff's plan says; R-DAY is silent for every other kind of event."""
    if not workshop.is_kickoff:
        return
    table = Timetable.of(workshop)
    yield from first_movement(workshop)
    yield from long_day(workshop, table)
    yield from facilitator_decides(workshop)


def first_movement(workshop: Workshop) -> Iterator[Finding]:
    """R-DAY-1 S: vision and stakes together under 60 minutes, or switched off."""
    feeling = workshop.agenda.filter(kind__in=["vision", "stakes"]).exclude(state="skipped")
    if sum(run.minutes for run in feeling) < FEELING or not any(run.kind == "vision" for run in feeling):
        what = _("Without the feeling part the goals stay numbers from above.")
        fixes = tuple(
            Fix(_("Take the vision up again"), reverse("take_up", args=[workshop.public_id, run.kind]))
            for run in workshop.agenda.filter(kind="vision", state="skipped")
        )
        yield Finding("R-DAY-1", ADVISE, what, _("Keep at least the vision."), fixes or (to_agenda(workshop),))


def to_agenda(workshop: Workshop, place: str = "agenda") -> Fix:
    return Fix(_("Agenda"), reverse("plan", args=[workshop.public_id]) + f"#{place}", method="get")


def long_day(workshop: Workshop, table: Timetable) -> Iterator[Finding]:
    """R-DAY-2 S: after 18:00, fewer than two breaks, or more than 110 minutes between two; half a day needs one."""
    for slots in days_of(workshop, table):
        rests = sum(slot.run is None for slot in slots)
        worked = sum(slot.minutes for slot in slots if slot.run)
        needed = FEWEST_BREAKS if worked > HALF_A_DAY else 1
        if slots[-1].until.time() > LATEST or slots[-1].until.date() > slots[0].at.date():
            what = _("The day ends at %(time)s, after 18:00.") % {"time": f"{slots[-1].until:%H:%M}"}
            why = _("Let the facts be written beforehand, or hold two days, the second from the strategies.")
            yield Finding("R-DAY-2", ADVISE, what, why, (to_agenda(workshop, "day"),), "end")
        if rests < needed:
            why = _("People need one every two hours.")
            yield Finding("R-DAY-2", ADVISE, _("Fewer than two breaks."), why, (to_agenda(workshop, "rest-after"),))
        yield from long_stretches(workshop, slots)


def long_stretches(workshop: Workshop, slots: list[Slot]) -> Iterator[Finding]:
    minutes, began = 0, slots[0]
    for slot in slots:
        minutes, began = (0, slot) if slot.run is None else (minutes + slot.minutes, began if minutes else slot)
        if slot.run and minutes > LONGEST and minutes - slot.minutes <= LONGEST:
            before = slots[slots.index(slot) - 1] if slot is not began else slot
            stage = (before.run or slot.run).stage
            url = reverse("plan_rest", args=[workshop.public_id, stage.key])
            what = _("%(minutes)d minutes without a break by the end of “%(stage)s”.")
            what %= {"minutes": minutes, "stage": slot.run.stage.title}
            fix = Fix(_("A break of 10 minutes after “%(stage)s”") % {"stage": stage.title}, url, {"minutes": "10"})
            yield Finding("R-DAY-2", ADVISE, what, "", (fix,), about=slot.run.kind)


def days_of(workshop: Workshop, table: Timetable) -> list[list[Slot]]:
    """The slots of each day."""
    days: list[list[Slot]] = []
    for slot in table.slots:
        begins = bool(workshop.second_day and slot.run and slot.run.kind == workshop.second_day_from)
        if begins or not days:
            days.append([])
        days[-1].append(slot)
    return [trimmed for day in days if (trimmed := without_last_rest(day))]


def without_last_rest(slots: list[Slot]) -> list[Slot]:
    return slots[:-1] if slots and slots[-1].run is None else slots


def facilitator_decides(workshop: Workshop) -> Iterator[Finding]:
    """R-ROLE-4 S: the decision maker should not also be the facilitator."""
    if workshop.facilitator is None:
        return
    people = workshop.organisation.memberships.filter(user=workshop.facilitator, person__isnull=False).values("person")
    if workshop.decision_makers().filter(person__in=people).exists():
        what = _("People stop proposing when the boss holds the pen.")
        others = workshop.organisation.memberships.filter(role="fac").exclude(user=workshop.facilitator)
        names = in_a_row(dict.fromkeys(str(one.user) for one in others.select_related("user")))
        why = _("%(names)s may take over on the console.") % {"names": names} if names else _("An administrator can.")
        yield Finding("R-ROLE-4", ADVISE, what, _("Name another facilitator.") + gap() + why)
