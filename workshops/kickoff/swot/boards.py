"""What hangs in the four fields of the walls: reads once, writes nothing."""

from functools import cached_property

from django.db.models import Count
from django.template.loader import render_to_string

from live.once import once
from live.prepared import Given, prepared
from workshops.kickoff.swot.fields import ASKED, Area, Asked, areas
from workshops.kickoff.swot.models import Field, SwotNote
from workshops.models import Group, Seat, StageRun, Wall
from workshops.newest import brought

PROVEN = (Field.S, Field.W)


def walls_of(run: StageRun) -> list[Wall]:
    """The walls on which the room works: one a group, or one for the whole room; made when they are first needed."""
    groups: list[Group | None] = [*run.workshop.groups.all()] or [None]
    return [run.workshop.wall_for(run, group) for group in groups]


def walls_for(run: StageRun, seat: Seat) -> list[Wall]:
    """Where this seat writes: its group's wall; whoever is in no group chooses one (R-GRP-8)."""
    return [run.workshop.wall_for(run, seat.group)] if seat.group else walls_of(run)


def hanging(run: StageRun):
    """Every note that hangs in this stage, with how many said the same."""
    notes = SwotNote.objects.on_wall().filter(wall__run=run).select_related("group", "wall", "goal")
    return notes.with_plus().prefetch_related("whys").order_by("wall__group__letter", "number", "pk")


class Board:
    """The walls of a stage as one picture; with a group, that group's wall alone."""

    def __init__(self, run: StageRun, group: Group | None = None):
        self.run, self.group = run, group

    @cached_property
    def notes(self) -> list[SwotNote]:
        notes = hanging(self.run)
        return list(notes.filter(wall__group=self.group) if self.group else notes)

    @property
    def areas(self) -> list[Area]:
        return areas(self.notes)

    @staticmethod
    def split(notes: list[SwotNote]) -> list[Area]:
        return areas(notes)

    @cached_property
    def is_mixed(self) -> bool:
        """Whether notes of several walls hang together, so that each needs its letter."""
        return self.group is None and self.run.workshop.groups.count() > 1

    def note(self, ref: str) -> SwotNote | None:
        """One note, if it hangs here: the cost of a change is the change, not the board."""
        note = hung_note.first(note=int(ref), run=self.run.pk)
        return note if note and note in of_wall([note], self.group) else None

    def just_put_up(self, ref: str) -> SwotNote | None:
        """The note that the room has just got, from the hands of its writer."""
        room = self.run.workshop.room
        note = once((room.epoch, room.seq, f"note {ref}"), lambda: None)
        if not isinstance(note, SwotNote) or note.wall.run_id != self.run.pk or note not in of_wall([note], self.group):
            return None
        return note

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many notes hang in each field, when the wall is shown whole; asked once for all languages."""
        return self.once("counts", counts_of, self.run, self.group)

    @property
    def fields(self) -> list[tuple[Asked, str]]:
        """Each field with its notes as they hang: what people wrote is rendered once for all languages."""
        shown = self.once("fields", fields_of, self)
        return [(asked, shown[asked.letter]) for asked in ASKED]

    def once(self, what: str, make, *arguments):
        """What stands the same on every screen that shows this wall."""
        room, group = self.run.workshop.room, self.group.pk if self.group else None
        return once(("swot", what, room.epoch, room.seq, self.run.pk, group), make, *arguments)

    @cached_property
    def total(self) -> int:
        return self.once("total", total_of, self.run, self.group)

    @property
    def total_of_several(self) -> int:
        """The same for words that never stand beside a single note."""
        return 2 if self.total == 1 else self.total


@prepared
def hung_note():
    notes = SwotNote.objects.on_wall().select_related("group", "wall").with_plus().order_by()
    return notes.filter(pk=Given("note"), wall__run=Given("run"))


def hung_here(run: StageRun, group: Group | None):
    """The notes of one group's wall, or of all, as plain notes."""
    notes = run.workshop.notes.on_wall().filter(wall__run=run)
    return notes.filter(wall__group=group) if group else notes


def listed(notes) -> dict[str, int]:
    """How many of these notes hang in the list of each field."""
    counted = notes.order_by().values_list("swotnote__quadrant").annotate(Count("pk"))
    return {f"swot-{letter}": count for letter, count in counted}


@prepared
def field_of_note():
    return SwotNote.objects.filter(pk=Given("note")).values_list("quadrant", flat=True)


def list_of(note: int) -> str:
    """The same of a single note, asked whenever one more hangs on a wall that is full."""
    return f"swot-{field_of_note.get(note=note)}"


def total_of(run: StageRun, group: Group | None) -> int:
    """How many hang here, when the wall is shown whole."""
    return hung_here(run, group).count()


def counts_of(run: StageRun, group: Group | None) -> dict[str, int]:
    counted = listed(hung_here(run, group))
    return {letter: counted.get(f"swot-{letter}", 0) for letter in Field.values}


def fields_of(board: Board) -> dict[str, str]:
    """The notes of each field as they hang, of very many the newest."""
    newest = brought(hung_here(board.run, board.group)).values("pk")
    notes = SwotNote.objects.filter(pk__in=newest).select_related("group").with_plus()
    shown = areas(notes.order_by("wall__group__letter", "number", "pk"))
    return {
        area.asked.letter: render_to_string("swot/wall_notes.html", {"notes": area.notes, "board": board})
        for area in shown
    }


def share_with_evidence(notes: list[SwotNote]) -> tuple[int, int]:
    """How many of the visible strengths and weaknesses carry a fact, of how many (R-SWOT-3)."""
    proven = [note for note in notes if note.quadrant in PROVEN]
    return sum(bool(note.evidence) for note in proven), len(proven)


def of_wall(notes: list[SwotNote], group: Group | None) -> list[SwotNote]:
    """Those on a group's wall; all where the room is one group."""
    return [note for note in notes if note.wall and note.wall.group_id == group.pk] if group else notes
