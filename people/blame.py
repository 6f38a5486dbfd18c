"""Texts that judge a person: a roster name beside a word of the blame list (R-DEC-6, R-GEN-19)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import regex

from people.text import composed

WORDS = Path(__file__).parent / "words"
HAN = regex.compile(r"\p{Han}")


@cache
def blame_list() -> tuple[str, ...]:
    """The words of all languages: people mix them in one text."""
    lists = [path.read_text(encoding="utf-8").splitlines() for path in sorted(WORDS.glob("blame.*.txt"))]
    return tuple(plain(line) for lines in lists for line in lines if line and not line.startswith("#"))


def plain(text: str) -> str:
    return composed(text, "NFKC").casefold()


def contains(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in a text: whole, except in Chinese, which has no gaps between words."""
    return any(at_word(word).search(text) if word in text else False for word in words)


@cache
def at_word(word: str) -> regex.Pattern:
    before, after = ("" if HAN.match(end) else r"\b" for end in (word[0], word[-1]))
    return regex.compile(before + regex.escape(word) + after)


def judges(text: str) -> bool:
    """Whether it holds a word of the blame list, for a fault or a trait of character."""
    return contains(plain(text), blame_list())


def names(text: str, people: Iterable) -> bool:
    """Whether it holds the whole name of somebody; `people` have `name` and `name_latin`."""
    given = {plain(name).strip() for person in people for name in (person.name, person.name_latin) if name}
    return contains(plain(text), {name for name in given if len(name) > 1})
