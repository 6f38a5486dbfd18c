"""What the gallery is made of: a partial, what it is given, and in which state that shows it."""

from types import SimpleNamespace
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.models import Group, Note, Seat

VENUE = SimpleNamespace(zone=timezone.get_default_timezone())
ROOM = SimpleNamespace(
    public_id="0" * 24, join_code="48271635", spoken_code="4827 1635", state="live", organisation=VENUE
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 2


NAVIGATION = ("home", "plan", "run", "papers", "after")
GATE = SimpleNamespace(name="R-SWOT-5 23")


class Shown(NamedTuple):
    name: str
    template: str
    context: dict[str, Any] = {}
    live: str = ""
    """How the connection of the screen stands, where that shows."""
    wraps: str = ""
    """The class of the list that it is an item of."""


def movements(now: int) -> dict[str, Any]:
    names = [_("Prelude"), _("I Vision"), _("II SWOT"), _("III Town"), _("Finale")]
    states = ["done" if place < now else "now" if place == now else "todo" for place in range(5)]
    beats = [
        {"label": label, "pitch": pitch, "state": state}
        for pitch, (label, state) in enumerate(zip(names, states, strict=True))
    ]
    return {"movements": beats, "played": now * 20 + 10}


def group(letter: str, colour: str, host: Seat | None = None) -> Group:
    return Group(pk=ord(letter), letter=letter, colour=colour, host_id=host.pk if host else None)


def note(
    number: int, text: str = "夜班浇注温度记录不完整", state: str = Note.State.WALL, **more: Any
) -> SimpleNamespace:
    wall = SimpleNamespace(group=SimpleNamespace(letter="B", colour="blue"))
    shown = {"pk": number, "number": number, "text": text, "language": "zh-hans", "state": state, "wall": wall}
    label = Note.State(state).label
    return SimpleNamespace(**shown, get_state_display=label, may_be_changed=False, client_key="")
