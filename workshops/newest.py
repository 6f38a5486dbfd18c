"""A wall brings the newest of its notes, as many as its pages turn through; of the earlier ones it says how many.

Where a note comes or goes on a wall that holds more, others cross the edge: whoever touches a note need not know.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from live.once import once, peek
from live.prepared import Given, prepared
from workshops.models import Group, Note, StageRun

MOST = 300
"""Notes that a screen brings, for which the walls promise that nothing is cut."""


@dataclass(frozen=True)
class Earlier:
    """What hangs behind the edge of a wall: how many notes, and how many of each list that counts by itself.

    `edge` is the number of the oldest note that is still brought."""

    edge: int
    count: int
    lists: dict[str, int]

    @property
    def all(self) -> int:
        return self.count + MOST

    @property
    def most(self) -> int:
        return MOST


class Crossing(NamedTuple):
    """Which notes come back over the edge, and which leave, when others are touched."""

    back: list[int]
    gone: list[int]


def edge_of(hung: QuerySet) -> int:
    """The number of the oldest note that is brought of these; 0 where all are."""
    last = hung.order_by("-pk").values_list("pk", flat=True)[MOST - 1 : MOST + 1]
    return last[0] if len(last) > 1 else 0


def edge_in(notes: list) -> int:
    """The same of notes that are read already."""
    numbers = sorted(note.pk for note in notes)
    return numbers[-MOST] if len(numbers) > MOST else 0


def brought(hung: QuerySet) -> QuerySet:
    """The newest of these notes, in their order."""
    edge = edge_of(hung)
    return hung.filter(pk__gte=edge) if edge else hung


def earlier(run: StageRun, group: Group | None) -> Earlier | None:
    """What a wall of the open step does not bring, asked once for all languages; `None` where it brings everything."""
    return once(at(run, group), counted, run, group)


def at(run: StageRun, group: Group | None, back: int = 0) -> tuple:
    room = run.workshop.room
    return ("earlier", room.epoch, room.seq - back, run.pk, group.pk if group else None)


def counted(run: StageRun, group: Group | None) -> Earlier | None:
    hung = run.open_step.hung(run, group)
    edge = 0 if hung is None else edge_of(hung)
    if hung is None or not edge:
        return None
    behind = hung.filter(pk__lt=edge)
    return Earlier(edge, behind.count(), run.open_step.listed(behind))


def crossing(run: StageRun, group: Group | None, touched: list[int]) -> Crossing | None:
    """What crosses the edge besides the touched notes; `None` while everything is brought, before and after."""
    room = run.workshop.room
    if len(touched) == 1 and not once((room.epoch, room.seq, "edge", run.pk), around_the_edge, run):
        return None
    key = ("crossing", room.epoch, room.seq, run.pk, group.pk if group else None, *touched)
    return once(key, crossed, run, group, touched)


def around_the_edge(run: StageRun) -> list[Note]:
    return at_the_edge(workshop=run.workshop_id, run=run.pk)


@prepared
def at_the_edge():
    """What is asked for each note that comes: whether so many hang in this stage that one more or less can matter."""
    hung = Note.objects.on_wall().filter(workshop=Given("workshop"), wall__run=Given("run"))
    return hung.order_by("-pk").only("pk")[MOST - 1 : MOST + 1]


def crossed(run: StageRun, group: Group | None, touched: list[int]) -> Crossing | None:
    """An untouched note moves in the order by as many places as touched ones came before it or left."""
    hung, many = run.open_step.hung(run, group), len(touched)
    if hung is None:
        return None
    around = list(hung.order_by("-pk").values_list("pk", flat=True)[max(0, MOST - many) : MOST + many])
    inside = min(many, MOST)
    here = set(hung.filter(pk__in=touched).values_list("pk", flat=True)) if around else set()
    left = many - len(here)
    if len(around) + left <= inside:
        return None
    edge = around[inside - 1] if len(around) > inside else 0
    gone = around[inside : inside + len(here)] + [pk for pk in here if pk < edge]
    if is_new(run, touched) and gone:
        keep_count(run, group, hung, edge, gone[0])
    return Crossing(around[inside - left : inside] if left else [], gone)


def is_new(run: StageRun, touched: list[int]) -> bool:
    """Whether this is one note, and its writer has just hung it."""
    room = run.workshop.room
    return len(touched) == 1 and isinstance(peek((room.epoch, room.seq, f"note {touched[0]}")), Note)


def keep_count(run: StageRun, group: Group | None, hung: QuerySet, edge: int, leaves: int) -> None:
    """A new note pushed the one at the edge behind it: what was counted before it is one more now, not counted anew."""
    before = peek(at(run, group, back=1))
    if before and before.edge == leaves:
        one = run.open_step.listed(hung.filter(pk=leaves))
        lists = {name: before.lists.get(name, 0) + one.get(name, 0) for name in before.lists | one}
        once(at(run, group), Earlier, edge, before.count + 1, lists)
