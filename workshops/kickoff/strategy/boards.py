"""What hangs where: the columns of a wall with their notes, and the notes that have no home yet.

Groups write and cluster each on their own wall; what they carry over hangs on the company wall, the one without a
group. A room of one group has one wall, which is both.
"""

from functools import cached_property

from django.db.models import Count, Q, QuerySet

from workshops import newest
from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.models import Group, Seat, StageRun, Wall

FEWEST, MOST, LIMIT = 3, 7, 9


def walls_of(run: StageRun) -> list[Wall]:
    """The walls on which the room works: one a group with somebody present, or one for the whole room."""
    return [run.workshop.wall_for(run, group) for group in run.workshop.working_groups()]


def wall_of(run: StageRun, seat: Seat) -> Wall:
    """Where this seat writes and places: its group's wall, else the room's."""
    return run.workshop.wall_for(run, seat.group)


def company_wall(run: StageRun) -> Wall:
    return run.workshop.wall_for(run)


class Board:
    """Walls as one picture, read once; writes nothing. `group` where it is one group's, `is_company` where nobody's."""

    def __init__(self, run: StageRun, walls: list[Wall]):
        self.run, self.walls = run, walls
        self.wall = walls[0] if len(walls) == 1 else None
        self.group: Group | None = self.wall.group if self.wall else None
        self.is_company = any(wall.group_id is None for wall in walls)

    @property
    def pk(self) -> str:
        """Names its elements: a board of one wall by that wall."""
        return str(self.wall.pk) if self.wall else "all"

    def home(self, note: StrategyNote) -> str:
        """The element of this board in which a note hangs."""
        return f"column-{note.column_id}-notes" if note.column_id else f"loose-{self.pk}"

    @property
    def hung(self) -> QuerySet[StrategyNote]:
        """What hangs on these walls."""
        here = Q(column__wall__in=self.walls) | Q(column=None, single=False, wall__in=self.walls)
        if self.is_company:
            here |= Q(column=None, single=True, wall__run=self.run)
        return StrategyNote.objects.on_wall().filter(here)

    @cached_property
    def notes(self) -> list[StrategyNote]:
        found = self.hung.select_related("wall__group", "group_column")
        counted = found.annotate(plus_count=Count("duplicates"))  # type: ignore[no-redef]
        notes = list(counted.order_by("wall", "number", "pk"))
        several = len({note.wall_id for note in notes}) > 1
        for note in notes:
            note.home = self.home(note)
            note.is_mixed = bool(several and note.wall and note.wall.group)
            note.called = f"{note.wall.group}{note.number}" if note.is_mixed else str(note.number)
        return notes

    @cached_property
    def columns(self) -> list[Column]:
        """Those in which something hangs, with their notes in `hanging`, and their place from left in `place`."""
        standing = Column.objects.filter(wall__in=self.walls).order_by("wall__group__letter", "order", "pk")
        standing = standing.select_related("wall__group", "presented_by")
        columns = [
            column
            for column in standing.prefetch_related("goals", "swot_links")
            if any(note.column_id == column.pk for note in self.notes)
        ]
        for place, column in enumerate(columns, 1):
            column.place = place
            column.hanging = [note for note in self.notes if note.column_id == column.pk]
            column.brought = [note for note in column.hanging if note.pk >= self.edge]
        return columns

    @cached_property
    def loose(self) -> list[StrategyNote]:
        return [note for note in self.notes if note.column_id is None]

    @cached_property
    def edge(self) -> int:
        """The number of the oldest note that a wall brings (`workshops.newest`)."""
        return newest.edge_in(self.notes)

    @property
    def brought_loose(self) -> list[StrategyNote]:
        return [note for note in self.loose if note.pk >= self.edge]

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


def group_boards(run: StageRun) -> list[Board]:
    """A board a wall on which somebody works."""
    return [Board(run, [wall]) for wall in walls_of(run)]


def board_of(run: StageRun, group: Group | None) -> Board:
    """One group's wall, or all of them in one picture."""
    return Board(run, [run.workshop.wall_for(run, group)] if group else walls_of(run))


def company_board(run: StageRun) -> Board:
    return Board(run, [company_wall(run)])


def waiting_columns(run: StageRun) -> list[Column]:
    """Columns of groups, here or gone, that nobody has brought to the company wall yet (R-STRAT-12)."""
    walls = list(run.workshop.walls.filter(run=run).exclude(group=None))
    return Board(run, walls).columns


def settle_columns(run: StageRun, on_company: bool) -> None:
    """With one group its wall becomes the company's, column by column as it stands, and back."""
    groups = list(run.workshop.groups.all())
    if len(groups) != 1:
        return
    company, own = company_wall(run), run.workshop.wall_for(run, groups[0])
    here, there = (own, company) if on_company else (company, own)
    Column.objects.filter(wall=here).update(wall=there)
    if not on_company:
        StrategyNote.objects.filter(wall=own, single=True).update(single=False)


def bring_the_loose(run: StageRun) -> None:
    """What is loose on a group's wall by now, its people here or gone, comes to the company wall as a single."""
    for note in StrategyNote.objects.on_wall().filter(wall__run=run, column=None).exclude(wall__group=None):
        note.go_alone()
