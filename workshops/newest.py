"""A wall brings the newest of its notes, as many as its pages turn through; of the earlier ones it says how many.

Where a note comes or goes on a wall that holds more, others cross the edge: whoever touches a note need not know.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from live.models import Change
from live.once import once, peek
from live.prepared import Given, prepared
from workshops.models import Group, Note, StageRun

MOST = 300
"""Notes that a screen brings, for which the walls promise that nothing is cut."""

AHEAD = 64
"""Changes that the database may hold already while a screen is told of those before them."""


@dataclass(frozen=True)
class Earlier:
    """What hangs behind the edge of a wall: how many notes, and how many of each list that counts by itself.

    `numbers` are those of the notes that are brought, the oldest first."""

    numbers: tuple[int, ...]
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
    newest = [] if hung is None else list(hung.order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
    if hung is None or len(newest) <= MOST:
        return None
    numbers = tuple(reversed(newest[:MOST]))
    behind = hung.filter(pk__lt=numbers[0])
    return Earlier(numbers, behind.count(), run.open_step.listed(behind))


def crossing(run: StageRun, group: Group | None, touched: list[int]) -> Crossing | None:
    """What crosses the edge besides the touched notes; `None` while everything is brought, before and after.

    Raises `TooFarBehind`."""
    room, note, before = run.workshop.room, new_note(run, touched), peek(at(run, group, back=1))
    key = ("crossing", room.epoch, room.seq, run.pk, group.pk if group else None, *touched)
    # Who read a moment too late counts anew.
    if note and before and before.numbers[-1] < note.pk:
        return once(key, pushed, run, group, before, note)
    if note and not once((room.epoch, room.seq, "edge", run.pk), around_the_edge, run):
        return None
    return once(key, crossed, run, group, touched)


class TooFarBehind(Exception):
    """More has changed since the room was read than a frame may allow for: the wall is due whole."""


def around_the_edge(run: StageRun) -> list[Note]:
    return at_the_edge(workshop=run.workshop_id, run=run.pk)


@prepared
def at_the_edge():
    """What is asked for each note that comes: whether so many hang in this stage that one more can matter."""
    hung = Note.objects.on_wall().filter(workshop=Given("workshop"), wall__run=Given("run"))
    return hung.order_by("-pk").only("pk")[MOST - 1 : MOST + 1]


def crossed(run: StageRun, group: Group | None, touched: list[int]) -> Crossing | None:
    """An untouched note moves in the order by as many places as touched ones came before it or left.

    It may have moved by a place more for each change that the database holds already and that is told later: then as
    many more leave, and come back, as could."""
    hung, many = run.open_step.hung(run, group), len(touched)
    if hung is None:
        return None
    inside = min(many + AHEAD, MOST)
    around = list(hung.order_by("-pk").values_list("pk", flat=True)[MOST - inside : MOST + many + AHEAD])
    here = set(hung.filter(pk__in=touched).values_list("pk", flat=True)) if around else set()
    later = told_later(run)
    left = many - len(here) + later
    if len(around) + left <= inside:
        return None
    edge = around[inside - 1] if len(around) > inside else 0
    gone = around[inside : inside + len(here) + later] + [pk for pk in here if pk < edge]
    return Crossing(around[max(0, inside - left) : inside] if left else [], gone)


def told_later(run: StageRun) -> int:
    room = run.workshop.room
    count = Change.objects.filter(room=room, seq__gt=room.seq, kind="note").count()
    if count > AHEAD:
        raise TooFarBehind
    return count


def new_note(run: StageRun, touched: list[int]) -> Note | None:
    """The note, where this is one that its writer has just hung."""
    room = run.workshop.room
    found = peek((room.epoch, room.seq, f"note {touched[0]}")) if len(touched) == 1 else None
    return found if isinstance(found, Note) else None


def pushed(run: StageRun, group: Group | None, before: Earlier, note: Note) -> Crossing | None:
    """A new note pushes the oldest one behind the edge: what was counted before it is one more now."""
    if group and (note.wall is None or note.wall.group_id != group.pk):
        once(at(run, group), lambda: before)
        return None
    leaves, *stay = before.numbers
    name = run.open_step.list_of(leaves)
    lists = before.lists | ({name: before.lists.get(name, 0) + 1} if name else {})
    once(at(run, group), Earlier, (*stay, note.pk), before.count + 1, lists)
    return Crossing([], [leaves])
