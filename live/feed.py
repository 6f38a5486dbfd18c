"""What changed in a room since a cursor, rendered for an audience: the only renderer, for pushes and for gaps."""

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db import InterfaceError, OperationalError
from django.utils import translation

from live import metrics
from live.models import Change, Room
from live.once import once
from live.prepared import Given, prepared

log = logging.getLogger(__name__)
MOST_OBJECTS = 200


class Audience(NamedTuple):
    """Who reads the same text: a surface (projector, console, phone, desk), a wall's group or "", a language."""

    surface: str
    group: str
    language: str


class Renderer(Protocol):
    """What an app that owns rooms of a kind registers: it alone knows what its objects look like, and who may look."""

    def elements(self, room: Room, audience: Audience, touched: Iterable[tuple[str, str]]) -> str | None:
        """The touched objects as they are now; `None` when the whole surface has to be shown anew."""

    def whole(self, room: Room, audience: Audience) -> str:
        """The whole surface as `<main id="surface" data-whole>`."""

    def admit(self, scope: dict, room: Room, wish: dict[str, str]) -> Audience | None:
        """The audience that whoever opens a socket belongs to, or `None` for a refusal."""

    def waits(self, scope: dict, room: Room, count: int) -> str:
        """A screen says how many things wait on it: the region of the desk that shows it, "" where that is no news."""


renderers: dict[str, Renderer] = {}


def register(kind: str, renderer: Renderer) -> None:
    renderers[kind] = renderer


@dataclass(frozen=True)
class Frame:
    """What a browser applies when `since ≤ cursor < to`; without `html` it is a heartbeat, with "" nothing shows.

    `poke` names a region to fetch although the room did not change. `spread` is in how many milliseconds the screens
    ask for what is theirs; they take their time where it is not said."""

    since: int
    to: int
    epoch: str
    html: str | None = None
    poke: str = ""
    spread: int = 0

    @property
    def pokes(self) -> bool:
        """Whether it lets screens ask for what is theirs."""
        return "data-poke=" in (self.html or "")

    def text(self) -> str:
        """As it travels; `now` is the server's clock in milliseconds, for the timers."""
        frame = {"from": self.since, "to": self.to, "epoch": self.epoch, "now": int(time.time() * 1000)}
        more = {"html": self.html, "poke": self.poke or None, "spread": self.spread or None}
        said = {name: value for name, value in more.items() if value is not None}
        return json.dumps(frame | said, ensure_ascii=False)


def cursor_from(text: str) -> int:
    """The cursor that a screen names, or -1, which gets the whole surface."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else -1


@prepared
def rooms():
    return Room.objects.filter(pk=Given("pk"))


def head(room_pk: int) -> Room:
    return rooms.get(pk=room_pk)


def since(room_pk: int, audience: Audience, cursor: int, epoch: str = "") -> Frame:
    """The frame that brings a screen from `cursor` to now.

    The head is read before the state, so that the worst race shows one object twice, which is harmless. What many
    screens ask for at once, as after a restart, is rendered once.
    Another epoch, a cursor from the future or below what is kept, and more than 200 objects give the whole surface.
    """
    return from_head(head(room_pk), audience, cursor, epoch)


def from_head(room: Room, audience: Audience, cursor: int, epoch: str = "") -> Frame:
    """The same, for whoever has just read the head."""
    frame = None
    if (not epoch or epoch == str(room.epoch)) and 0 <= cursor <= room.seq:
        frame = parts_from_head(room, audience, cursor)
    if frame is None:
        with translation.override(audience.language):
            whole = once((room.epoch, room.seq, audience), renderers[room.kind].whole, room, audience)
        return Frame(0, room.seq, str(room.epoch), whole)
    return frame


def parts_from_head(room: Room, audience: Audience, cursor: int) -> Frame | None:
    """The frame of single elements; `None` where the whole surface has to be shown anew."""
    with translation.override(audience.language):
        html = once((room.epoch, room.seq, audience, cursor), shown_since, room, audience, cursor)
    return None if html is None else Frame(cursor, room.seq, str(room.epoch), html)


def shown_since(room: Room, audience: Audience, cursor: int) -> str | None:
    """The same as text. Where an element cannot be rendered the whole surface is due, or its screens would stand still
    until the next step; a database that is away is for whoever asks."""
    try:
        return touched_since(room, audience, cursor)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        metrics.unshown.add()
        log.exception("an element could not be shown, the whole surface is: %s", audience.surface)
        return None


def touched_since(room: Room, audience: Audience, cursor: int) -> str | None:
    rows = once((room.epoch, room.seq, cursor), rows_since, room, cursor)
    if len(rows) != room.seq - cursor:
        return None
    touched = list(dict.fromkeys(rows))
    return None if len(touched) > MOST_OBJECTS else renderers[room.kind].elements(room, audience, touched)


def remember(room: Room, before: int, touched: list[tuple[str, str]], seen: dict[str, Any]) -> None:
    """The writer knows what it has just committed, and what its last verb has `seen`: nobody has to ask for it."""
    once((room.epoch, room.seq, before), list, touched)
    for name, value in seen.items():
        once((room.epoch, room.seq, name), lambda known: known, value)


@prepared
def changes_between():
    changes = Change.objects.filter(room=Given("room"), seq__gt=Given("cursor"), seq__lte=Given("seq"))
    return changes.order_by("seq").values_list("kind", "ref")


def rows_since(room: Room, cursor: int) -> list[tuple[str, str]]:
    return changes_between(room=room.pk, cursor=cursor, seq=room.seq)
