"""What stands in the gallery, surface by surface."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from workshops import doors
from workshops.aloud import Aloud
from workshops.gallery import boards, cockpit, desk, drifting, entry, own, space
from workshops.gallery.pieces import LONG, ROOM, Shown, movements, note
from workshops.kickoff.swot.fields import ASKED
from workshops.models import Note, Seat


def run(minutes: float) -> SimpleNamespace:
    """A step that ends in so many minutes, or ended before."""
    now = timezone.now()
    return SimpleNamespace(ends_at=now + timedelta(minutes=minutes), clock_started_at=now - timedelta(minutes=10))


WALL = SimpleNamespace(pk=1, group=SimpleNamespace(letter="B", colour="blue"))
AT_WRITE = SimpleNamespace(position="swot.write.0")
LATE = "图纸晚到，夜班只能等"
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
        Shown("composer", "notes/compose.html", {"wall": WALL, "run": AT_WRITE, "step": {"hue": "straw"}}),
        Shown("composer, SWOT", "swot/compose.html", {"wall": WALL, "run": AT_WRITE}),
        Shown("composer, SWOT, in no group", "swot/compose.html", {"walls": [WALL], "run": AT_WRITE}),
        Shown("a fact", "swot/fact_fields.html", {"prefix": "fact", "asked": ASKED}),
        *(
            Shown(f"outbox: {state}", "partials/outbox_item.html", {"state": state, "text": LATE}, wraps="rows")
            for state in ("queued", "sending", "kept", "failed")
        ),
        *(Shown(f"own note: {one.state}", "notes/own.html", {"note": one}, wraps="mine") for one in own),
        Shown("own note, long word", "notes/own.html", {"note": note(40, LONG)}, wraps="mine"),
        Shown("parked", "phone/parked.html", {"text": "Night shift canteen"}),
        Shown("signature", "partials/sigpad.html"),
        Shown("paused", "phone/paused.html"),
        *(
            Shown(f"over: {state}", "phone/over.html", {"workshop": SimpleNamespace(public_id="0" * 24, state=state)})
            for state in ("closing", "closed")
        ),
        Shown("cancelled", "phone/over.html", {"is_cancelled": True}),
    ]


def way_in() -> dict[str, Any]:
    return {"public_host": "tutti.example", "join_code": ROOM.spoken_code, "join_square": doors.qr_svg("tutti.example")}


def quiet() -> dict[str, Any]:
    """Four fields in which nobody has written yet."""
    return {"fields": [(one, "") for one in ASKED], "counts": dict.fromkeys("SWOT", 0)}


def read_out(text: str) -> dict[str, Any]:
    return {"aloud": Aloud(text, "en", number="21", quadrant="W", fact="October 2025: 37 of 112")}


def on_walls() -> list[Shown]:
    hues = ("straw", "apricot", "rose", "lilac", "sky", "celadon")
    return [
        Shown("stave", "partials/stave.html", movements(2)),
        *(Shown(f"note: {hue}", "partials/note.html", {"note": note(7), "hue": hue}) for hue in hues),
        Shown("note, long word", "partials/note.html", {"note": note(123, LONG), "hue": "straw"}),
        Shown("the way in", "projector/joinline.html", way_in()),
        Shown("the way in, doors closed", "projector/joinline.html"),
        Shown("without the room", "projector/held_line.html", {"since": "11:17"}),
        Shown("done", "partials/done_count.html", {"done_count": 14, "done_of": 18}),
        Shown("quiet wall", "swot/fields.projector.html", {"board": quiet()}),
        *(Shown(f"read out: {len(text)}", "projector/read_out.html", read_out(text)) for text in (QUESTION, LONG)),
        Shown("paused", "projector/paused.html"),
        Shown("paused, back at", "projector/paused.html", {"back_at": timezone.now()}),
        Shown("over", "projector/over.html"),
        Shown("cancelled", "projector/over.html", {"is_cancelled": True}),
    ]


SURFACES = {
    "phone": lambda: [*on_phones(), *entry.on_phones(), *own.on_phones()],
    "projector": lambda: [*on_walls(), *entry.on_walls(), *own.on_walls(), *space.on_walls()],
    "console": lambda: [*cockpit.shown(), *desk.shown(), *boards.shown(), *entry.on_the_desk(), *drifting.shown()],
}
