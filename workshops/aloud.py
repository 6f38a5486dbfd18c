"""One thing fills the walls while it is read out: what it says there, on every wall that shows such things."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshops.models import Group, Note, Seat, StageRun

TOUCHED = "read_out"
"""Touched when something is read out, or nothing any more."""
LONG = 60
"""Characters of a text that stands smaller, so that it fits the wall."""


@dataclass(frozen=True)
class Aloud:
    """What stands large: its words, how people call it, and what belongs to it.

    `group` gives its letter, or `corner` that of an open space; `hangs_at` is whose wall alone it fills, `None` for
    all. `hue` and `quadrant` are those of its note, `fact` is the line below it. `said_by` alone may put it up, and is
    named.
    """

    text: str
    language: str = ""
    other: str = ""
    number: str = ""
    group: "Group | None" = None
    corner: str = ""
    hangs_at: "Group | None" = None
    hue: str = "straw"
    quadrant: str = ""
    fact: str = ""
    said_by: "Seat | None" = None

    @property
    def is_called(self) -> bool:
        """Whether people have a number or a letter for it."""
        return bool(self.number or self.group or self.corner)

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG


def of_note(note: "Note", **more: Any) -> Aloud:
    """A note as every wall shows it: its words, its spoken number, no author (R-GEN-8)."""
    group = note.wall.group if note.wall else None
    said = {"number": str(note.number or ""), "group": group, "hangs_at": group} | more
    return Aloud(note.text, note.language, **said)


def thing(run: "StageRun") -> Aloud | None:
    """What is read out in the open step, as it says now."""
    light = run.read_out
    return run.stage.aloud(run, light.kind, light.number) if light else None


def shown(run: "StageRun", group: "Group | None") -> Aloud | None:
    """What fills this wall now; the walls of other groups keep their notes."""
    one = thing(run) if run.open_step.fills_the_wall else None
    return None if one and group and one.hangs_at not in (None, group) else one
