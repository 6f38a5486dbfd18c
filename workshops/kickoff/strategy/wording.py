"""What a heading sounds like: the deed first (R-STRAT-4), and no phrase that says nothing (R-STRAT-5)."""

from functools import cache
from pathlib import Path

import regex

from people.text import display_width, folded

WORDS = Path(__file__).parent / "words"
CHINESE = regex.compile(r"\p{Han}")
SIGNS = regex.compile(r"[\p{P}\p{S}\s]+")
LEADING = regex.compile(r"^[\p{P}\p{S}\s]*(?:to\s+|we\s+|我们|要|必须)*", regex.IGNORECASE)
WIDEST = 60


@cache
def words(name: str) -> frozenset[str]:
    """The lines of a word list, folded for comparing."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(bare(line) for line in lines if line and not line.startswith("#"))


def bare(text: str) -> str:
    return SIGNS.sub("", folded(text))


def begins_with_deed(heading: str) -> bool:
    """Whether the first word is a verb of the lists."""
    text = LEADING.sub("", heading)
    if CHINESE.match(text):
        return any(text.startswith(verb) for verb in words("zh"))
    first = regex.split(r"[\s,.;:]+", text, maxsplit=1)[0]
    return bare(first) in words("en") or bare(first.split("-")[0]) in words("en")


def has_object(heading: str) -> bool:
    """Whether something stands behind the verb: "Train" alone, or "培训" alone, is no heading."""
    text = LEADING.sub("", heading)
    if CHINESE.match(text):
        return bare(text) not in words("zh")
    return len(text.split()) > 1


def is_verb_and_object(heading: str) -> bool:
    return begins_with_deed(heading) and has_object(heading) and display_width(heading) <= WIDEST


def says_nothing(heading: str) -> bool:
    """Whether the whole heading is one of the empty phrases."""
    return bare(heading) in words("empty")
