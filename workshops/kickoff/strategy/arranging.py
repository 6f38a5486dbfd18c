"""Moving notes and columns on a wall. Each act can be undone and says what others have to see anew (R-STRAT-10)."""

from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.strategy.boards import company_wall
from workshops.kickoff.strategy.models import Column, Move, StrategyNote, Suggestion
from workshops.models import Note, Seat, StageRun, Wall

NEW, LOOSE = "new", ""
TWO_GROUPS = 2


def must_arrange(workshop) -> StageRun:
    """The open strategy stage, if its step lets the console move notes now (R-GEN-2)."""
    run = workshop.current
    step = run.open_step if run else None
    if run is None or run.kind != "strategy" or not run.is_open or not getattr(step, "is_arranged", False):
        raise Refused(_("Notes can be moved while the room clusters, names or merges."), rule="R-GEN-2")
    return run


def note_on(run: StageRun, number: int) -> StrategyNote:
    """A note of this stage that is visible or still in its author's hand."""
    note = (
        StrategyNote.objects.kept().select_related("wall", "column", "author").filter(wall__run=run, pk=number).first()
    )
    if note is None:
        raise Refused(_("This note is not here any more. Look at the wall as it is now."), rule="R-STRAT-10")
    return note


def column_on(wall: Wall, wanted: str) -> Column | None:
    """The column that a form names by its number; `None` for those without a home."""
    if wanted == LOOSE:
        return None
    column = wall.columns.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    if column is None:
        raise Refused(_("This column is not here any more. Look at the wall as it is now."), rule="R-STRAT-10")
    return column


def standing_column(workshop, number: int) -> Column:
    """The column, unless all its notes were moved away meanwhile: what is said of it then is shown nowhere."""
    column = workshop.columns.select_related("wall").get(pk=number)
    if column.was_emptied:
        raise Refused(_("This column is not here any more. Look at the wall as it is now."), rule="R-STRAT-10")
    return column


def wall_to_arrange(run: StageRun, note: StrategyNote) -> Wall:
    """Its group's wall while groups cluster and name, the company's from the merging on."""
    return company_wall(run) if run.open_step.is_company else note.board


def place(changing, run: StageRun, notes: list[StrategyNote], wanted: str, seat: Seat | None = None, user=None) -> None:
    """Hang notes of one wall into a column, together into a new one, or back to those without a home: one move."""
    walls = {wall.pk: wall for wall in (wall_to_arrange(run, note) for note in notes)}
    if len(walls) > 1:
        raise Refused(_("These notes hang on several walls. Choose notes of one wall."), rule="R-STRAT-10")
    [wall] = walls.values()
    with Rearranged(changing, wall) as seen:
        column = None if wanted == NEW else column_on(wall, wanted)
        moving = [note for note in notes if wanted == NEW or not (note.is_on_wall and note.column == column)]
        if not moving:
            return
        seen.move(moving, seat, user)
        column = Column.open_on(wall) if wanted == NEW else column
        for note in moving:
            note.single = note.single or (run.open_step.is_company and column is None)
            note.hang(column)
            if Suggestion.settle(note):
                changing.touched("suggestion", note.pk)


def suggest(changing, note: StrategyNote, wanted: str, seat: Seat) -> None:
    """Say where a note of somebody else would hang; nothing moves before the host of the wall does it."""
    if note.board.group_id != seat.group_id or not note.is_on_wall:
        raise Refused(_("This note does not hang on your wall."), rule="R-ROLE-7")
    column = None if wanted == NEW else column_on(note.board, wanted)
    if wanted != NEW and note.column == column:
        raise Refused(_("It hangs there already."), rule="R-STRAT-10")
    Suggestion.of(seat, note, column)
    changing.touched("suggestion", note.pk)


def carry(changing, run: StageRun, column: Column, wanted: str, seat: Seat | None = None, user=None) -> Column:
    """Bring a group's column to the company wall: into a column there, or as a new one (R-STRAT-12)."""
    wall = company_wall(run)
    with Rearranged(changing, wall) as seen:
        into = Column.open_on(wall) if wanted == NEW else column_on(wall, wanted)
        if into is None or into.pk == column.pk:
            raise Refused(_("Choose a column of the company wall."), rule="R-STRAT-12")
        notes = list(column.notes.filter(state=Note.State.WALL).select_related("column"))
        move = seen.move(notes, seat, user)
        move.joined, move.into = column, into
        move.save(update_fields=["joined", "into"])
        for note in notes:
            note.group_column = column
            note.hang(into)
        into.take_from(column)
    changing.touched("columns", wall.pk)
    return into


def carry_alone(changing, note: StrategyNote, seat: Seat | None = None, user=None) -> None:
    """With two groups or more a lone note goes on alone to the company wall, where it must find a column."""
    if len([group for group in note.workshop.working_groups() if group]) < TWO_GROUPS:
        raise Refused(_("There is one wall: look for a column near it, or park it."), rule="R-STRAT-3")
    with Rearranged(changing, note.board) as seen:
        seen.move([note], seat, user)
        note.go_alone()


def join(changing, column: Column, into: Column, user) -> None:
    """All notes of one column move into another; the empty one shows nowhere any more."""
    with Rearranged(changing, column.wall) as seen:
        notes = list(column.notes.filter(state=Note.State.WALL).select_related("column"))
        seen.move(notes, None, user)
        for note in notes:
            note.hang(into)


def park(changing, note: StrategyNote, seat: Seat | None = None, user=None) -> None:
    """Into the parking lot, without the author's name (R-STRAT-3)."""
    with Rearranged(changing, note.board) as seen:
        item = note.workshop.parked_items.create(text=note.text)
        seen.move([note], seat, user, item)
        note.lay_aside(Note.State.PARKED)
        changing.touched("parked", item.pk)


def set_aside(changing, note: StrategyNote, reason: str, user) -> None:
    with Rearranged(changing, note.board) as seen:
        seen.move([note], None, user)
        note.lay_aside(Note.State.SET_ASIDE, reason)


def take_down(changing, note: StrategyNote) -> None:
    """What a note that was hidden or withdrawn leaves behind: its column has one less, or stands no more."""
    if note.column is None:
        return
    changing.touched("column", note.column.pk)
    if not note.board.columns.standing().filter(pk=note.column.pk).exists():
        changing.touched("columns", note.board.pk)


def undo(changing, run: StageRun, meant: int | None, moves=None) -> Move:
    """Take the last move of the stage back, whoever made it, or the last of those given (R-GEN-21)."""
    own = Move.objects.all() if moves is None else moves
    move = own.filter(wall__run=run, undone_at=None).last()
    if move is None:
        raise Refused(_("There is no move left to take back."), rule="R-GEN-21")
    if meant and move.pk != meant:
        raise Refused(_("Somebody moved notes meanwhile. Look at the wall as it is now."), rule="R-GEN-21")
    with Rearranged(changing, move.wall) as seen:
        seen.look(before.note for before in move.notes.select_related("note__column"))
        seen.look(move.undo())
    if move.joined:
        changing.touched("columns", move.wall.pk)
    return move


class Rearranged:
    """Compares a wall before and after: notes and columns that changed are touched; `columns` if others stand."""

    def __init__(self, changing, wall: Wall):
        self.changing, self.wall = changing, wall

    def __enter__(self) -> "Rearranged":
        self.standing = self.now()
        self.columns: set[int | None] = set()
        self.notes: list[StrategyNote] = []
        self.seat: Seat | None = None
        return self

    def now(self) -> list[int]:
        return list(Column.objects.filter(wall=self.wall).standing().values_list("pk", flat=True))

    def look(self, notes) -> None:
        for note in notes:
            self.notes.append(note)
            self.columns.add(note.column_id)

    def move(self, notes, seat, user, parked=None) -> Move:
        self.seat = seat
        move = Move.begin(self.wall, notes, seat, user, parked)
        self.look(notes)
        return move

    def __exit__(self, failed, *_rest) -> None:
        if failed:
            return
        for note in self.notes:
            self.columns.add(note.column_id)
            self.changing.touched("note", note.pk)
        for column in sorted(pk for pk in self.columns if pk):
            self.changing.touched("column", column)
        if self.now() != self.standing:
            self.changing.touched("columns", self.wall.pk)
            return
        # Whoever wrote it reads on the own phone where it hangs; who moves the own note reads it in the answer.
        for note in self.notes:
            if self.seat is None or note.author_id != self.seat.pk:
                self.changing.touched("suggestion", note.pk)
