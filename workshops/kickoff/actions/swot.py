"""Which notes of the SWOT an action may name as what it answers."""

from django.db.models import Q, QuerySet

from workshops.kickoff.actions.models import KeyAction
from workshops.models import Note, Workshop


def swot_notes(workshop: Workshop) -> QuerySet[Note]:
    """Everything that hangs on the SWOT walls, by number."""
    return Note.objects.on_wall().filter(workshop=workshop, wall__run__kind="swot").order_by("number", "id")


def offered(action: KeyAction) -> QuerySet[Note]:
    """What the action or its strategy answers already, else all of it: a short list where there is one."""
    notes = swot_notes(action.workshop)
    near = notes.filter(Q(answered_by=action.strategy) | Q(answered_by_actions=action)).distinct()
    return near if near.exists() else notes
