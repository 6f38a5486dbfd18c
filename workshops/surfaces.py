"""What the projector, the phones and the console show of a workshop: page, push and catch-up render here."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from live.feed import Audience
from live.models import Room
from live.once import once
from live.prepared import Given, prepared
from workshops import access, aloud, beside, doors, newest, unsent
from workshops.anonymity import Done
from workshops.models import Group, Note, StageRun, Workshop
from workshops.own_words import Wording
from workshops.views.screens import after_page

LANGUAGES = ("en", "zh-hans")
GONE = '<template id="{}" data-gone></template>'
POKE = '<div data-poke="{}"></div>'
HELD = "held"
"""Touched when the desk decides on a note, late, held or hanging: its author's phone asks how it stands (R-GEN-19)."""
MOVED = "group"
"""Touched when a seat changes its group: its phone then shows the wall of the new one."""
BELL = "bell"
"""Touched when the walls shall ring, or no longer."""
DONE = "done"
"""Touched when somebody says to be done with writing, or not yet: the count is shown, never who."""
AGENDA = "agenda"
"""Touched when a stage is skipped, taken up, added or planned anew: the stave stands elsewhere."""
OWN = "own"
"""Touched when the desk enters what one phone shows as its own: each phone asks, so that none learns whose it was."""
PRESENCE = "presence"
"""Touched when somebody comes or leaves: whatever counts who is here counts anew."""
RELEASED = "released"
"""Touched when a seat changes hands: each phone asks whether it still has its own (R-GEN-13)."""


def movements(workshop: Workshop, run: StageRun | None) -> dict[str, Any]:
    """The five lines of the stave and how far the day has been played, in hundredths."""
    if run and run.stage.is_event:
        return steps_as_beats(run)
    names = [_("Prelude"), _("I Vision"), _("II SWOT"), _("III Town"), _("Finale")]
    agenda = list(workshop.agenda.all())
    now = run.stage.movement if run else 4
    over = bool(agenda) and all(row.state in ("locked", "skipped") for row in agenda)
    beats = [
        {
            "label": label,
            "pitch": pitch,
            "state": "now" if pitch == now and not over else "done" if pitch <= now else "todo",
        }
        for pitch, label in enumerate(names)
    ]
    return {"movements": beats, "played": 100 if over else played(agenda, now)}


def steps_as_beats(run: StageRun) -> dict[str, Any]:
    """The steps of a stage that is an event by itself, on the five lines of the stave."""
    steps, over = run.steps, run.state == StageRun.State.LOCKED
    now = steps.index(run.open_step)
    shown = [
        {
            "label": step.title,
            "pitch": min(at, 4),
            "state": "now" if at == now and not over else "done" if at <= now else "todo",
        }
        for at, step in enumerate(steps)
    ]
    return {"movements": shown, "played": 100 if over else round(100 * (now + 0.5) / len(steps))}


def played(agenda: list[StageRun], now: int) -> int:
    """Where the ink of the stave ends: each movement is a fifth, filled by the stages that are done."""
    stages_now = [row for row in agenda if row.stage.movement == now and row.state != StageRun.State.SKIPPED]
    done = sum(row.state == StageRun.State.LOCKED for row in stages_now)
    return round((now + (done + 0.5) / (len(stages_now) or 1)) * 20)


def context(workshop: Workshop, surface: str, group=None) -> dict[str, Any]:
    """What every template of a surface may use; the step's own hook adds the rest."""
    workshop.look()
    run = workshop.shown
    step = run.open_step if run else None
    words = Wording(workshop)
    shared = {
        "workshop": workshop,
        "run": run,
        "stage": run.stage if run else None,
        "step": step,
        "line": words.line(step) if step else None,
        "wall_question": words.question(step) if step else "",
        "looks_up": bool(step and step.looks_up and run.state == StageRun.State.OPEN),
        "act": step.act if step else "phone/no_act.html",
        "behind": step.behind if step else "",
        "group": group,
        "is_paused": bool(workshop.current and run.state == StageRun.State.PAUSED) or workshop.is_between_days,
        "between_days": workshop.is_between_days,
        "back_at": workshop.current.back_at if workshop.current else None,
        "is_cancelled": workshop.is_cancelled,
        "checks_in": workshop.checks_in,
        "is_over": workshop.state in ("closing", "closed", "archived", "cancelled") and workshop.current is None,
        "join_code": workshop.spoken_code if workshop.has_open_doors else "",
        "public_host": doors.host(workshop),
        **movements(workshop, run),
    }
    if surface == "phone":
        shared["besides"] = beside.on_phones(workshop, run)
    if surface == "projector":
        shared |= {"join_square": doors.square(workshop)}
        shared |= Done(run).shown_to_all() if run else {}
    if run and step:
        own = {"projector": lambda: step.projector(run, group), "phone": lambda: step.phone(run, group)}
        shared |= own.get(surface, dict)()
        if surface == "projector":
            shared |= beside_each_other(workshop, run, words) | {"aloud": aloud.shown(run, group)}
            shared["earlier"] = newest.earlier(run, group)
    if surface == "projector" and shared["back_at"]:
        shared["comes_next"] = comes_next(workshop)
    if surface == "projector" and (workshop.is_dark_room or shared["is_paused"] or shared["is_over"]):
        shared["theme"] = "stage"
    return shared


def comes_next(workshop: Workshop) -> str:
    """What the room does after its break: the next step of this stage, or the next stage."""
    run = workshop.current
    following = workshop.bound_for(run)
    if run and following == run:
        return str(run.stage.named(run, run.following))
    return str(following.stage.title) if following else ""


def beside_each_other(workshop: Workshop, run: StageRun, words: Wording) -> dict[str, Any]:
    """Where writers of both languages have seats, the wall says what it asks in the other one too."""
    if not workshop.other_language:
        return {}
    return {"other_language": workshop.other_language, "question_beside": words.question_beside(run.open_step)}


def template(workshop: Workshop, surface: str) -> str:
    run = workshop.shown
    return run.open_step.template(surface).template.name if run else f"workshops/plain.{surface}.html"


def surface_context(workshop: Workshop, audience: Audience) -> dict[str, Any]:
    """What a page needs around its surface, and the surface itself."""
    group = workshop.group_of(audience.group)
    shared = context(workshop, audience.surface, group)
    shared["content"] = template(workshop, audience.surface)
    return shared


def surface_html(workshop: Workshop, audience: Audience) -> str:
    """The changing part of a page as it is pushed: `<main id="surface">`, then what moves with the step around it."""
    shared = surface_context(workshop, audience)
    name = f"{audience.surface}/surface.html"
    around = ["partials/moves.html"] + ["projector/joinline.html"] * (audience.surface == "projector")
    return "".join(render_to_string(one, shared) for one in [name, *around])


@prepared
def workshops_of():
    return Workshop.objects.filter(room=Given("room"))


class WorkshopRenderer:
    """Registered with `live.feed` for rooms of kind "workshop"."""

    def whole(self, room: Room, audience: Audience) -> str:
        if audience.surface == "console":
            return POKE.format("run") + after_html(self.workshop(room))
        html = surface_html(self.workshop(room), audience)
        return html + (POKE.format("mine") if audience.surface == "phone" else "")

    def elements(self, room: Room, audience: Audience, touched: Iterable[tuple[str, str]]) -> str | None:
        """Objects that a surface shows come as elements; for what is personal the screen is poked to fetch it."""
        run = once((room.epoch, room.seq, "shown"), self.shown, room)
        if audience.surface == "console":
            passes = run.open_step.passes_desk if run else frozenset()
            if all(kind in passes for kind, _ref in touched):
                return ""
            steps = any(kind == "step" for kind, _ref in touched)
            return POKE.format("run") + (after_html(self.workshop(room)) if steps else "")
        anew = {"step", BELL} if audience.surface == "projector" else {"step"}
        if run is None or any(kind in anew for kind, _ref in touched):
            return None
        touched, parts = list(touched), []
        try:
            moved = moved_at_edge(run, audience, touched)
        except newest.TooFarBehind:
            return None
        for kind, ref in [*touched, *moved.back]:
            part = self.element(run, audience, kind, ref)
            if part is None and audience.surface == "projector":
                return None
            parts.append(part or "")
        if audience.surface == "projector":
            parts += [moved.html, read_out_html(run, audience, touched)]
        if any(kind in (DONE, PRESENCE) for kind, _ref in touched):
            parts.append(done_html(run, audience))
        if any(kind == AGENDA for kind, _ref in touched):
            parts.append(render_to_string("partials/moves.html", movements(run.workshop, run)))
            parts.append(besides_html(run) if audience.surface == "phone" else "")
        # What a later stage already asks for beside the open step goes when that stage is skipped.
        pokes = run.open_step.pokes | {HELD, MOVED, RELEASED, OWN, AGENDA}
        if audience.surface == "phone" and any(kind in pokes for kind, _ref in touched):
            parts.append(POKE.format("mine"))
        return "".join(parts)

    def element(self, run: StageRun, audience: Audience, kind: str, ref: str) -> str | None:
        """What the open step says of a touched object; what the room shows around it comes beside."""
        if kind == DONE or (kind == aloud.TOUCHED and run.open_step.fills_the_wall):
            return ""
        return None if kind == aloud.TOUCHED else run.open_step.element(run, audience, kind, ref)

    def admit(self, scope: dict, room: Room, wish: dict[str, str]) -> Audience | None:
        """Who may look (R-ROLE-5): phones by their seat, the console by login, the wall by link, seat or login."""
        cookies, user = scope.get("cookies", {}), scope.get("user", AnonymousUser())
        surface, wished = wish.get("as", ""), wish.get("group", "")
        if surface not in ("phone", "console", "projector"):
            return None
        own = access.seated_group(cookies, room)
        allowed = {
            "phone": lambda: own is not None,
            "console": lambda: access.facilitates(user, self.workshop(room)),
            "projector": lambda: own is not None or access.may_watch_wall(cookies, user, self.workshop(room)),
        }[surface]()
        if not allowed:
            return None
        group = (own if surface == "phone" else "") or (self.workshop(room).letter(wished) if wished else "")
        return Audience(surface, group, language(wish.get("language", "")))

    def waits(self, scope: dict, room: Room, count: int) -> str:
        """What a phone could not send yet, for the console to see."""
        claim = access.claim_from(scope.get("cookies", {}), room.public_id)
        return "run" if claim and unsent.tell(claim[0], count) else ""

    def shown(self, room: Room) -> StageRun | None:
        """What the surfaces show, asked once for all audiences of a change; nobody writes to it."""
        workshop = self.workshop(room)
        workshop.look()
        return workshop.shown

    def workshop(self, room: Room) -> Workshop:
        workshop = workshops_of.get(room=room.pk)
        workshop.room = room
        return workshop


def language(wish: str) -> str:
    return wish if wish in LANGUAGES else translation.get_language() or "en"


def note_html(note: Note, hue: str, into: str, **more: Any) -> str:
    """A note on a wall, as the page includes it."""
    return render_to_string("partials/note.html", {"note": note, "hue": hue, "into": into, **more})


class Moved(NamedTuple):
    """What stands differently on a full wall: notes that are shown again, and the elements that say what left."""

    back: list[tuple[str, str]]
    html: str


def moved_at_edge(run: StageRun, audience: Audience, touched: Iterable[tuple[str, str]]) -> Moved:
    """Beside the touched notes those that cross the edge of a wall which brings the newest alone."""
    notes = [int(ref) for kind, ref in touched if kind == "note"]
    if audience.surface != "projector" or not notes:
        return Moved([], "")
    group = run.workshop.group_of(audience.group)
    crossing = newest.crossing(run, group, notes)
    if crossing is None:
        return Moved([], "")
    left = "".join(gone(f"note-{number}") for number in crossing.gone)
    return Moved([("note", str(number)) for number in crossing.back], left + earlier_html(run, group))


def earlier_html(run: StageRun, group: Group | None) -> str:
    """How many notes hang behind the edge of a wall, where it has one."""
    behind = newest.earlier(run, group)
    return render_to_string("projector/earlier.html", {"earlier": behind}) if behind else gone("earlier")


def done_html(run: StageRun, audience: Audience) -> str:
    """How many say that they are done: where their phones say it, and on the wall while it is asked."""
    on_wall = audience.surface == "projector"
    told = Done(run).shown_to_all() if on_wall else Done(run).told()
    words = told | both_languages(run, audience) | {"on_wall": on_wall}
    return render_to_string("partials/done_count.html", words) if told else ""


def both_languages(run: StageRun, audience: Audience) -> dict[str, str]:
    """What an element of a wall needs to say its words in both languages, as the page does."""
    return {"other_language": run.workshop.other_language} if audience.surface == "projector" else {}


def besides_html(run: StageRun) -> str:
    """What phones offer beside every step: it comes and goes with what the day still holds."""
    offered = beside.on_phones(run.workshop, run)
    return render_to_string("phone/besides.html", {"besides": offered, "workshop": run.workshop})


def read_out_html(run: StageRun, audience: Audience, touched: Iterable[tuple[str, str]]) -> str:
    """What fills this wall, where that changed: another thing is read out, or this one reads otherwise now."""
    room = run.workshop.room
    light = once((room.epoch, room.seq, "read out"), lambda: run.read_out)
    if not any(kind == aloud.TOUCHED or (light and light.is_of(kind, ref)) for kind, ref in touched):
        return ""
    group = run.workshop.groups.filter(letter=audience.group).first() if audience.group else None
    return render_to_string("projector/read_out.html", {"aloud": aloud.shown(run, group)})


def after_html(workshop: Workshop) -> str:
    """The entry of the desk's navigation that comes when the event was held, and goes when it is opened again."""
    address = after_page(workshop)
    return render_to_string("partials/after_entry.html", {"after": address}) if address else gone("nav-after")


def gone(element: str) -> str:
    return GONE.format(element)
