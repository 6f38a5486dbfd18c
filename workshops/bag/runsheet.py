"""The run sheet: each step with its time, its mode and the line to say; half a day a page, of two days one each."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from workshops.day_rules import days_of
from workshops.models import Workshop
from workshops.own_words import Wording
from workshops.papers.words import in_both
from workshops.timetable import Slot, Timetable

LUNCH = 31
"""A break of so many minutes or more parts the day."""


@dataclass
class Half:
    """What stands on one page: stages with their steps, and breaks."""

    part: str
    begins: datetime
    ends: datetime
    rows: list[dict[str, Any]] = field(default_factory=list)


def halves(workshop: Workshop) -> list[Half]:
    """The morning with its lunch, and the afternoon; a half day is one page, and each of two days.

    `part` is morning, afternoon, day, first or second.
    """
    table = Timetable.of(workshop)
    days = days_of(workshop, table)
    if len(days) > 1:
        return [half(workshop, name, part) for name, part in zip(("first", "second"), days, strict=False)]
    parts = by_lunch(table.slots)
    names = ("morning", "afternoon") if len(parts) > 1 else ("day",)
    return [half(workshop, name, part) for name, part in zip(names, parts, strict=False)]


def by_lunch(slots: list[Slot]) -> list[list[Slot]]:
    lunch = next((place for place, slot in enumerate(slots) if slot.run is None and slot.minutes >= LUNCH), None)
    parts = [slots] if lunch is None else [slots[: lunch + 1], slots[lunch + 1 :]]
    return [part for part in parts if part]


def half(workshop: Workshop, name: str, part: list[Slot]) -> Half:
    last = part[-1].at if part[-1].run is None else part[-1].until
    return Half(name, part[0].at, last, [row_of(workshop, slot) for slot in part])


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
    rows, words = [], Wording(workshop)
    for step in run.steps:
        minutes = run.stage.step_minutes(run, step) if len(run.steps) > 1 else slot.minutes
        line = words.line(step)
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
