from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from live.feed import Audience
from workshops import access, surfaces
from workshops.forms import one_tap_reasons
from workshops.models import Workshop
from workshops.views.screens import live_attributes


@require_GET
@access.facilitated
def page(request, public_id):
    """The facilitator's console: one *Next*, what stands before it, what comes in, who is here."""
    audience = Audience("console", "", get_language() or "en")
    live = live_attributes(request.workshop, audience)
    return render(request, "console/page.html", panel_context(request) | {"live": live})


@require_GET
@access.facilitated
def panel(request, public_id):
    """The console's changing part, fetched anew whenever something happened in the room."""
    return render(request, "console/panel.html", panel_context(request))


def panel_context(request, findings=None, reasons=None) -> dict:
    workshop: Workshop = request.workshop
    shared = surfaces.context(workshop, "console")
    run = shared["run"]
    if run and workshop.current:
        shared |= run.open_step.console(run)
        shared["content"] = run.open_step.template("console").template.name
    last = workshop.advances.last()
    language = get_language() or "en"
    coming = following(workshop)
    return (
        shared
        | spoken(shared["line"], coming, language)
        | {
            "findings": workshop.findings() if findings is None else findings,
            "reasons": reasons or {},
            "one_tap_reasons": one_tap_reasons(),
            "position": workshop.position,
            "agenda": workshop.agenda.all(),
            "following": coming,
            "earlier_steps": earlier_steps(run) if workshop.current else [],
            "time_steps": [("-1", _("One minute less")), ("1", _("One minute more")), ("5", _("Five minutes more"))],
            "presence": presence(workshop, language),
            "writers": workshop.seats.writers().count(),
            "writers_present": workshop.seats.writers().present().count(),
            "late": workshop.notes.late().select_related("wall"),
            "parked": workshop.parked_items.all(),
            "open_parked": workshop.parked_items.filter(outcome="").exists(),
            "may_take_back": bool(last and last.may_be_taken_back and last.from_run_id),
            "in_charge": workshop.facilitator_id in (None, request.user.pk),
        }
    )


def spoken(line, coming, language: str) -> dict:
    """The line to say in the facilitator's language, with the other one below it, and the peek at the next."""
    other = "en" if language.startswith("zh") else "zh-hans"
    return {
        "say": line.say(language) if line else "",
        "say_other": line.say(other) if line else "",
        "other_language": "zh-Hans" if other == "zh-hans" else "en",
        "ahead": line.ahead(language) if line else "",
        "following_say": coming["line"].say(language) if coming else "",
    }


def earlier_steps(run) -> list[str]:
    keys = [step.key for step in run.stage.steps]
    return keys[: keys.index(run.open_step.key)]


def following(workshop: Workshop) -> dict | None:
    """The step behind *Next*, for the button and the peek at its line."""
    run = workshop.current
    after = run.stage.after(run.step) if run else None
    if run and after:
        return {"stage": run.stage, "step": after, "line": after.line}
    waiting = run.returns_to if run else None
    upcoming = waiting or workshop.upcoming
    if upcoming is None:
        return None
    step = upcoming.open_step if waiting else upcoming.stage.steps[0]
    return {"stage": upcoming.stage, "step": step, "line": step.line}


def presence(workshop: Workshop, language: str) -> list[dict]:
    """Heads by department, on the console only (R-ROLE-5)."""
    rows: dict[str, list] = {}
    for seat in workshop.seats.writers():
        rows.setdefault(seat.department_in(language), []).append(seat)
    return [
        {"department": name, "seats": seats, "here": sum(seat.is_present for seat in seats)}
        for name, seats in sorted(rows.items())
    ]
