"""Strokes as arithmetic: points on a sheet of 1200 × 800, how wide the pen was there, and what that looks like.

`static/js/ink.js` draws the same lines while the finger is still down; both are held against the same table.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workshops.pictures import Encoded

WIDTH, HEIGHT = 1200, 800
MOST_POINTS = 200
UNPRESSED = 4  # of 1 to 8: a finger and a mouse press neither hard nor softly
WIDTHS = {1: 5, 2: 11, 3: 24}
PENS = {"k": "#2b2622", "r": "#b5402b", "y": "#e3b02e", "g": "#2e7d5b", "b": "#2f5e94"}
PAPER = "#fffdf8"
LARGE = 1600  # pixels of the longer side
FINER = 3  # times the sheet, so that edges come out smooth
NUMBERS = re.compile(r"[0-9]{1,4}(?: [0-9]{1,4})*")


class Point(NamedTuple):
    x: int
    y: int
    pressure: int


class Curve(NamedTuple):
    """A quadratic curve from `start` to `end`, bent towards a point that was drawn."""

    start: tuple[float, float]
    bend: tuple[float, float]
    end: tuple[float, float]
    width: float


class Path(NamedTuple):
    """A piece of a stroke in one width, as SVG."""

    width: str
    d: str


def read(text: str) -> list[Point]:
    """Points from "x y pressure x y pressure …". Raises `ValueError` for anything else, and for none."""
    if not NUMBERS.fullmatch(text):
        raise ValueError(text[:40])
    numbers = [int(number) for number in text.split(" ")]
    points = [Point(*numbers[at : at + 3]) for at in range(0, len(numbers), 3) if len(numbers) % 3 == 0]
    if not points or not all(on_the_sheet(point) for point in points):
        raise ValueError(text[:40])
    return points


def on_the_sheet(point: Point) -> bool:
    return point.x <= WIDTH and point.y <= HEIGHT and 1 <= point.pressure <= 8


def curves(points: list[Point], width: int) -> Iterator[Curve]:
    """The line through the middles between the points: round where a finger jumped from one to the next."""
    for at, point in enumerate(points):
        start = middle(points[max(at - 1, 0)], point) if at else (point.x, point.y)
        end = middle(point, points[at + 1]) if at + 1 < len(points) else (point.x, point.y)
        yield Curve(start, (point.x, point.y), end, WIDTHS[width] * (8 + 3 * point.pressure) / 20)


def middle(one: Point, other: Point) -> tuple[float, float]:
    return (one.x + other.x) / 2, (one.y + other.y) / 2


def paths(points: list[Point], width: int) -> list[Path]:
    """The stroke as SVG: a path for each piece in which the pen pressed alike."""
    found: list[Path] = []
    for curve in curves(points, width):
        bent = f"Q{pair(curve.bend)} {pair(curve.end)}"
        if found and found[-1].width == f"{curve.width:g}":
            found[-1] = Path(found[-1].width, found[-1].d + bent)
        else:
            found.append(Path(f"{curve.width:g}", f"M{pair(curve.start)}{bent}"))
    return found


def pair(point: tuple[float, float]) -> str:
    return f"{point[0]:g} {point[1]:g}"


def picture(strokes: Iterable[tuple[str, int, list[Point]]]) -> "Encoded":
    """Strokes of (pen, width, points) as the two JPEGs of a photo, so that they hang wherever a photo does."""
    # Loaded where it is used: most rooms draw on paper.
    from PIL import Image, ImageDraw

    from workshops.jpeg import jpeg, scaled, small
    from workshops.pictures import Encoded

    sheet = Image.new("RGB", (FINER * WIDTH, FINER * HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    for colour, width, points in strokes:
        for wide, line in lines(points, width):
            pen.line(line, PENS[colour], round(wide))
            # Between two lines stays a gap: a disc closes it, a little smaller inside, so that no edge is bumpy.
            for at, (x, y) in enumerate(line):
                reach = wide / 2 - (0.5 if at in (0, len(line) - 1) else 1.5)
                pen.ellipse([x - reach, y - reach, x + reach, y + reach], PENS[colour])
    large = scaled(sheet, LARGE)
    return Encoded(jpeg(large, quality=88), small(large), large.width, large.height)


def lines(points: list[Point], width: int) -> list[tuple[float, list[tuple[float, float]]]]:
    """The stroke as many short lines, finer than the sheet: for each piece in one width that and its places."""
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for curve in curves(points, width):
        wide, places = FINER * curve.width, list(along(curve))
        if found and found[-1][0] == wide:
            found[-1][1].extend(places[1:])
        else:
            found.append((wide, places))
    return found


def along(curve: Curve) -> Iterator[tuple[float, float]]:
    """Places on a curve, the closer the more it bends."""
    reach = abs(curve.end[0] - curve.start[0]) + abs(curve.end[1] - curve.start[1])
    pieces = max(1, min(12, round(reach / 8)))
    for share in (at / pieces for at in range(pieces + 1)):
        first, bent, last = (1 - share) ** 2, 2 * share * (1 - share), share**2
        x, y = (
            FINER * (first * one + bent * over + last * other)
            for one, over, other in zip(curve.start, curve.bend, curve.end, strict=True)
        )
        yield x, y
