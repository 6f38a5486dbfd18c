"""Dots on paper, typed as sums of a group: so many sheets, and what each note of a field got (R-GEN-16, R-SWOT-9)."""

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.swot.boards import hanging
from workshops.kickoff.swot.fields import ASKED
from workshops.kickoff.swot.models.note import SHEET
from workshops.kickoff.swot.models.vote import VOTES_A_FIELD, VOTES_A_NOTE
from workshops.models import Group, PaperCount, StageRun
from workshops.stages import Counted

SHEETS = "sheets"


def question(quadrant: str) -> str:
    return f"{SHEET}{quadrant}"


def counted_on_paper(run: StageRun, group: Group | None) -> list[Counted]:
    """A form a field: how many sheets there are, then the dots of each note by its spoken number."""
    notes = hanging(run).filter(wall__group=group) if group else hanging(run)
    found = []
    for asked in ASKED:
        own = [note for note in notes if note.quadrant == asked.letter]
        values = [(SHEETS, _("Sheets"))] + [(str(note.pk), called(note)) for note in own]
        if own:
            found.append(Counted(question(asked.letter), asked.many, values, "result", must_be_possible))
    return found


def called(note) -> str:
    return f"{note.number} {Truncator(note.text).chars(24)}"


def must_be_possible(counts: dict[str, int]) -> None:
    """Guard R-SWOT-9: three dots a sheet in a field, at most two on one note."""
    sheets = counts.get(SHEETS, 0)
    dots = [count for value, count in counts.items() if value != SHEETS]
    if sum(dots) > VOTES_A_FIELD * sheets:
        what = _("%(sheets)d sheets have at most %(most)d dots in a field. Count the sheets again, or the dots.")
        raise Refused(what % {"sheets": sheets, "most": VOTES_A_FIELD * sheets}, rule="R-SWOT-9", status=422)
    if any(count > VOTES_A_NOTE * sheets for count in dots):
        what = _("One note has at most two dots a sheet: %(most)d here.")
        raise Refused(what % {"most": VOTES_A_NOTE * sheets}, rule="R-SWOT-9", status=422)


def typed(run: StageRun):
    return PaperCount.objects.filter(workshop=run.workshop, question__startswith=SHEET)


def voters(run: StageRun) -> int:
    """How many have voted on paper in every field."""
    sums = dict(typed(run).filter(value=SHEETS).values_list("question").annotate(models.Sum("count")).order_by())
    return min(sums.get(question(asked.letter), 0) for asked in ASKED)


def dots_in(run: StageRun, quadrant: str) -> int:
    return typed(run).filter(question=question(quadrant)).exclude(value=SHEETS).persons()
