"""Which note of a field comes first: votes, then the older note; from it the top list and the first weakness."""

from workshops.kickoff.swot.models import Field, SwotNote
from workshops.models import StageRun, Wall

TOP = 5


def is_ranked(run: StageRun) -> bool:
    return SwotNote.objects.filter(wall__run=run, rank__isnull=False).exists()


def rank_fields(run: StageRun) -> None:
    """Rank every field of every wall; what somebody chose by hand, tops and priorities, stays."""
    for wall in run.walls.all():
        for quadrant in Field.values:
            rank_field(wall, quadrant)
    gone = SwotNote.objects.filter(wall__run=run).exclude(state="wall")
    gone.update(rank=None, top=False)


def rank_field(wall: Wall, quadrant: str) -> None:
    """Votes, then spoken number. The defaults follow the ranks until somebody changes them."""
    notes = list(SwotNote.objects.on_wall().filter(wall=wall, quadrant=quadrant).with_votes())
    untouched_top = {note.pk for note in notes if note.top} == {note.pk for note in notes if best(note, TOP)}
    untouched_first = {note.pk for note in notes if note.priority} == {note.pk for note in notes if best(note, 1)}
    notes.sort(key=lambda note: (-note.vote_count, note.number or 0, note.pk))
    for rank, note in enumerate(notes, 1):
        before = note.rank, note.top, note.priority
        note.rank = rank
        if untouched_top:
            note.top = best(note, TOP)
        if untouched_first and quadrant == Field.W:
            note.priority = best(note, 1)
        if (note.rank, note.top, note.priority) != before:
            note.save(update_fields=["rank", "top", "priority"])


def best(note: SwotNote, places: int) -> bool:
    return note.rank is not None and note.rank <= places
