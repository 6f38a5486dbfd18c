"""Which characters the fonts of this machine can print, asked of fontconfig as the press itself does."""

import functools
import subprocess
import time
import unicodedata
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

FAMILIES = {
    "P052": "fonts-urw-base35",
    "Roboto": "fonts-roboto",
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Noto Sans": "fonts-noto-core",
    "Noto Color Emoji": "fonts-noto-color-emoji",
}
FORMATS = ("TrueType", "CFF")
# Joiners, direction marks, blanks and variation selectors have no picture and need none.
INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
# Whoever turns the order of letters can show other words than were signed: what does it is seen, and does it not.
TURNING = {"\u202d", "\u202e"}
# What a private-use character means is known only to the writer's own font.
MEANINGLESS = {"Co", "Cn", "Cs"}
AGAIN = 60
"""Seconds until fontconfig is asked again after it gave no answer."""


def kept_once_known(ask: Callable[[], frozenset[T]]) -> Callable[[], frozenset[T]]:
    """What was found holds as long as this process lives; that nothing was found holds for `AGAIN` seconds."""
    found: frozenset[T] = frozenset()
    again = 0.0

    @functools.wraps(ask)
    def known() -> frozenset[T]:
        nonlocal found, again
        if not found and time.monotonic() >= again:
            found = ask()
            again = time.monotonic() + AGAIN
        return found

    return known


@kept_once_known
def covered() -> frozenset[int]:
    """Every code point that some installed font has a picture for; empty while fontconfig gives no answer."""
    points: set[int] = set()
    for line in _ask("%{fontformat}|%{charset}\n"):
        format_, _bar, ranges = line.partition("|")
        if format_ in FORMATS:
            for piece in ranges.split():
                first, _dash, last = piece.partition("-")
                points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


@kept_once_known
def families() -> frozenset[str]:
    return frozenset(name for line in _ask("%{family}\n") for name in line.split(","))


def is_missing(character: str) -> bool:
    """Whether it prints as its framed number; while no fonts are known, only what has no picture in any of them."""
    category = unicodedata.category(character)
    if character in TURNING:
        return True
    if category in INVISIBLE or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return False
    # A paper of frames alone would be sealed as it is: what cannot be asked is left to the press.
    return category in MEANINGLESS or (bool(covered()) and ord(character) not in covered())


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def missing_characters(content) -> list[str]:
    """The characters of a content that print as framed code points, in order of their numbers (R-EXP-3)."""
    return [code_point(character) for character in sorted(set(_text(content))) if is_missing(character)]


def _text(content) -> str:
    if isinstance(content, dict):
        return "".join(_text(item) for item in content.values())
    if isinstance(content, list | tuple):
        return "".join(_text(item) for item in content)
    return content if isinstance(content, str) else ""


def _ask(question: str) -> list[str]:
    try:
        answer = subprocess.run(
            ["fc-list", "--format", question], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return answer.stdout.splitlines()
