"""From facts to actions: each strategy of the frozen statement with the notes it answers."""

from typing import Any, NamedTuple

from django.db.models import Q

from signing.models import Document
from workshops.kickoff.swot.models import SwotNote
from workshops.kickoff.swot.results import by_list
from workshops.models import Workshop


class Traced(NamedTuple):
    """A strategy as it was frozen, and the notes of the SWOT behind it: text and field, never an author (R-GEN-8)."""

    strategy: dict[str, Any]
    notes: list[SwotNote]


def trace(workshop: Workshop, document: Document) -> list[Traced]:
    """The strategies in their order, those of the annex last; a note that was hidden since is not shown (R-GEN-4)."""
    text = document.parsed
    return [Traced(one, notes_behind(workshop, one)) for one in [*text["strategies"], *text["annex"]]]


def notes_behind(workshop: Workshop, strategy: dict[str, Any]) -> list[SwotNote]:
    """What the strategy answers by itself or through one of its actions."""
    actions = [action["id"] for action in strategy["actions"]]
    of_strategy = Q(answered_by__workshop=workshop, answered_by__key=strategy["id"])
    of_actions = Q(answered_by_actions__workshop=workshop, answered_by_actions__key__in=actions)
    found = SwotNote.objects.on_wall().filter(of_strategy | of_actions, workshop=workshop)
    return sorted(found.select_related("group").distinct(), key=by_list)
