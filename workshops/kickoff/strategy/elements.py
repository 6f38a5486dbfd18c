"""Single elements of the strategy walls, as the pages include them and as they are pushed."""

from django.template.loader import render_to_string

from workshops import newest
from workshops.kickoff.strategy.boards import Board, board_of
from workshops.kickoff.strategy.models import Column, HeadingIdea, StrategyNote, Suggestion
from workshops.models import Group, Seat, StageRun
from workshops.surfaces import POKE, gone, note_html


def kept(run: StageRun, group: Group | None) -> int:
    notes = StrategyNote.objects.kept().filter(wall__run=run)
    return (notes.filter(wall__group=group) if group else notes).count()


def with_ideas(columns: list[Column], seat: Seat | None = None) -> None:
    """Each column gets the headings that were suggested; those that this seat likes are marked."""
    for column in columns:
        column.ideas = column.heading_ideas.as_seen_by(seat)


def suggestions(board: Board) -> list[Suggestion]:
    """What waits for the host of this wall: a note, where people would hang it, and how many of them; no name."""
    called, places = {note.pk: note for note in board.notes}, {column.pk: column for column in board.columns}
    found = Suggestion.objects.waiting().filter(note__in=called)
    for one in found:
        one.note, one.place = called[one.note_id], places.get(one.column_id or 0)
    return [one for one in found if one.column_id is None or one.place]


def with_own_suggestions(board: Board, seat: Seat) -> list[StrategyNote]:
    """Notes of others on the wall, each with the column that this seat suggested and that nobody has answered."""
    own = {one.note_id: one for one in Suggestion.objects.filter(voices=seat, settled_at=None)}
    places = {column.pk: column for column in board.columns}
    others = [note for note in board.notes if note.author_id != seat.pk]
    for note in others:
        idea = own.get(note.pk)
        note.suggested = (places.get(idea.column_id or 0) or "new") if idea else None
    # Of very many those without a home come first: whoever places them is shown the next.
    return sorted(others, key=lambda note: note.column_id is not None) if len(others) > newest.MOST else others


def stems_from(column: Column, group: Group) -> bool:
    """Whether something of that group hangs in a column of the company wall."""
    return any(note.group_id == group.pk for note in column.hanging)


def of_silence(run: StageRun, audience, kind: str) -> str | None:
    """During the silent writing a wall learns how many notes are kept, nothing else (R-STRAT-1)."""
    if audience.surface == "projector" and kind == "note":
        return render_to_string("strategy/kept.html", {"kept": kept(run, run.workshop.group_of(audience.group))})
    return ""


def of_wall(run: StageRun, audience, kind: str, ref: str) -> str | None:
    """A touched note or column; `None` for the whole wall when other columns stand than before."""
    if audience.surface == "phone":
        return of_phone(kind, ref) or of_suggestion(kind, ref, audience)
    if kind in ("columns", "heading"):
        return None
    if kind not in ("note", "column"):
        return ""
    if run.open_step.is_company:
        return None
    board = board_of(run, run.workshop.group_of(audience.group))
    line = render_to_string("strategy/rule_line.html", {"board": board})
    return (of_note(board, ref) if kind == "note" else of_column(board, ref)) + line


def of_suggestion(kind: str, ref: str, audience) -> str:
    """The phones of that wall ask anew: its host sees what people suggest. Nobody else's phone is disturbed."""
    own = kind == "suggestion" and StrategyNote.objects.filter(pk=ref, wall__group__letter=audience.group or None)
    return POKE.format("mine") if own and own.exists() else ""


def of_company(run: StageRun, audience, kind: str) -> str | None:
    """Scores come often: a phone needs none of them, the wall draws itself anew."""
    return "" if audience.surface == "phone" else None


def of_note(board: Board, ref: str) -> str:
    note = next((note for note in board.notes if str(note.pk) == ref), None)
    loose = render_to_string("strategy/loose_count.html", {"board": board})
    if note is None:
        return gone(f"note-{ref}") + loose
    return note_html(note, "straw" if note.column_id else "lilac", board.home(note)) + loose


def of_column(board: Board, ref: str) -> str:
    column = next((column for column in board.columns if str(column.pk) == ref), None)
    return render_to_string("strategy/column_head.html", {"column": column, "board": board}) if column else ""


def of_phone(kind: str, ref: str) -> str:
    """What every phone may show: the numbers in a column, the votes of an idea; nothing personal."""
    if kind == "column":
        column = Column.objects.filter(pk=ref).first()
        notes = list(StrategyNote.objects.on_wall().filter(column__pk=ref).order_by("number"))
        return render_to_string("strategy/lane_numbers.html", {"column": column, "notes": notes}) if column else ""
    if kind == "vote":
        idea = HeadingIdea.objects.by_votes().filter(pk=ref).first()
        return render_to_string("strategy/votes.html", {"idea": idea}) if idea else ""
    return ""
