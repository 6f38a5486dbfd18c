"""The paper kit: a sheet a step with its question and its fields, so that a room works without phones (R-GEN-16)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from workshops.bag.room import groups_of
from workshops.models import StageRun, Workshop
from workshops.own_words import Wording

Text = str | Promise


class Lines(NamedTuple):
    """Ruled lines below a label."""

    label: Text
    number: int
    kind: str = "lines"


class Tally(NamedTuple):
    """Boxes to count hands or taps in; `of` repeats the row, once for each of these."""

    options: tuple[Text, ...]
    of: tuple[Text, ...] = ("",)
    kind: str = "tally"


class Table(NamedTuple):
    """Columns to fill; the first rows may be named."""

    columns: tuple[Text, ...]
    number: int
    names: tuple[Text, ...] = ()
    kind: str = "table"

    @property
    def rows(self) -> list[Text]:
        return [*self.names, *[""] * (self.number - len(self.names))]


NUMBER = gettext_lazy("No.")
WHO, UNTIL = gettext_lazy("Who"), gettext_lazy("Until")
VOTES = gettext_lazy("Votes")
LENSES = (
    gettext_lazy("SWOT"),
    gettext_lazy("New"),
    gettext_lazy("Way"),
    gettext_lazy("Source"),
    gettext_lazy("Basis"),
    gettext_lazy("Cost"),
    gettext_lazy("People"),
)
FIELDS = (
    gettext_lazy("S Strengths"),
    gettext_lazy("W Weaknesses"),
    gettext_lazy("O Opportunities"),
    gettext_lazy("T Threats"),
)
SHEETS: dict[tuple[str, str], tuple[Lines | Tally | Table, ...]] = {
    ("contract", "agree"): (
        Tally((gettext_lazy("I agree"), gettext_lazy("I have a concern"))),
        Lines(gettext_lazy("Concerns, without a name"), 4),
    ),
    ("vision", "imagine"): (Lines(gettext_lazy("One scene that a camera could see"), 8),),
    ("vision", "check"): (Tally((gettext_lazy("Yes"), gettext_lazy("Not yet")), ("1", "2", "3", "4", "5")),),
    ("vision", "gallery"): (Lines(gettext_lazy("One remark: what does it do to you?"), 4),),
    ("vision", "name"): (Table((gettext_lazy("Title"), VOTES), 5),),
    ("stakes", "ideas"): (Table((gettext_lazy("If we miss it, we owe each other"), gettext_lazy("Six yes?")), 6),),
    ("goals", "restate"): (Lines(gettext_lazy("In our own words"), 5),),
    ("goals", "temperature"): (
        Tally(("1", "2", "3", "4", "5"), (gettext_lazy("I understand"), gettext_lazy("I believe"))),
    ),
    ("swot", "write"): (Table((NUMBER, gettext_lazy("What"), gettext_lazy("Fact: when, what, how much")), 8, FIELDS),),
    ("swot", "vote"): (Table((gettext_lazy("Field"), NUMBER, VOTES), 8),),
    ("swot", "why"): (
        Lines(gettext_lazy("Our heaviest weakness"), 1),
        Table((gettext_lazy("Why?"),), 5, ("1", "2", "3", "4", "5")),
    ),
    ("strategy", "silent"): (Table((NUMBER, gettext_lazy("Verb first, one idea a line")), 7),),
    ("strategy", "cluster"): (Table((gettext_lazy("Column"), gettext_lazy("Numbers of its notes")), 7),),
    ("strategy", "name"): (
        Table((gettext_lazy("Verb and object"), gettext_lazy("If we did it fully, which number moves?")), 6),
    ),
    ("strategy", "relevance"): (Tally(("0", "1", "2", "3"), ("1", "2", "3", "4", "5", "6", "7")),),
    ("strategy", "rank"): (
        Tally(("1", "2", "3", "4", "5"), (gettext_lazy("How soon it can start"), gettext_lazy("How soon it shows"))),
        Lines(gettext_lazy("For column"), 1),
    ),
    ("actions", "draft"): (
        Table(
            (
                gettext_lazy("What"),
                WHO,
                UNTIL,
                gettext_lazy("Number, from → to"),
                gettext_lazy("Read from"),
                gettext_lazy("Money"),
            ),
            6,
        ),
    ),
    ("actions", "decide"): (
        Table((gettext_lazy("Request"), gettext_lazy("Yes, no, later"), gettext_lazy("Money"), WHO, UNTIL), 7),
    ),
    ("consensus", "read"): (
        Table(
            (
                gettext_lazy("Clause"),
                gettext_lazy("Support"),
                gettext_lazy("Can live with it"),
                gettext_lazy("Hear me first"),
            ),
            8,
        ),
    ),
    ("consensus", "fist"): (
        Tally(("0", "1", "2", "3", "4", "5")),
        Lines(gettext_lazy("At 0 and 1: what is missing?"), 4),
    ),
    ("town", "ask"): (
        Table(
            (
                gettext_lazy("Lens"),
                gettext_lazy("Question"),
                gettext_lazy("Answer in key words"),
                pgettext_lazy("town", "Outcome"),
                UNTIL,
            ),
            7,
            LENSES,
        ),
    ),
    ("revise", "changes"): (
        Table((gettext_lazy("Row"), gettext_lazy("Old"), gettext_lazy("New words"), gettext_lazy("Owner agrees")), 6),
    ),
    ("signing", "write"): (
        Lines(gettext_lazy("I will … by …, seen by …"), 4),
        Lines(gettext_lazy("I need … from …"), 2),
    ),
    ("close", "parked"): (Table((gettext_lazy("Parked"), WHO, UNTIL), 7),),
    ("close", "word"): (Lines(gettext_lazy("Words of the circle"), 7),),
}
IN_GROUPS = frozenset({"vision", "stakes", "goals", "swot", "strategy"})
HOST_CARD = (
    gettext_lazy("Say the number, then the note."),
    gettext_lazy("One scribe types, all others look up."),
    gettext_lazy("Group aloud, then each places the rest."),
    gettext_lazy("No note stays alone; ask, do not decide."),
    gettext_lazy("Read the column, then: doing what?"),
)


def sheets(workshop: Workshop) -> list[dict[str, Any]]:
    """A sheet a step, and a group where groups work apart; in the order of the day."""
    groups = groups_of(workshop)
    runs = workshop.agenda.exclude(state=StageRun.State.SKIPPED)
    return [one for run in runs for one in sheets_of(run, groups)]


def sheets_of(run: StageRun, groups: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    words = Wording(run.workshop)
    for step in run.steps:
        fields = SHEETS.get((run.kind, step.key))
        if not fields:
            continue
        apart = groups if (run.kind in IN_GROUPS or step.key == "draft") and len(groups) > 1 else [None]
        for group in apart:
            yield {
                "stage": str(run.stage.title),
                "step": str(step.title),
                "prompt": words.question(step),
                "letter": group["letter"] if group else "",
                "colour": group["colour"] if group else "",
                "fields": [told(field) for field in fields],
            }


def told(field: Lines | Tally | Table) -> dict[str, Any]:
    """A field as the page draws it, in the reader's words."""
    if isinstance(field, Lines):
        return {"kind": field.kind, "label": str(field.label), "count": field.number}
    if isinstance(field, Tally):
        return {
            "kind": field.kind,
            "options": [str(one) for one in field.options],
            "of": [str(one) for one in field.of],
        }
    return {
        "kind": field.kind,
        "columns": [str(one) for one in field.columns],
        "rows": [str(one) for one in field.rows],
    }


def host_card() -> list[str]:
    return [str(line) for line in HOST_CARD]
