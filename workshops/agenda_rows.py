"""The agenda as a list: movements with their minutes, stages, breaks between them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from workshops import stages
from workshops.models import StageRun, Workshop
from workshops.rests import free_places, neighbours
from workshops.timetable import DRIFT, Slot, Timetable

Row = dict[str, Any]
LUNCH = 30
"""Minutes above which a break parts a movement, as lunch does."""
SHORTER = 5
"""Minutes below the usual ones from which a stage is short for so many people."""


def rows(workshop: Workshop, table: Timetable) -> list[Row]:
    """Stages and breaks in the order of the day; a skipped stage keeps its place and has no time."""
    planned = {slot.run.pk: slot for slot in table.stages if slot.run}
    free = free_places(workshop)
    listed: list[Row] = []
    rests = {slot.rest.after: slot for slot in table.slots if slot.rest}
    now = {id(slot): slot.at + by for slot, by in table.delayed(table.coming)} if table.current else {}
    for run in workshop.agenda.all():
        slot = planned.get(run.pk)
        listed.append({"run": run} | times(slot, now))
        if (rested := rests.get(run.kind)) and rested.rest:
            row = {"run": None, "minutes": rested.minutes, "spare": rested.spare, "late": rested.late}
            about = {"after": run.kind, "fixed_at": rested.rest.fixed_at}
            listed.append(row | times(rested, now) | about | neighbours(workshop, run.kind, free))
    return listed


def times(slot: Slot | None, now: dict[int, datetime]) -> Row:
    """When it begins, as it looks by now, and when that was planned, where the two differ."""
    if slot is None:
        return {"at": None, "told": None}
    opened = slot.run.opened_at if slot.run and slot.run.is_open else None
    at = opened.astimezone(slot.at.tzinfo) if opened else now.get(id(slot), slot.at)
    return {"at": at, "told": slot.at if abs(at - slot.at) >= timedelta(minutes=DRIFT) else None}


def with_movements(workshop: Workshop, listed: list[Row]) -> list[Row]:
    """The same with the name and the minutes of each movement above its stages; lunch parts a movement in two."""
    if not workshop.is_kickoff:
        return listed
    shown: list[Row] = []
    seen: set[int] = set()
    heading: Row | None = None
    for row in listed:
        run = row["run"]
        if run is None:
            heading = None if row["minutes"] > LUNCH else heading
        elif heading is None or heading["movement"] != run.stage.movement:
            movement = run.stage.movement
            heading = {"run": None, "movement": movement, "title": name_of(movement, movement in seen), "minutes": 0}
            seen.add(movement)
            shown.append(heading)
        if run and heading and run.state != StageRun.State.SKIPPED:
            heading["minutes"] += run.minutes
        shown.append(row)
    return shown


def name_of(movement: int, goes_on: bool) -> str:
    name = str(stages.PARTS[movement])
    return _("%(movement)s, continued") % {"movement": name} if goes_on else name


def with_advice(workshop: Workshop, listed: list[Row]) -> list[Row]:
    """Beside a stage to come the minutes that it usually needs, where it has clearly fewer and is not held short."""
    counts = workshop.counts_for_minutes()
    for row in listed:
        run = row["run"]
        if run and run.state == StageRun.State.PENDING and not run.is_short:
            usual = stages.get(run.kind).planned_minutes(*counts)
            row["safer"] = usual if usual - run.minutes >= SHORTER else 0
    return listed


def with_ways(workshop: Workshop, listed: list[Row]) -> list[Row]:
    """Beside a stage to come whether it may be left out, held short, or held with all its steps again (R-GEN-20)."""
    for row in listed:
        if run := row["run"]:
            is_to_come = run.state == StageRun.State.PENDING
            row |= form_of(workshop, run)
            row["may_be_skipped"] = is_to_come and run.stage.may_be_skipped
    return listed


def form_of(workshop: Workshop, run: StageRun | None) -> Row:
    """A short form while it may still be taken, or taken back; signing has none here: a signature is never cut."""
    form = run.stage.short_form if run else None
    found: Row = {"form": None, "saves": 0, "is_short": bool(run and run.is_short), "may_be_long": False}
    if run is None or form is None or not workshop.may_turn_short(run):
        return found
    if run.is_short:
        return found | {"may_be_long": True}
    if run.kind == "signing" or not run.stage.may_be_short(run):
        return found
    return found | {"form": form, "saves": form.minutes(run)}


def worked(table: Timetable) -> dict[str, int]:
    """Hours and minutes at work, minutes of rest."""
    minutes = sum(slot.minutes for slot in table.stages)
    rest = sum(slot.minutes for slot in table.slots if slot.run is None)
    return {"hours": minutes // 60, "minutes": minutes % 60, "rest": rest}
