"""What a strategy may answer: the notes that weigh most in the SWOT, where one was held."""

from workshops.kickoff.swot import results
from workshops.kickoff.swot.models import SwotNote
from workshops.models import Workshop


def swot_to_link(workshop: Workshop) -> list[SwotNote]:
    """The top lists of the SWOT; all of its notes where no list was chosen."""
    return results.top_notes(workshop) or results.notes(workshop)
