"""What comes, before it comes: steps with lines to say and questions on the wall, which an event may word itself."""

from datetime import datetime, timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from workshops import access
from workshops.models import StageRun, Workshop
from workshops.own_words import FIELDS, Wording, WordsForm
from workshops.stages import Step
from workshops.timetable import Slot, Timetable
from workshops.views.console import filled, names_of
from workshops.views.screens import desk


@require_GET
@access.facilitated
def page(request, public_id):
    """The facilitator looks ahead; the room stays where it is."""
    return shown(request)


def shown(request, status: int = 200, refused: WordsForm | None = None, at: str = ""):
    workshop: Workshop = request.workshop
    workshop.look()
    table, words = Timetable.of(workshop), Wording(workshop)
    typed = {at: refused.data} if refused else {}
    coming = [(slot, by) for slot, by in table.delayed(table.coming) if slot.run]
    context = desk("run" if workshop.current else "plan", workshop) | {
        "workshop": workshop,
        "run": workshop.current,
        "step": workshop.current.open_step if workshop.current else None,
        "stages": [
            {
                "run": slot.run,
                "at": began(slot, workshop) or slot.at + by,
                "steps": steps(workshop, slot, by, words, typed),
            }
            for slot, by in coming
        ],
        "refused": refused,
        "refused_at": at,
    }
    return render(request, "console/ahead.html", context, status=status)


def began(slot: Slot, workshop: Workshop) -> datetime | None:
    """When the open stage did begin."""
    opened = slot.run.opened_at if slot.run and slot.run == workshop.current else None
    return opened.astimezone(slot.at.tzinfo) if opened else None


def steps(workshop: Workshop, slot: Slot, by: timedelta, words: Wording, typed: dict) -> list[dict]:
    """The open step and those that follow it, with when each would begin."""
    run, at = slot.run, slot.at + by
    assert run
    rows, here = [], 0
    if run == workshop.current:
        here = run.steps.index(run.open_step)
        at = (run.step_opened_at or at).astimezone(slot.at.tzinfo)
    for step in run.steps[here:]:
        minutes = run.stage.step_minutes(run, step)
        rows.append(row(workshop, run, step, words, typed) | {"at": at, "minutes": minutes})
        at += timedelta(minutes=minutes)
        if rows[-1]["is_now"]:
            # The open step ends when its clock does, and not before now.
            at = max(run.ends_at or at, timezone.now()).astimezone(slot.at.tzinfo)
    return rows


def row(workshop: Workshop, run: StageRun, step: Step, words: Wording, typed: dict) -> dict:
    name = f"{run.kind}-{step.key}"
    language, line, own = get_language() or "en", words.line(step), words.of(step)
    return {
        "step": step,
        "name": name,
        "is_now": run == workshop.current and step == run.open_step,
        "line": line,
        "say": filled(line.say(language), names_of(workshop)),
        "ahead": line.ahead(language),
        "question": words.question(step),
        "own": own,
        "script": step.line,
        "asks": {"en": words.question(step, "en"), "zh": words.question(step, "zh-hans")},
        "typed": typed.get(name) or {field: getattr(own, field) if own else "" for field in FIELDS},
    }


@require_POST
@access.facilitated
def word(request, public_id, kind, item):
    """Own words for one step; nothing typed is the script again."""
    run, user = get_object_or_404(request.workshop.agenda, kind=kind), request.user
    if item not in [step.key for step in run.stage.steps]:
        raise Http404
    form = WordsForm(request.POST)
    if not form.is_valid():
        return shown(request, 422, form, f"{kind}-{item}")

    def verb(workshop: Workshop, changing):
        form.save(workshop, kind, item)
        workshop.log("worded a step", user=user, subject=f"{kind}.{item}")
        here = workshop.current
        changing.touched("step" if here and (here.kind, here.step) == (kind, item) else "agenda")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    response = redirect("ahead", public_id=public_id)
    response["Location"] += f"#{kind}-{item}"
    return response
