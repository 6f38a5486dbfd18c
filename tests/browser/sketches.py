"""What two groups draw together for their picture: a works with its road, a ship on its way."""

from itertools import pairwise
from math import cos, pi, sin

Corners = tuple[tuple[int, int], ...]
PRESSED = 4

SUN: Corners = tuple((round(980 + 70 * cos(turn * pi / 8)), round(180 + 70 * sin(turn * pi / 8))) for turn in range(17))
WORKS: tuple[tuple[str, int, Corners], ...] = (
    ("k", 2, ((150, 540), (150, 380), (260, 300), (260, 380), (370, 300), (370, 380), (480, 300), (480, 540))),
    ("k", 2, ((520, 540), (520, 240), (570, 240), (570, 540))),
    ("g", 2, ((545, 220), (575, 180), (530, 150), (560, 110))),
    ("y", 3, SUN),
    ("b", 3, ((60, 620), (360, 600), (660, 640), (900, 620), (1140, 640))),
    ("r", 2, ((720, 600), (720, 520), (860, 520), (860, 550), (910, 560), (910, 600), (720, 600))),
    ("k", 2, ((200, 540), (200, 460), (260, 460), (260, 540))),
    ("k", 2, ((340, 540), (340, 460), (400, 460), (400, 540))),
)
SHIP: tuple[tuple[str, int, Corners], ...] = (
    ("k", 3, ((300, 500), (360, 610), (800, 610), (880, 500), (300, 500))),
    ("k", 2, ((570, 500), (570, 200))),
    ("r", 2, ((570, 220), (780, 450), (570, 450))),
    ("y", 2, ((570, 240), (430, 450), (570, 450))),
    ("b", 3, ((60, 660), (200, 630), (340, 660), (480, 630), (620, 660), (760, 630), (900, 660), (1100, 630))),
)


def points(corners: Corners) -> str:
    """As a screen sends a stroke: with points between the corners, so that they stay sharp."""
    found = [corners[0]]
    for (x, y), (to_x, to_y) in pairwise(corners):
        found += [(x + (to_x - x) * part // 4, y + (to_y - y) * part // 4) for part in range(1, 5)]
    return " ".join(f"{x} {y} {PRESSED}" for x, y in found)
