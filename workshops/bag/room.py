"""The room as a drawing: a wall a group with its chairs in a half circle, whoever watches behind."""

from math import ceil, cos, pi, sin
from typing import Any, NamedTuple

from workshops.bag.shopping import Room
from workshops.models import Seat, Workshop

WIDE, TOP, SPACING = 680, 95, 19
LETTERS = "ABCDE"
COLOURS = ("red", "blue", "green", "yellow", "violet")
BENCH, BENCH_GAP, BENCH_HIGH = 16, 27, 24


class Place(NamedTuple):
    x: float
    y: float
    is_host: bool = False


def groups_of(workshop: Workshop) -> list[dict[str, Any]]:
    """Each group with its letter, wall and names, the host marked; before the split only how many there will be."""
    room = Room.of(workshop)
    rows = list(workshop.groups.prefetch_related("seats"))
    if not rows:
        shares = [len(range(place, room.writers, room.groups)) for place in range(room.groups)]
        return [
            {"letter": letter, "colour": colour, "size": size, "members": []}
            for letter, colour, size in zip(LETTERS, COLOURS, shares, strict=False)
        ]
    return [
        {
            "letter": group.letter,
            "colour": group.colour,
            "size": len(members),
            "members": [{"name": seat.name, "is_host": seat.pk == group.host_id} for seat in members],
        }
        for group in rows
        if (members := [seat for seat in group.seats.all() if seat.role == Seat.Role.WRITER])
    ]


def plan(workshop: Workshop) -> dict[str, Any]:
    """Walls and chairs with their places in a drawing `WIDE` units wide; two groups stand in each row."""
    room, y, blocks = Room.of(workshop), float(TOP), []
    groups = groups_of(workshop)
    for start in range(0, len(groups), 2):
        pair = groups[start : start + 2]
        high = max(depth(group["size"]) for group in pair)
        blocks += [block(group, y, high, side) for group, side in zip(pair, (1, -1), strict=False)]
        y += high + 46
    middle = TOP + (depth(groups[0]["size"]) if groups else 100) / 2
    back = max(y, 216)
    rows = ceil(room.watchers / BENCH)
    return {
        "blocks": blocks,
        "middle": round(middle),
        "watchers": room.watchers,
        "benches": benches(room.watchers, back + 30),
        "back": round(back),
        "high": round(back + 30 + max(rows * BENCH_HIGH, 44) + 14),
    }


def radius(size: int) -> float:
    return max(46.0, SPACING * max(size - 1, 1) / (2 * pi / 3))


def depth(size: int) -> float:
    return 2 * radius(size) * sin(pi / 3) + 24


def block(group: dict[str, Any], y: float, high: float, side: int) -> dict[str, Any]:
    """One wall and its half circle; `side` is 1 on the left, -1 on the right."""
    size, r = group["size"], radius(group["size"])
    middle, host = y + high / 2, size // 2
    centre = 40 + min(r, 70) * 0.2 if side > 0 else WIDE - 40 - min(r, 70) * 0.2
    chairs = []
    for place in range(size):
        angle = -pi / 3 + (2 * pi / 3) * (place / (size - 1) if size > 1 else 0.5)
        chairs.append(
            Place(round(centre + side * (r * cos(angle) + 50), 1), round(middle + r * sin(angle), 1), place == host)
        )
    return group | {
        "x": 8 if side > 0 else WIDE - 22,
        "y": round(y),
        "high": round(high),
        "text_x": 32 if side > 0 else WIDE - 32,
        "anchor": "start" if side > 0 else "end",
        "text_y": round(y) - 8,
        "table_x": round(centre + side * 62 - 23),
        "table_y": round(middle - 12),
        "chairs": chairs,
    }


def benches(count: int, y: float) -> list[Place]:
    """Chairs in rows behind, the last row in the middle."""
    found = []
    for start in range(0, count, BENCH):
        row = min(BENCH, count - start)
        left = WIDE / 2 - (row - 1) * BENCH_GAP / 2
        found += [
            Place(round(left + seat * BENCH_GAP, 1), round(y + start // BENCH * BENCH_HIGH, 1)) for seat in range(row)
        ]
    return found
