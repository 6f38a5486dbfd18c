from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workshops import coaching
from workshops.exchange import Book, Check, Part
from workshops.kickoff.grouping import dealing
from workshops.models import Group, StageRun, Workshop
from workshops.reading import Row, refuse

COLOURS = {colour.value: colour for colour in Group.Colour}
LETTERS = {letter: letter for letter in dealing.LETTERS}


class GroupsPart(Part):
    """`groups`: who shares a wall, and who hosts it. Before everything that hangs on a wall."""

    order = 5
    is_drafted = True

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        colours = list(Group.Colour)
        for place, row in enumerate(Row(content).rows("groups", key="key")):
            letter = row.one_of("key", LETTERS)
            colour = row.one_of("wall", COLOURS, colours[place % len(colours)])
            group = workshop.groups.create(letter=letter, colour=colour, **row.fields(Group, "place"))
            for path, key in row.list("members"):
                group.take(
                    book.seats[key]
                    if key in book.seats
                    else refuse(path, _("“%(value)s” is unknown") % {"value": str(key)[:40]})
                )
            group.led_by(row.one_or_none("host", book.seats))

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        return {"groups": [group_of(group, book) for group in workshop.groups.select_related("host__person")]}

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        seats = list(workshop.seats.writers().select_related("person__department"))
        if "groups" in content.get("expected", {}):
            hands = dealing.dealt(seats, dealing.group_count(len(seats)), dealing.department_keys(workshop))
            named = [sorted(book.name_of(seat) or "" for seat in hand) for hand in hands]
            got = dict(zip(LETTERS, named, strict=False))
            yield Check("expected.groups", content["expected"]["groups"], got)
        if "expected_group_flags" in content:
            yield Check("expected_group_flags", content["expected_group_flags"], flags(workshop))


def flags(workshop: Workshop) -> list[str]:
    """The rules that speak up about these groups, each once, in the order of their numbers."""
    run = workshop.agenda.filter(kind="grouping").first()
    return sorted({finding.rule for finding in spoken(run)}) if run else []


def spoken(run: StageRun):
    for rule in coaching.rules["grouping", ""]:
        yield from rule.check(run)


def group_of(group: Group, book: Book) -> dict[str, Any]:
    members = group.seats.select_related("person").order_by("person__key", "pk")
    return {
        "key": group.letter,
        "members": [book.name_of(seat) for seat in members],
        "host": book.name_of(group.host),
        "wall": group.colour,
    } | ({"place": group.place} if group.place else {})
