"""Who has how many key actions: three are enough for one person (R-ACT-5)."""

from typing import NamedTuple

from people.models import Person
from workshops.kickoff.actions.models import ENOUGH_FOR_ONE
from workshops.models import Workshop


class Load(NamedTuple):
    person: Person
    number: int

    @property
    def dots(self) -> list[bool]:
        """One filled dot an action, at least as many dots as are enough."""
        return [place < self.number for place in range(max(ENOUGH_FOR_ONE, self.number))]

    @property
    def is_much(self) -> bool:
        return self.number > ENOUGH_FOR_ONE


def loads(workshop: Workshop) -> list[Load]:
    """The fullest first."""
    rows: dict[Person, int] = {}
    for action in workshop.actions.standing().select_related("owner"):
        if action.owner:
            rows[action.owner] = rows.get(action.owner, 0) + 1
    return sorted((Load(person, number) for person, number in rows.items()), key=lambda load: -load.number)


def load_of(workshop: Workshop, person: Person | None) -> Load | None:
    return next((load for load in loads(workshop) if load.person == person), None)
