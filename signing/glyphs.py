"""Which characters the fonts of this machine can print, asked of fontconfig as the press itself does."""

import functools
import subprocess
import unicodedata

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


@functools.cache
def covered() -> frozenset[int]:
    """Every code point that some installed font has a picture for; empty when fontconfig is missing."""
    points: set[int] = set()
    for line in _ask("%{fontformat}|%{charset}\n"):
        format_, _bar, ranges = line.partition("|")
        if format_ in FORMATS:
            for piece in ranges.split():
                first, _dash, last = piece.partition("-")
                points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


@functools.cache
def families() -> frozenset[str]:
    return frozenset(name for line in _ask("%{family}\n") for name in line.split(","))


def is_missing(character: str) -> bool:
    category = unicodedata.category(character)
    if character in TURNING:
        return True
    if category in INVISIBLE or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return False
    return category in MEANINGLESS or ord(character) not in covered()


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
        answer = subprocess.run(["fc-list", "--format", question], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return answer.stdout.splitlines()
