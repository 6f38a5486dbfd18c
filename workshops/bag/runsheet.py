"""The run sheet: each step with its time, its mode and the line to say, half a day a page."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from workshops.models import Workshop
from workshops.papers.words import in_both
from workshops.timetable import Slot, Timetable

LUNCH = 31
"""A break of so many minutes or more parts the day."""
AFTERNOON = 13


@dataclass
class Half:
    """What stands on one page: stages with their steps, and breaks."""

    part: str
    begins: datetime
    ends: datetime
    rows: list[dict[str, Any]] = field(default_factory=list)


def halves(workshop: Workshop) -> list[Half]:
    """The morning with its lunch, and the afternoon; a half day is one page. `part` is morning, afternoon or day."""
    slots = Timetable.of(workshop).slots
    lunch = next((place for place, slot in enumerate(slots) if slot.run is None and slot.minutes >= LUNCH), None)
    parts = [slots] if lunch is None else [slots[: lunch + 1], slots[lunch + 1 :]]
    found = []
    for number, part in enumerate(one for one in parts if one):
        name = ("morning", "afternoon")[number] if len(parts) > 1 else "day"
        last = part[-1].at if part[-1].run is None else part[-1].until
        found.append(Half(name, part[0].at, last, [row_of(workshop, slot) for slot in part]))
    return found


def row_of(workshop: Workshop, slot: Slot) -> dict[str, Any]:
    if slot.run is None:
        return {"is_rest": True, "is_lunch": slot.minutes >= LUNCH, "at": slot.at, "minutes": slot.minutes}
    english, chinese = in_both(slot.run.stage.title)
    return {"is_rest": False, "en": english, "zh": chinese, "minutes": slot.minutes, "steps": steps_of(workshop, slot)}


def steps_of(workshop: Workshop, slot: Slot) -> list[dict[str, Any]]:
    """The steps one after the other; one without minutes of its own begins when the one before it ends."""
    run, at, language = slot.run, slot.at, get_language() or "en"
    if run is None:
        return []
    rows = []
    for step in run.steps:
        minutes = run.stage.step_minutes(step, slot.minutes, run.steps) if len(run.steps) > 1 else slot.minutes
        line = step.line
        rows.append(
            {
                "at": at,
                "minutes": minutes,
                "title": str(step.title or run.stage.title),
                "mode": line.mode,
                "say": spoken(workshop, line.say(language)),
                "ahead": spoken(workshop, line.ahead(language)),
            }
        )
        at += timedelta(minutes=minutes)
    return rows


def spoken(workshop: Workshop, line: str) -> str:
    """The line with the names of this day."""
    lead = workshop.decision_makers().first()
    return line.replace("{lead}", lead.name if lead else "…").replace("{n}", "1")
