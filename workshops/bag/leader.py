"""The decision maker's day: the path, the own part in each stage, what helps and what rather not."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.models import Workshop
from workshops.papers.words import in_both
from workshops.timetable import Timetable

LEADS, JOINS, WATCHES = "leads", "joins", "watches"
OPENING_LINE = _("Today I ask and listen. The plan is yours to build, and I sign it with you.")


class Part(NamedTuple):
    """What the decision maker does in a stage, and as whom."""

    role: str
    line: str | Promise


PARTS = {
    "checkin": Part(JOINS, _("Come early. Sit among people.")),
    "contract": Part(LEADS, _("Say your opening line. No verdicts today.")),
    "grouping": Part(WATCHES, _("You have no group: choose a wall at each post.")),
    "vision": Part(WATCHES, _("Watch. Draw nothing, post nothing.")),
    "stakes": Part(JOINS, _("Each group signs its own promise. Keep it light.")),
    "goals": Part(LEADS, _("Explain each goal in two minutes, then listen.")),
    "swot": Part(WATCHES, _("Walk the walls. Ask “which month, which number?”")),
    "strategy": Part(WATCHES, _("No word while columns form.")),
    "actions": Part(LEADS, _("Decide requests inside the envelope.")),
    "consensus": Part(WATCHES, _("Read every line. Let others be heard first.")),
    "town": Part(JOINS, _("Ask third or later, at most a third of all questions.")),
    "revise": Part(WATCHES, _("Let the owners confirm what changed.")),
    "signing": Part(LEADS, _("Sign the list of what was granted, last.")),
    "close": Part(JOINS, _("One word, like everybody. Stay for the picture.")),
}
DO = (
    _("Ask for the purpose, the source, the way"),
    _("Say “later”, with a date, when you need time"),
    _("Thank for odd ideas before asking"),
)
RATHER_NOT = (
    _("“We tried that, it does not work.”"),
    _("Hold the pen, or draw for a group"),
    _("Ask first, or more than a third of all questions"),
)
QUESTIONS = (
    _("What would make this day worth it for me?"),
    _("Where is my limit, and what would move it?"),
    _("Which sentence would I rather not say today?"),
)


def path(workshop: Workshop) -> list[dict[str, Any]]:
    """The stages of the day with their times and the decision maker's part in them."""
    rows = []
    for slot in Timetable.of(workshop).stages:
        part = PARTS.get(slot.run.kind) if slot.run else None
        if slot.run and part:
            english, chinese = in_both(slot.run.stage.title)
            rows.append(
                {
                    "kind": slot.run.kind,
                    "at": slot.at,
                    "en": english,
                    "zh": chinese,
                    "role": part.role,
                    "line": str(part.line),
                }
            )
    return rows
