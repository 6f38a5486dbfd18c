from datetime import timedelta

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from live.feed import Audience
from live.space import TOO_LITTLE, free_space, was_full
from workshops import access, aloud, beside, cards, surfaces, unsent
from workshops.anonymity import Done
from workshops.coaching import ASK, STOP, Finding
from workshops.forms import one_tap_reasons
from workshops.models import ParkedItem, Workshop
from workshops.own_words import Wording
from workshops.timetable import DRIFT, Timetable
from workshops.views.late import open_walls
from workshops.views.screens import desk, live_attributes


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
    """What the console shows: what the step says of itself (`Step.console`), and the page's own names around it."""
    workshop: Workshop = request.workshop
    shared = page_context(request, findings is not None, reasons or {})
    run = shared["run"]
    if run and workshop.current:
        shared["content"] = run.open_step.template("console").template.name
        shared |= run.open_step.console(run)
    return shared


def page_context(request, was_asked=False, reasons=None) -> dict:
    """The names that the page gives itself: no step may use one of them for something else."""
    workshop: Workshop = request.workshop
    # Nothing below changes the agenda, and nearly everything asks it.
    prefetch_related_objects([workshop], "agenda")
    shared = surfaces.context(workshop, "console")
    run = shared["run"]
    last = workshop.latest_next
    language = get_language() or "en"
    coming = following(workshop)
    return (
        shared
        | desk("run", workshop)
        | spoken(workshop, shared["line"], coming, language)
        | clock(workshop, run if workshop.current else None)
        | before_next(workshop)
        | {"findings_asked": was_asked, "reasons": reasons or {}, "one_tap_reasons": one_tap_reasons()}
        | who_is_here(workshop, language)
        | what_came_in(workshop)
        | parking_lot(workshop)
        | at_the_step(workshop, run, last)
        | {
            "position": workshop.position,
            "following": coming,
            "cards": cards.named(cards.of(workshop), workshop),
            "besides": beside.on_the_console(workshop, run),
            "may_take_back": bool(last and workshop.may_undo(last)),
            "disk_is_full": was_full(),
            "megabytes_left": free // 1_000_000 if (free := free_space()) < TOO_LITTLE else None,
            "in_charge": workshop.facilitator_id in (None, request.user.pk),
        }
    )


def before_next(workshop: Workshop) -> dict:
    """What stands before *Next*, and the reasons that would let the room go on."""
    found = cards.standing(workshop.findings(), workshop)
    asks = sum(finding.level == ASK for finding in found)
    return {
        "gates": cards.named(found, workshop),
        "reasons_wanted": asked(found),
        "stops": sum(finding.level == STOP for finding in found),
        "asks": asks,
        "named": workshop.seats.present() if asks else (),
    }


def who_is_here(workshop: Workshop, language: str) -> dict:
    here, writing = workshop.seats.present().count(), workshop.seats.writers().present().count()
    return {
        "presence": presence(workshop, language),
        "seats_here": here,
        "writers": workshop.seats.writers().count(),
        "writers_present": writing,
        "others_here": here - writing,
    }


def what_came_in(workshop: Workshop) -> dict:
    """What waits for the desk's word: late, held, taken down; and what still waits on phones."""
    return {
        "unsent": unsent.of(workshop),
        "late": workshop.notes.late().select_related("wall__group"),
        "late_walls": open_walls(workshop),
        "held": workshop.notes.held().select_related("wall__group", "wall__run"),
        "taken_down": taken_down(workshop.current),
    }


def parking_lot(workshop: Workshop) -> dict:
    return {
        "parked": workshop.parked_items.select_related("owner"),
        "open_parked": workshop.parked_items.filter(outcome="").count(),
        "outcomes": ParkedItem.Outcome.choices,
        "owners": workshop.organisation.people.all(),
    }


def at_the_step(workshop: Workshop, run, last) -> dict:
    """What the desk may do with the step at work, beside what the step says of itself."""
    if not workshop.current:
        return {}
    return {
        "earlier_steps": earlier_steps(run),
        "anonymous": anonymous(run),
        "due": due(run, last),
        "rest": run.rest,
        "read_out": run.read_out,
        "aloud": aloud.thing(run),
        "is_worked_on": run.open_step.fills_the_desk,
        **(Done(run).told() if Done(run).is_asked else {}),
    }


def due(run, last):
    """When this page says something else by time alone, `None` for never: the browser then asks for it (R-GEN-6)."""
    moments = run.moments + ([last.may_be_taken_back_until] if last and last.may_be_taken_back else [])
    return min((moment for moment in moments if moment > timezone.now()), default=None)


def anonymous(run) -> dict:
    """Whether the open step stores authors, and whether that may still be chosen (R-GEN-8)."""
    if not run.open_step.may_be_anonymous:
        return {}
    begun = run.workshop.notes.filter(wall__run=run).exists()
    return {"chosen": run.is_anonymous(run.step), "may_change": not begun}


def taken_down(run):
    """Notes of the open stage that may hang again: hidden, or merged into another, the latest first (R-GEN-21)."""
    if run is None:
        return []
    found = run.workshop.notes.taken_down().filter(wall__run=run)
    return found.select_related("wall__group", "merged_into").order_by("-pk")


def asked(found: list[Finding]) -> list[dict]:
    """One reason a rule of level O, whatever number of things it found."""
    rules: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.level == ASK:
            rules.setdefault(finding.rule, []).append(finding)
    return [
        {"rule": rule, "name": f"reason-{rule}", "what": [one.what for one in ones]} for rule, ones in rules.items()
    ]


def clock(workshop: Workshop, run) -> dict:
    """The day's stave, and the open step's clock beside its plan."""
    table = Timetable.of(workshop)
    landmark = table.landmark()
    shown = {
        "agenda": table.parts(),
        "day_played": table.played(),
        "playhead": f"{table.now:%H:%M}" if run else "",
        "behind": max(0, table.behind) if table.drifts else 0,
        "early": table.ahead if table.drifts else 0,
        "landmark": landmark,
        "landmark_at": next((slot.at + by for slot, by in table.delayed(table.coming) if slot is landmark), None),
    }
    if run and run.paused_at and run.ends_at:
        shown["minutes_left"] = clock_face(run.ends_at - table.now)
    slot = table.slot_of(run)
    if run and slot and run.ends_at:
        planned = slot.at + timedelta(minutes=run.stage.minutes_until(run))
        ends = max(run.ends_at, table.now).astimezone(table.now.tzinfo)
        shown |= {"plan_ends": planned, "now_ends": ends, "is_late": ends - planned >= timedelta(minutes=DRIFT)}
    return shown


def clock_face(left: timedelta) -> str:
    """What the clock showed when it was stopped, as the browser writes it: "09:48", "+1:05" over time."""
    minutes, seconds = divmod(abs(round(left.total_seconds())), 60)
    return f"{minutes:02}:{seconds:02}" if left >= timedelta() else f"+{minutes}:{seconds:02}"


def spoken(workshop: Workshop, line, coming, language: str) -> dict:
    """The line to say in the facilitator's language, with the other one below it, and the peek at the next."""
    other = "en" if language.startswith("zh") else "zh-hans"
    names = names_of(workshop)
    run = workshop.current
    now = names | (run.open_step.said(run) if run else {})
    then = names | (coming["step"].said(run) if run and coming else {})
    return {
        "say": filled(line.say(language), now) if line else "",
        "say_other": filled(line.say(other), now) if line else "",
        "other_language": "zh-Hans" if other == "zh-hans" else "en",
        "ahead": line.ahead(language) if line else "",
        "following_say": filled(coming["line"].say(language), then) if coming else "",
    }


def names_of(workshop: Workshop) -> dict[str, str]:
    """What stands in for the places of a line, whatever the step."""
    lead = workshop.decision_makers().first()
    return {"{lead}": lead.name if lead else _("The decision maker")}


def filled(line: str, names: dict[str, str]) -> str:
    for place, name in names.items():
        line = line.replace(place, name)
    return line


def earlier_steps(run) -> list[str]:
    keys = [step.key for step in run.steps]
    return keys[: keys.index(run.open_step.key)]


def following(workshop: Workshop) -> dict | None:
    """The step behind *Next*, for the button and the peek at its line."""
    run = workshop.current
    after = run.following if run else None
    if run and after:
        return {"title": run.stage.named(run, after), "step": after, "line": Wording(workshop).line(after)}
    waiting = run.returns_to if run else None
    upcoming = waiting or workshop.upcoming
    if upcoming is None:
        return None
    step = upcoming.open_step if waiting else upcoming.stage.steps[0]
    return {"title": upcoming.stage.title, "step": step, "line": Wording(workshop).line(step)}


def presence(workshop: Workshop, language: str) -> list[dict]:
    """Heads by department, on the console only (R-ROLE-5)."""
    rows: dict[str, list] = {}
    for seat in workshop.seats.writers():
        rows.setdefault(seat.department_in(language), []).append(seat)
    return [
        {"department": name, "seats": seats, "here": sum(seat.is_present for seat in seats)}
        for name, seats in sorted(rows.items())
    ]
