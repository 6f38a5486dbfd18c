"""Which notes of the SWOT an action may name as what it answers."""

from django.db.models import Q

from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.swot.models import SwotNote
from workshops.kickoff.swot.models.note import SwotNoteQuerySet
from workshops.models import Workshop


def swot_notes(workshop: Workshop) -> SwotNoteQuerySet:
    """Everything that hangs on the SWOT walls, by group and rank."""
    return SwotNote.objects.on_wall().filter(workshop=workshop).by_rank()


def offered(action: KeyAction) -> SwotNoteQuerySet:
    """What the action or its strategy answers already, else the top list, else all: as short a list as there is."""
    notes = swot_notes(action.workshop)
    near = notes.filter(Q(answered_by=action.strategy) | Q(answered_by_actions=action)).distinct()
    return next((some for some in (near, notes.filter(top=True)) if some.exists()), notes)
