"""The groups as a room sees them: who is together, and each group as a line of music."""

from dataclasses import dataclass

from people.namesakes import told_apart
from workshops.models import Group, Seat, Workshop

WIDTH, LEFT, RIGHT = 1500, 95, 1407
LOWEST, STEP, BEND = 170, 13, 118
BARS = 3


@dataclass(frozen=True)
class Circle:
    """A group with its writers; `here` are those whom a wall may name: they came, and let it (R-ROLE-5)."""

    group: Group | None
    members: list[Seat]

    @property
    def here(self) -> list[Seat]:
        return [seat for seat in self.members if seat.is_present and seat.show_arrival]

    @property
    def departments(self) -> int:
        return len({seat.department for seat in self.members})

    @property
    def host(self) -> Seat | None:
        return next((seat for seat in self.members if self.group and seat.pk == self.group.host_id), None)


def circles(workshop: Workshop) -> list[Circle]:
    """The groups in order, the room as one where there are none; those without a group come last.

    Whoever has a namesake among them is `called` by name and department: the board moves one of the two.
    """
    seats = told_apart(workshop.seats.writers().filter(left_at=None).select_related("group"))
    groups: list[Group | None] = list(workshop.groups.all())
    homeless = [seat for seat in seats if seat.group_id is None]
    made = [Circle(group, [seat for seat in seats if seat.group_id == group.pk]) for group in groups if group]
    return made + ([Circle(None, homeless)] if homeless else [])


def score(seats: list[Seat]) -> list[dict[str, object]]:
    """A note head for each, rising and falling over five lines; stems turn in the middle. Lengths of the drawing."""
    gap = (RIGHT - LEFT) / max(1, len(seats) - 1)
    heads = []
    for number, seat in enumerate(seats):
        pitch = LOWEST - STEP * ((number * 5 + number // 2) % 8)
        up = pitch > BEND
        heads.append(
            {
                "seat": seat,
                "x": round(LEFT + gap * number),
                "y": pitch,
                "stem": round(LEFT + gap * number) + (20 if up else -20),
                "end": pitch - 90 if up else pitch + 90,
                "bar": round(LEFT + gap * (number - 0.5)) if number and number % BARS == 0 else None,
            }
        )
    return heads
