"""What later stages read of the SWOT: the notes that strategies, actions and questions link to."""

from workshops.kickoff.swot.models import Field, SwotNote
from workshops.models import Workshop

ORDER = {letter: place for place, letter in enumerate(Field.values)}


def notes(workshop: Workshop) -> list[SwotNote]:
    """Every visible note: by group and field, the top list first, then by rank."""
    found = SwotNote.objects.on_wall().filter(workshop=workshop).select_related("group", "wall", "goal")
    return sorted(found, key=by_list)


def top_notes(workshop: Workshop) -> list[SwotNote]:
    """The three to five notes of each field and group that the room agreed on, in the same order."""
    return [note for note in notes(workshop) if note.top]


def by_list(note: SwotNote) -> tuple:
    unranked = note.rank is None
    return note.letter, ORDER[note.quadrant], not note.top, unranked, note.rank or 0, note.number or 0
