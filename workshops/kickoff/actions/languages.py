"""Second languages of what the statement will say, offered while owners cross-check (R-CONS-13)."""

from typing import NamedTuple

from workshops.kickoff.actions.models import KeyAction, OneLanguage
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.strategy.models import Column
from workshops.models import Group, Workshop


class Untranslated(NamedTuple):
    """A text that stands in one language: what it is, whose, and the words."""

    what: str
    number: int
    text: str
    group: Group | None


FIELDS = {"heading": "heading_other", "effect": "effect_other", "deed": "text_other"}


def both_are_here(workshop: Workshop) -> bool:
    """Whether writers of both languages are present."""
    spoken = {language[:2] for language in workshop.seats.writers().present().values_list("language", flat=True)}
    return len(spoken) > 1


def untranslated(workshop: Workshop) -> list[Untranslated]:
    """Headings, effects and deeds without a wording in the second language, of groups that still want one."""
    enough = set(OneLanguage.objects.filter(workshop=workshop).values_list("group", flat=True))
    if not both_are_here(workshop) or None in enough:
        return []
    found = []
    for column in strategies(workshop).select_related("presented_by"):
        if column.presented_by_id is None or column.presented_by_id not in enough:
            found += of_strategy(column)
    return found


def of_strategy(column: Column) -> list[Untranslated]:
    group = column.presented_by
    own = [("heading", column.heading, column.heading_other), ("effect", column.effect, column.effect_other)]
    texts = [Untranslated(what, column.pk, text, group) for what, text, other in own if text and not other]
    rows = column.actions.standing().filter(text_other="")
    return texts + [Untranslated("deed", row.pk, row.text, group) for row in rows]


def translate(workshop: Workshop, what: str, number: int, text: str) -> None:
    """Put the words beside those that stand there already."""
    rows = workshop.actions.standing() if what == "deed" else workshop.columns.all()
    row: KeyAction | Column = rows.get(pk=number)
    setattr(row, FIELDS[what], text)
    row.save(update_fields=[FIELDS[what]])


def one_is_enough(workshop: Workshop, group: Group | None) -> None:
    """ "One is enough": this group is not asked any more; without a group nobody is."""
    OneLanguage.objects.get_or_create(workshop=workshop, group=group)
