"""A signature by finger: an SVG path of straight pieces on a grid of 300 × 100."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 300, 100
LONGEST = 20 * 1024
FEWEST_POINTS = 5
PIECE = re.compile(r"\s*([ML])\s*(\d{1,3})(?:\s+|\s*,\s*)(\d{1,3})")


def cleaned(path: str) -> str:
    """`path` as `M1 2L3 4`. Raises `ValidationError` when it is no path on the grid, too long or only a dot."""
    if len(path) > LONGEST:
        raise ValidationError(_("This signature has too many strokes. Clear it and sign once more."), code="too_long")
    strokes: list[list[tuple[int, int]]] = []
    position = 0
    path = path.strip()
    while position < len(path):
        piece = PIECE.match(path, position)
        if piece is None or (not strokes and piece[1] == "L"):
            raise _unreadable()
        point = int(piece[2]), int(piece[3])
        if point[0] > WIDTH or point[1] > HEIGHT:
            raise _unreadable()
        if piece[1] == "M":
            strokes.append([])
        strokes[-1].append(point)
        position = piece.end()
    # A Chinese character is many short strokes, so points count over all of them; at least one has to go somewhere.
    if sum(map(len, strokes)) < FEWEST_POINTS or not any(len(set(stroke)) > 1 for stroke in strokes):
        raise ValidationError(_("Sign with your finger along the line, or type your name instead."), code="empty")
    return "".join("M" + "L".join(f"{x} {y}" for x, y in stroke) for stroke in strokes)


def _unreadable() -> ValidationError:
    return ValidationError(_("The signature did not arrive whole. Clear it and sign once more."), code="unreadable")
