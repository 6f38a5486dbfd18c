"""Word lists of rules: data files, one word or phrase a line, one file a language (`words/<name>.en.txt`)."""

import re
from functools import cache
from pathlib import Path

from people.text import composed

LANGUAGES = ("en", "zh")


def words_of(file: Path) -> list[str]:
    """The words of a list; lines that begin with # are for its editors."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [line.strip().casefold() for line in lines if line.strip() and not line.startswith("#")]


@cache
def pattern(folder: Path, name: str) -> re.Pattern[str]:
    """English words count whole, Chinese ones wherever they stand."""
    english, chinese = (words_of(folder / "words" / f"{name}.{language}.txt") for language in LANGUAGES)
    parts = [rf"\b(?:{'|'.join(map(re.escape, english))})\b"] if english else []
    return re.compile("|".join([*parts, *map(re.escape, chinese)]) or r"(?!)")


def first_word(folder: Path, name: str, text: str) -> str:
    """The first word of the list that stands in the text, "" where none does."""
    found = pattern(folder, name).search(composed(text, "NFKC").casefold())
    return found[0] if found else ""
