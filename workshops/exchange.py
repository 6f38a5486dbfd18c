"""A workshop as one documented JSON file, both ways: each package reads and writes the keys that it owns.

Rows carry the names of the file (`p03`, `C1`, `a08`) in a `key` of their own, so that an export of an import,
or of a day made by hand, imports to an equal workshop. No column keeps imported JSON.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Organisation, Person
from workshops import stages
from workshops.models import ChecklistItem, Seat, Workshop
from workshops.models.workshop import KICKOFF
from workshops.reading import NotAWorkshopFile, refusing

DOOR = "seat-"
"""How a file calls somebody who typed the own name at the door."""


class Check(NamedTuple):
    """One expected value of a file beside what the product's own code makes of the same inputs."""

    path: str
    expected: Any
    got: Any

    @property
    def holds(self) -> bool:
        return plain(self.expected) == plain(self.got)


def plain(value: Any) -> Any:
    """Numbers compare as numbers, whatever their Python type; everything else as it is."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float, Decimal)):
        return round(float(value), 6)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


class Book:
    """Looks up the rows behind the names of a file, and the names of rows."""

    def __init__(self, workshop: Workshop):
        self.workshop = workshop
        self.people = {person.key: person for person in workshop.organisation.people.all()}
        seats = workshop.seats.select_related("person", "group")
        self.seats = {self.name_of(seat): seat for seat in seats}

    def person(self, key: str | None) -> Person | None:
        return self.people[key] if key else None

    def seat(self, key: str) -> Seat:
        return self.seats[key]

    @staticmethod
    def name_of(seat: Seat | None) -> str | None:
        """A seat of the roster is called like its person, one of the door by a key of its own."""
        if seat is None:
            return None
        return seat.person.key if seat.person else f"{DOOR}{seat.key}"

    @staticmethod
    def key_of(person: Person | None) -> str | None:
        return person.key if person else None


class Part:
    """What one package owns of the file; subclass it in a ritual's `exchange.py` and register it in `ready()`."""

    order = 50
    kind = KICKOFF
    """Of which kind of event; "" where every file may have it."""
    is_drafted = False
    """Whether it is made before the day, so that a prepared workshop may bring it."""

    def completed(self, content: dict) -> dict:
        """The content of a file with what its kind may leave out: a short file of an event of one stage."""
        return content

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        """Rows from the file, by the same verbs that the pages use; the `expected…` values are never read here."""

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        """Top-level keys made from rows."""
        return {}

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        """What the `expected…` blocks state, recomputed by the product's own code."""
        return iter(())

    def not_built(self, content: dict) -> Iterable[str]:
        """Paths of expected values that no code computes yet."""
        return ()


parts: list[Part] = []


def register(part: type[Part]) -> None:
    parts.append(part())
    parts.sort(key=lambda one: one.order)


def kinds() -> tuple[str, ...]:
    """Which kinds of event a file may hold."""
    return (KICKOFF, *stages.events())


def parts_of(kind: str) -> list[Part]:
    return [part for part in parts if part.kind in ("", kind)]


def read(content: Any) -> dict:
    """The content of a file that is a workshop; raises `NotAWorkshopFile` with the first thing that is wrong."""
    if not isinstance(content, dict):
        raise NotAWorkshopFile(_("it does not hold one object"))
    for part in parts_of(content.get("kind", KICKOFF)):
        content = part.completed(content)
    for key in ("event", "organisation", "departments", "people", "goals", "attendance"):
        if key not in content:
            raise NotAWorkshopFile(_("“%(key)s” is missing") % {"key": key})
    return content


@transaction.atomic
def import_plan(content: dict, organisation: Organisation | None, user) -> Workshop:
    """The prepared workshop of a file: roster, goals, preparation and agenda, nothing of what was said.

    It has no groups yet, whatever its checklist says. Raises `NotAWorkshopFile`, and then keeps nothing of it.
    """
    workshop = plan_in(complete(content), organisation, user)
    drafted = workshop.checklist.filter(key=ChecklistItem.GROUPS, state=ChecklistItem.State.DONE)
    drafted.update(state=ChecklistItem.State.OPEN)
    return workshop


@transaction.atomic
def import_prepared(content: dict, organisation: Organisation | None, user) -> Workshop:
    """The plan of a file with what was drafted before the day. Raises `NotAWorkshopFile`."""
    content = complete(content)
    workshop = plan_in(content, organisation, user)
    load([part for part in parts_of(workshop.kind) if part.is_drafted], workshop, content)
    return workshop


@transaction.atomic
def import_workshop(content: dict, organisation: Organisation | None = None, user=None) -> Workshop:
    """The whole day of a file, as if it had been held.

    Raises `NotAWorkshopFile`, or `Refused` where a rule of the day says no, and then keeps nothing of it.
    """
    from workshops.intake import attendance_from

    content = complete(content)
    workshop = plan_in(content, organisation, user)
    attendance_from(content, workshop)
    load(parts_of(workshop.kind), workshop, content)
    return workshop


def complete(content: dict) -> dict:
    with refusing():
        return read(content)


def plan_in(content: dict, organisation: Organisation | None, user) -> Workshop:
    """All that was prepared, as the complete content of a file says it."""
    from workshops.intake import plan_from

    with refusing():
        return plan_from(content, organisation, user)


def load(wanted: Iterable[Part], workshop: Workshop, content: dict) -> None:
    book = Book(workshop)
    for part in wanted:
        with refusing(type(part).__module__.split(".")[-2]):
            part.load(workshop, content, book)


def export_workshop(workshop: Workshop) -> dict[str, Any]:
    """The file of a workshop, made from its rows alone."""
    from workshops.intake import plan_of

    book = Book(workshop)
    content = plan_of(workshop, book)
    for part in parts_of(workshop.kind):
        content |= part.dump(workshop, book)
    return content


def check(workshop: Workshop, content: dict) -> tuple[list[Check], list[str]]:
    """Every expected value that is built, compared; and the paths of those that are not."""
    book = Book(workshop)
    made = [one for part in parts_of(workshop.kind) for one in part.checks(workshop, content, book)]
    checked = {one.path for one in made}
    return made, sorted(path for path in expected_paths(content) if not covered(path, checked))


def covered(path: str, checked: set[str]) -> bool:
    return any(path == one or path.startswith((one + ".", one + "[")) for one in checked)


def expected_paths(content: Any, path: str = "") -> Iterator[str]:
    """Paths of all `expected…` values; inside an `expected` block each of its keys is a path of its own."""
    if isinstance(content, dict):
        for key, value in content.items():
            here = f"{path}.{key}" if path else key
            if key == "expected" and isinstance(value, dict):
                yield from (f"{here}.{name}" for name in value)
            elif key.startswith("expected"):
                yield here
            else:
                yield from expected_paths(value, here)
    elif isinstance(content, list):
        for position, item in enumerate(content):
            name = item.get("id") if isinstance(item, dict) else None
            yield from expected_paths(item, f"{path}[{name or position}]")
