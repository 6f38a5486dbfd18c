"""What stands in the gallery: a partial, what it is given, and in which state that shows it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.models import Note, Seat

ROOM = SimpleNamespace(public_id="0" * 24, join_code="48271635", spoken_code="4827 1635", state="live")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 2


NAVIGATION = ("home", "plan", "run", "papers", "after")
GATE = SimpleNamespace(name="R-SWOT-5 23")


class Shown(NamedTuple):
    name: str
    template: str
    context: dict[str, Any] = {}
    live: str = ""
    """How the connection of the screen stands, where that shows."""


def movements(now: int) -> dict[str, Any]:
    names = [_("Prelude"), _("I Vision"), _("II SWOT"), _("III Town"), _("Finale")]
    states = ["done" if place < now else "now" if place == now else "todo" for place in range(5)]
    beats = [
        {"label": label, "pitch": pitch, "state": state}
        for pitch, (label, state) in enumerate(zip(names, states, strict=True))
    ]
    return {"movements": beats, "played": now * 20 + 10}


def note(
    number: int, text: str = "夜班浇注温度记录不完整", state: str = Note.State.WALL, **more: Any
) -> SimpleNamespace:
    wall = SimpleNamespace(group=SimpleNamespace(letter="B", colour="blue"))
    shown = {"pk": number, "number": number, "text": text, "language": "zh-hans", "state": state, "wall": wall}
    label = Note.State(state).label
    return SimpleNamespace(**shown, get_state_display=label, may_be_changed=False, client_key="")


def run(minutes: float) -> SimpleNamespace:
    """A step that ends in so many minutes, or ended before."""
    now = timezone.now()
    return SimpleNamespace(ends_at=now + timedelta(minutes=minutes), clock_started_at=now - timedelta(minutes=10))


QUESTION = "Where did we lose a result? What really happened, and why?"


def asked(minutes: float) -> dict[str, Any]:
    return {"wall_question": QUESTION, "run": run(minutes)}


def on_phones() -> list[Shown]:
    seats = [Seat(pk=1, name="罗静怡", name_latin="Luo Jingyi"), Seat(pk=2, name=LONG, claimed_at=timezone.now())]
    own = [note(number, state=state) for number, state in enumerate(Note.State.values, 1) if state != "withdrawn"]
    return [
        Shown("brand", "partials/brand.html"),
        *(Shown(f"stave, movement {now}", "partials/stave.html", movements(now)) for now in range(5)),
        *(Shown(f"live: {state}", "partials/live.html", {}, state) for state in ("live", "polling", "offline")),
        Shown("join code", "partials/codebox.html", {"code": "4827"}),
        Shown("names", "seats/names.html", {"seats": seats}),
        Shown("privacy", "seats/privacy.html"),
        Shown("stay in the Wi-Fi", "partials/wifi.html"),
        Shown("way out of a chat", "phone/way_out.html", {"way_out": "#"}),
        *(Shown(f"prompt, {left} min", "phone/prompt.html", asked(left)) for left in (9, 0.5, -4)),
        Shown("anonymous", "phone/anonymous.html", {"is_anonymous": True}),
        *(
            Shown(f"done: {said}", "phone/done.html", {"is_done": said, "done_count": 14, "done_of": 18})
            for said in (False, True)
        ),
        Shown("below the button", "phone/slow.html"),
        *(Shown(f"own note: {one.state}", "notes/own.html", {"note": one}) for one in own),
        Shown("own note, long word", "notes/own.html", {"note": note(40, LONG)}),
        Shown("parked", "phone/parked.html", {"text": "Night shift canteen"}),
        Shown("signature", "partials/sigpad.html"),
        Shown("paused", "phone/paused.html"),
        *(
            Shown(f"over: {state}", "phone/over.html", {"workshop": SimpleNamespace(public_id="0" * 24, state=state)})
            for state in ("closing", "closed")
        ),
        Shown("cancelled", "phone/over.html", {"is_cancelled": True}),
    ]


def on_walls() -> list[Shown]:
    hues = ("straw", "apricot", "rose", "lilac", "sky", "celadon")
    return [
        Shown("stave", "partials/stave.html", movements(2)),
        *(Shown(f"note: {hue}", "partials/note.html", {"note": note(7), "hue": hue}) for hue in hues),
        Shown("note, long word", "partials/note.html", {"note": note(123, LONG), "hue": "straw"}),
        Shown("paused", "projector/paused.html"),
        Shown("over", "projector/over.html"),
        Shown("cancelled", "projector/over.html", {"is_cancelled": True}),
    ]


def on_desks() -> list[Shown]:
    fix = SimpleNamespace(method="post", url="#", fields={}, label="Merge, +1")
    words = {"rule": "R-SWOT-5", "what": "B 23 says the same as B 21.", "why": LONG, "fixes": [fix]}
    gates = [SimpleNamespace(state=state, **words) for state in ("stop", "ask", "look")]
    return [
        *(Shown(f"before Next: {one.state}", "console/gate.html", {"finding": one, "gate": GATE}) for one in gates),
        Shown("a fix that leads elsewhere", "console/fix.html", {"fix": SimpleNamespace(url="#", label="To the plan")}),
        Shown("navigation", "partials/navigation.html", {"nav": dict.fromkeys(NAVIGATION, "#"), "place": "run"}),
    ]


SURFACES = {"phone": on_phones, "projector": on_walls, "console": on_desks}
