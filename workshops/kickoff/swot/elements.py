"""What a wall shows in each step, and single elements of it, as pages include them and as they are pushed."""

from typing import Any

from django.template.loader import render_to_string

from workshops.kickoff.swot.boards import Board, share_with_evidence
from workshops.kickoff.swot.boards import of_wall as on_wall_of
from workshops.kickoff.swot.models import Field, Opening, SwotNote, WhyStep
from workshops.kickoff.swot.ownership import by_rank, prepared, wanting
from workshops.models import Group, StageRun
from workshops.surfaces import gone

# ---- write and vote: the four fields -----------------------------------------------------------------------


def of_wall(run: StageRun, audience, kind: str, ref: str) -> str | None:
    """A touched note, on the walls that show it."""
    if audience.surface != "projector" or kind != "note":
        return ""
    return of_note(Board(run, run.workshop.group_of(audience.group)), ref)


def of_note(board: Board, ref: str) -> str:
    """The note, for all languages once: over its field and under the wall each screen counts by itself."""
    return board.once(f"note {ref}", in_any_language, board, ref)


def in_any_language(board: Board, ref: str) -> str:
    """A note as it hangs: what people wrote, the same for whoever reads it."""
    note = board.just_put_up(ref) or board.note(ref)
    return note_html(board, note) if note else gone(f"note-{ref}")


def note_html(board: Board, note: SwotNote) -> str:
    return render_to_string("swot/wall_note.html", {"note": note, "board": board})


def result(run: StageRun, group: Group | None) -> dict[str, Any]:
    """Nothing of the votes until the result is opened (R-SWOT-9)."""
    if not Opening.is_open(run):
        return {"result_is_open": False}
    notes = SwotNote.objects.on_wall().filter(wall__run=run).select_related("group", "wall").with_votes()
    shown = on_wall_of(sorted(notes, key=lambda note: (-note.vote_count, note.place)), group)
    return {"result_is_open": True, "areas": Board.split(shown)}


# ---- evidence: what wants a fact ---------------------------------------------------------------------------


def facts(run: StageRun, group: Group | None) -> dict[str, Any]:
    board = Board(run, group)
    proven, asked = share_with_evidence(board.notes)
    return {"head": "projector/head.html", "board": board, "lacking": wanting(board.notes)} | {
        "proven": proven,
        "asked_count": asked,
        "share": round(100 * proven / asked) if asked else 100,
    }


def of_facts(run: StageRun, audience, kind: str, ref: str) -> str | None:
    """A fact came in: the flagged note goes, the share grows."""
    if audience.surface != "projector":
        return ""
    return None if kind in ("note", "fact") else ""


# ---- why: one weakness and its chain -----------------------------------------------------------------------


def chain(run: StageRun, group: Group | None) -> dict[str, Any]:
    """What the console reads out, else the chain that grew last, else the first weakness."""
    board = Board(run, group)
    chosen = [note for note in board.notes if note.priority and note.quadrant == Field.W]
    chosen.sort(key=lambda note: (note.letter, note.rank or 0))
    shown = shown_chain(run, board, chosen)
    return {
        "head": "swot/why_head.html",
        "board": board,
        "chosen": chosen,
        "weakness": prepared(shown) if shown else None,
        "place": chosen.index(shown) + 1 if shown in chosen else 0,
    }


def shown_chain(run: StageRun, board: Board, chosen: list[SwotNote]) -> SwotNote | None:
    light, by_pk = run.read_out, {note.pk: note for note in board.notes}
    if light and light.number in by_pk:
        return by_pk[light.number]
    grown = WhyStep.objects.filter(note__in=chosen).order_by("pk").last()
    return by_pk[grown.note_id] if grown else next(iter(chosen), None)


# ---- agree: the list ---------------------------------------------------------------------------------------


def tops(run: StageRun, group: Group | None) -> dict[str, Any]:
    board = Board(run, group)
    listed = [note for note in board.notes if note.top]
    return {"head": "projector/question.html", "board": board, "areas": by_rank(listed), "listed": len(listed)}
