"""What a strategy may answer: the notes that weigh most in the SWOT, where one was held."""

from workshops.models import Note, Workshop


def swot_to_link(workshop: Workshop) -> list[Note]:
    """Notes of the SWOT on the wall, those of the top lists first where they have been chosen."""
    notes = workshop.notes.filter(wall__run__kind="swot", state=Note.State.WALL).select_related("wall__group")
    listed = [(getattr(note, "swotnote", None), note) for note in notes]
    top = [note for typed, note in listed if typed and typed.top]
    return top or [note for _typed, note in listed]
