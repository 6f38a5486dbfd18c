"""How the day went: times, what was left out or passed with a reason, what was parked, what came late."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from people.number import plain
from people.rules import figure_name
from people.text import colon, in_a_row
from workshops import stages
from workshops.kickoff.closing import words
from workshops.kickoff.closing.dates import planned
from workshops.kickoff.closing.passed import PASSED
from workshops.kickoff.closing.results import result_of
from workshops.kickoff.contract.models import Agreement, AgreementTap
from workshops.kickoff.goals.models import Correction
from workshops.models import LogEntry, Note, Override, StageRun, Workshop
from workshops.papers.words import in_both

OVER = 5
"""Minutes over the plan from which a stage stands out."""


def times(workshop: Workshop) -> dict[str, Any]:
    """Every stage and break as planned and as it was, with the hours of the drawing."""
    zone = workshop.organisation.zone
    rests = {rest.after: rest for rest in workshop.rests.held()}
    at, rows = datetime.combine(workshop.first_day, workshop.opening, zone), []
    for run in workshop.agenda.exclude(state=StageRun.State.SKIPPED):
        minutes = run.planned_minutes
        rows.append(timed(run, at, minutes, zone))
        at += timedelta(minutes=minutes)
        if rest := rests.get(run.kind):
            at += timedelta(minutes=max(0, rest.early_at(at, at.date())))
            rows.append({"is_rest": True, "is_lunch": rest.minutes > 30, "plan_at": at, "plan": rest.minutes})
            at += timedelta(minutes=rest.minutes)
    rows = rows[:-1] if rows and rows[-1].get("is_rest") else rows
    real_ends = [row["ended"] for row in rows if row.get("ended")]
    first = min([row["plan_at"] for row in rows] + [row["began"] for row in rows if row.get("began")], default=at)
    last = max([at, *real_ends])
    return {
        "rows": scaled(rows, first, last),
        "hours": hours(first, last),
        "planned_end": at,
        "ended": max(real_ends, default=None),
    }


def hours(first: datetime, last: datetime) -> list[dict[str, Any]]:
    """The full hours of the day in the drawing; each third one is named."""
    whole, hour = max((last - first).total_seconds(), 60), first.replace(minute=0, second=0, microsecond=0)
    found = []
    while (hour := hour + timedelta(hours=1)) < last:
        name = str(hour.hour) if hour.hour % 3 == 0 else ""
        found.append({"x": round(100 * (hour - first).total_seconds() / whole, 1), "name": name})
    return found


def timed(run: StageRun, at: datetime, minutes: int, zone) -> dict[str, Any]:
    english, chinese = in_both(run.stage.title)
    began = run.opened_at and run.opened_at.astimezone(zone)
    ended = run.locked_at and run.locked_at.astimezone(zone)
    real = round((ended - began).total_seconds() / 60) if began and ended else None
    return {
        "is_rest": False,
        "en": english,
        "zh": chinese,
        "plan_at": at,
        "plan": minutes,
        "began": began,
        "ended": ended,
        "real": real,
        "more": real - minutes if real is not None else None,
        "is_over": real is not None and real - minutes >= OVER,
        "result": result_of(run),
    }


def scaled(rows: list[dict[str, Any]], first: datetime, last: datetime) -> list[dict[str, Any]]:
    """Where the bars of plan and day stand in a drawing a hundred units wide."""
    whole = max((last - first).total_seconds(), 60)

    def place(moment: datetime) -> float:
        return round(100 * (moment - first).total_seconds() / whole, 1)

    for row in rows:
        row["plan_x"], row["plan_w"] = place(row["plan_at"]), round(100 * row["plan"] * 60 / whole, 1)
        if row.get("began") and row.get("ended"):
            row["real_x"] = place(row["began"])
            row["real_w"] = max(0.6, round(place(row["ended"]) - row["real_x"], 1))
    return rows


def reasons(workshop: Workshop) -> list[dict[str, Any]]:
    """Skipped, shortened, reopened, corrected, passed with a reason: when, what, why and who."""
    acts = {"skipped": _("Skipped"), "shortened": _("Short form"), "reopened": _("Reopened")}
    zone = workshop.organisation.zone
    found = [
        {"at": one.at.astimezone(zone), "what": acts[one.act], "about": stage_named(one.subject), "why": one.reason}
        | {"who": str(one.user or "")}
        for one in LogEntry.objects.filter(workshop=workshop, act__in=acts).select_related("user")
    ]
    overrides = Override.objects.filter(run__workshop=workshop).exclude(rule="R-GEN-20").select_related("by", "run")
    found += [passed(one, zone) for one in overrides]
    found += [corrected(one, zone) for one in Correction.of(workshop)]
    return sorted(found, key=lambda row: row["at"])


def passed(one: Override, zone) -> dict[str, Any]:
    """A rule passed with a reason, in words; of signatures only that some were missing (R-SIGN-5)."""
    is_named = one.rule != "R-SIGN-5"
    return {
        "at": one.at.astimezone(zone),
        "what": _("Passed"),
        "about": " · ".join(str(part) for part in (one.run.stage.title, PASSED.get(one.rule)) if part),
        "why": one.reason if is_named else "",
        "who": str(one.by or "") if is_named else "",
    }


def corrected(one: Correction, zone) -> dict[str, Any]:
    """A goal of which figures were put right, with what each was before (R-GREAD-3)."""
    changes = [
        f"{figure_name(change.figure)} {plain(change.old)} → {plain(change.new)}"
        for change in one.version.changes.all()
    ]
    return {
        "at": one.version.at.astimezone(zone),
        "what": _("Corrected"),
        "about": f"{one.version.goal}{colon()}{in_a_row(changes)} {one.version.goal.unit}".strip(),
        "why": one.version.reason,
        "who": str(one.version.by or ""),
    }


def stage_named(subject: str) -> str:
    """The title behind `swot` or `swot.write.0`."""
    kind = subject.split(".")[0]
    return str(stages.get(kind).title) if stages.known([kind]) else subject


def late_tray(workshop: Workshop) -> list[dict[str, Any]]:
    """What came after its step: when, and what became of it. Never by whom."""
    zone = workshop.organisation.zone
    decided = workshop.entries.filter(act__in=["admitted a late note", "left a late note"])
    numbers = {int(subject) for subject in decided.values_list("subject", flat=True) if subject.isdecimal()}
    notes = workshop.notes.select_related("group", "wall__run", "wall__group")
    left = notes.filter(state=Note.State.SET_ASIDE, number=None)
    rows = {note.pk: note for note in [*notes.filter(pk__in=numbers), *notes.late(), *left]}
    return [
        {
            "letter": group.letter if (group := note.group or (note.wall and note.wall.group)) else "",
            "colour": group.colour if group else "",
            "text": note.text,
            "at": note.created_at.astimezone(zone),
            "stage": str(note.wall.run.stage.title) if note.wall and note.wall.run else "",
            "became": became(note),
        }
        for note in sorted(rows.values(), key=lambda note: note.created_at)
        if note.state not in (Note.State.HIDDEN, Note.State.WITHDRAWN)
    ]


def became(note: Note) -> str:
    if note.state == Note.State.LATE:
        return _("open")
    return _("added as %(number)d") % {"number": note.number} if note.number else pgettext("late note", "left")


def parked(workshop: Workshop) -> list[dict[str, Any]]:
    return [
        {
            "text": item.text,
            "outcome": str(item.get_outcome_display()) if item.outcome else _("open"),
            "owner": item.owner.name if item.owner else "",
            "due": item.due,
            "reason": item.reason,
        }
        for item in workshop.parked_items.select_related("owner")
    ]


def agreements(workshop: Workshop) -> dict[str, Any]:
    """What the room agreed on in the morning; taps as counts, answered concerns without names (R-OPEN-2)."""
    if not workshop.agenda.filter(kind="contract").exclude(state="skipped").exists():
        return {"lines": [], "told": "", "answered": []}
    taps = AgreementTap.objects.filter(workshop=workshop, seat__role="part")
    agreed, answered = taps.filter(answer="agree").count(), taps.filter(answer="concern", reply__gt="")
    told = ngettext("%(count)d agreed", "%(count)d agreed", agreed) % {"count": agreed}
    return {
        "lines": [(one.text_en, one.text_zh) for one in Agreement.of(workshop)],
        "told": told,
        "answered": [{"concern": one.concern, "reply": one.reply} for one in answered.order_by("id")],
    }


def next_dates(workshop: Workshop) -> list[dict[str, Any]]:
    return [{"date": row.date, "what": str(row.what)} for row in planned(workshop)]


def circle(workshop: Workshop) -> list[str]:
    """The words with which people left."""
    run = workshop.agenda.filter(kind="close").first()
    return [note.text for note in words.said(run)] if run and run.walls.exists() else []
