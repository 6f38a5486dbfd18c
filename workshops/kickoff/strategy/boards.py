"""What hangs where: the columns of a wall with their notes, and the notes that have no home yet."""

from functools import cached_property

from django.db.models import Count

from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.models import Group, Seat, StageRun, Wall

FEWEST, MOST, LIMIT = 3, 7, 9


def walls_of(run: StageRun) -> list[Wall]:
    """The walls on which the room works: one a group, or one for the whole room."""
    groups = list(run.workshop.groups.all())
    return [run.workshop.wall_for(run, group) for group in groups] or [run.workshop.wall_for(run)]


def wall_of(run: StageRun, seat: Seat) -> Wall:
    """Where this seat writes and places: its group's wall, else the room's."""
    return run.workshop.wall_for(run, seat.group)


class Board:
    """The walls of a stage as one picture; with a group, that group's wall alone. Reads once, writes nothing."""

    def __init__(self, run: StageRun, group: Group | None = None, wall: Wall | None = None):
        walls = run.workshop.walls.filter(run=run)
        if wall:
            walls = walls.filter(pk=wall.pk)
        elif group:
            walls = walls.filter(group=group)
        self.run, self.walls = run, list(walls)

    @cached_property
    def notes(self) -> list[StrategyNote]:
        notes = StrategyNote.objects.on_wall().filter(wall__in=self.walls).annotate(plus_count=Count("duplicates"))
        return list(notes.order_by("wall", "number", "pk"))

    @cached_property
    def columns(self) -> list[Column]:
        """Those in which something hangs, with their notes in `hanging`, and their place from left in `place`."""
        columns = [
            column
            for column in Column.objects.filter(wall__in=self.walls).prefetch_related("goals")
            if any(note.column_id == column.pk for note in self.notes)
        ]
        for place, column in enumerate(columns, 1):
            column.place = place
            column.hanging = [note for note in self.notes if note.column_id == column.pk]
        return columns

    @cached_property
    def loose(self) -> list[StrategyNote]:
        return [note for note in self.notes if note.column_id is None]

    @cached_property
    def lone(self) -> list[StrategyNote]:
        """Notes that hang alone in their column."""
        alone = [column.hanging[0] for column in self.columns if len(column.hanging) == 1]
        return [note for note in alone if not note.plus_count]

    @property
    def orphans(self) -> list[StrategyNote]:
        """What R-STRAT-3 asks a home for."""
        return self.loose + self.lone

    @cached_property
    def chosen(self) -> list[Column]:
        """Columns that count for R-STRAT-2: without the annex."""
        return [column for column in self.columns if column.wave < 3]

    @cached_property
    def in_hands(self) -> int:
        """Notes that only their authors see yet."""
        return StrategyNote.objects.in_hands().filter(wall__in=self.walls).count()

    @property
    def size(self) -> str:
        """Whether there are few, right, or many columns: for the 3-to-7 meter."""
        count = len(self.chosen)
        return "few" if count < FEWEST else "many" if count > MOST else ""
