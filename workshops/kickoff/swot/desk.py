"""What the console shows of each step: counts, what comes in, and whatever a host or a scribe could do."""

from typing import Any

from workshops.kickoff.swot import sheets
from workshops.kickoff.swot.boards import Board, hanging, of_wall, share_with_evidence
from workshops.kickoff.swot.fields import ASKED
from workshops.kickoff.swot.flags import cards, people_of
from workshops.kickoff.swot.models import Field, Opening, SwotNote, Vote, WhyStep
from workshops.kickoff.swot.models.vote import VOTES_A_FIELD
from workshops.kickoff.swot.ownership import by_rank, choices, prepared, wanting
from workshops.models import Note, StageRun

LATEST = 12
FEW = 3


def groups_of(run: StageRun) -> list:
    return list(run.workshop.groups.all()) or [None]


def wall(run: StageRun) -> dict[str, Any]:
    """What came in last, with what its rules say; how full each field is; facts only as counts."""
    board = Board(run)
    people = people_of(run.workshop)
    latest = sorted(board.notes, key=lambda note: -note.pk)[:LATEST]
    for note in latest:
        note.cards = cards(note, people, [mate for mate in board.notes if is_before(mate, note)])
    return choices(run) | piles(run, board) | {"incoming": latest, "hung": len(board.notes)}


def is_before(mate: SwotNote, note: SwotNote) -> bool:
    return mate.wall_id == note.wall_id and mate.pk < note.pk


def piles(run: StageRun, board: Board) -> dict[str, Any]:
    """Counts a wall and field, and how many facts were put up or are still in pockets."""
    rows = [
        (group, [(asked.letter, of_field(board, group, asked.letter)) for asked in ASKED]) for group in groups_of(run)
    ]
    mine = SwotNote.objects.filter(workshop=run.workshop, beforehand=True)
    pockets, up = mine.filter(state=Note.State.DRAFT).count(), mine.filter(wall__run=run).count()
    proven, asked = share_with_evidence(board.notes)
    return {
        "side_low": "swot/side.console.html",
        "piles": rows,
        "with_fact": sum(bool(note.evidence) for note in board.notes),
        "pockets": pockets,
        "put_up": up,
        "put_up_share": round(100 * up / (up + pockets)) if up + pockets else 0,
        "share": round(100 * proven / asked) if asked else 100,
    }


def of_field(board: Board, group, letter: str) -> int:
    return sum(note.quadrant == letter for note in of_wall(board.notes, group))


def facts(run: StageRun) -> dict[str, Any]:
    board = Board(run)
    shares = [(group, *share_with_evidence(of_wall(board.notes, group))) for group in groups_of(run)]
    return choices(run) | piles(run, board) | {"lacking": wanting(board.notes), "shares": shares}


def voting(run: StageRun) -> dict[str, Any]:
    """How many have voted, never who and never for what (R-SWOT-9)."""
    here = list(run.workshop.seats.writers().present())
    votes = Vote.objects.filter(note__wall__run=run, seat__in=here)
    placed: dict[int, int] = {}
    for vote in votes:
        placed[vote.seat_id] = placed.get(vote.seat_id, 0) + vote.count
    fields = [
        (asked, votes.filter(quadrant=asked.letter).placed() + sheets.dots_in(run, asked.letter)) for asked in ASKED
    ]
    on_paper = sheets.voters(run)
    return piles(run, Board(run)) | {
        "voters": len(here),
        "voted": len(placed) + on_paper,
        "voted_all": sum(count >= VOTES_A_FIELD * len(ASKED) for count in placed.values()) + on_paper,
        "voted_fields": fields,
        "most_votes": VOTES_A_FIELD * len(here),
        "result_is_open": Opening.is_open(run),
        "paper_seats": run.workshop.seats.writers().present().select_related("group"),
        "asked": ASKED,
    }


def chains(run: StageRun) -> dict[str, Any]:
    notes = [note for note in hanging(run) if note.quadrant == Field.W]
    notes.sort(key=lambda note: (note.letter, note.rank is None, note.rank or 0, note.number or 0))
    rows = [(group, of_wall(notes, group)) for group in groups_of(run)]
    return {
        "chains": [prepared(note) for note in notes if note.priority or note.chain],
        "candidates": rows,
        "controls": WhyStep.Control.choices,
    }


def tops(run: StageRun) -> dict[str, Any]:
    notes = list(hanging(run))
    unlinked = [note for note in notes if note.goal is None]
    return choices(run) | {
        "lists": [(group, by_rank(of_wall(notes, group))) for group in groups_of(run)],
        "unlinked": sorted(unlinked, key=lambda note: (not note.top, note.place)),
    }
