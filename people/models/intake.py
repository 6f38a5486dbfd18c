"""Taking a cleaned roster in: who is known already, who is new, and who answers to whom."""

from collections.abc import Iterable
from typing import NamedTuple

import regex

from people.models.organisation import Department, Organisation
from people.models.person import Person
from people.text import folded

HAN = regex.compile(r"\p{Han}")
IN_BRACKETS = regex.compile(r"(.+?)\s*[(（](.+)[)）]")
COMPLETED = ("name_latin", "job_title", "job_level", "language")

Key = tuple[str, str]


class Row(NamedTuple):
    """One person as the list names them; an empty text leaves what is known already."""

    name: str
    department: str
    name_latin: str = ""
    job_title: str = ""
    job_level: str = ""
    superior: str = ""
    language: str = ""
    key_post: str = ""


class Imported(NamedTuple):
    added: int
    completed: int
    departments: int


class Directory:
    """Everybody who may be meant by a name: on the roster already, or in the list on its way in."""

    def __init__(self, organisation: Organisation):
        self.departments = {
            folded(name): department
            for department in organisation.departments.all()
            for name in (department.name_en, department.name_zh)
            if name
        }
        self.people: dict[Key, Person] = {}
        self.called: dict[str, set[Key]] = {}
        self.superiors: dict[Key, Key] = {}
        everybody = {person.pk: person for person in organisation.people.select_related("department")}
        for person in everybody.values():
            self.people[self.key_of(person)] = person
            self.add(self.key_of(person), person.name, person.name_latin)
        for person in everybody.values():
            if person.superior_id in everybody:
                self.superiors[self.key_of(person)] = self.key_of(everybody[person.superior_id])

    def add(self, key: Key, *names: str) -> None:
        for name in filter(None, map(folded, names)):
            self.called.setdefault(name, set()).add(key)

    def key(self, name: str, department: str) -> Key:
        known = self.departments.get(folded(department))
        return folded(name), f"#{known.pk}" if known else folded(department)

    def unheard(self, departments: Iterable[str]) -> list[str]:
        """Names that no department has yet, each once."""
        return list({folded(name): name for name in departments if folded(name) not in self.departments}.values())

    def key_of(self, person: Person) -> Key:
        return folded(person.name), f"#{person.department_id}"

    def meant_by(self, text: str) -> set[Key]:
        """Who "Li Wei", "李伟" or, among namesakes, "Li Wei (Sales)" may be."""
        found = self.called.get(folded(text), set())
        if not found and (match := IN_BRACKETS.fullmatch(text)):
            key = self.key(match[1], match[2])
            found = {key} if key in self.called.get(key[0], set()) else set()
        return found

    def goes_round(self, key: Key) -> bool:
        """Whether the way up from `key` comes back to it."""
        seen, above = set(), self.superiors.get(key)
        while above and above not in seen:
            if above == key:
                return True
            seen.add(above)
            above = self.superiors.get(above)
        return False


class Intake:
    """One import, run inside the caller's transaction."""

    def __init__(self, organisation: Organisation):
        self.organisation = organisation
        self.directory = Directory(organisation)

    def take(self, rows: Iterable[Row]) -> Imported:
        rows = list(rows)
        departments = self.make_departments(rows)
        pairs = [(row, self.person_of(row)) for row in rows]
        new = [person for _row, person in pairs if person.pk is None]
        known = [person for _row, person in pairs if person.pk is not None]
        Person.objects.bulk_create(new, batch_size=500)
        Person.objects.bulk_update(known, [*COMPLETED, "key_post"], batch_size=200)
        self.link(pairs)
        return Imported(len(new), len(known), departments)

    def make_departments(self, rows: list[Row]) -> int:
        missing = {folded(row.department): row.department for row in rows}
        missing = {key: name for key, name in missing.items() if key not in self.directory.departments}
        for key, name in missing.items():
            side = "name_zh" if HAN.search(name) else "name_en"
            self.directory.departments[key] = Department.objects.create(organisation=self.organisation, **{side: name})
        return len(missing)

    def person_of(self, row: Row) -> Person:
        """The person on the roster, or a new one, with what the row says about them; not saved."""
        key = self.directory.key(row.name, row.department)
        person = self.directory.people.get(key)
        if person is None:
            person = Person(
                organisation=self.organisation,
                name=row.name,
                department=self.directory.departments[folded(row.department)],
                language="zh-hans" if HAN.search(row.name) else "en",
            )
            self.directory.people[key] = person
        for field in COMPLETED:
            if value := getattr(row, field):
                setattr(person, field, value)
        if row.key_post:
            person.key_post = row.key_post == "yes"
        self.directory.add(key, person.name, person.name_latin)
        return person

    def link(self, pairs: list[tuple[Row, Person]]) -> None:
        linked = []
        for row, person in pairs:
            meant = self.directory.meant_by(row.superior) if row.superior else set()
            if len(meant) == 1:
                (key,) = meant
                person.superior = self.directory.people[key]
                linked.append(person)
        Person.objects.bulk_update(linked, ["superior"], batch_size=200)
