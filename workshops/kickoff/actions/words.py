"""Does a measure only count what is done (R-ACT-8)? The words are data, one list a language."""

import re
from functools import cache
from pathlib import Path

from people.text import composed

FOLDER = Path(__file__).parent / "words"


@cache
def activities(language: str) -> tuple[str, ...]:
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def pattern() -> re.Pattern[str]:
    """English words count whole, Chinese ones wherever they stand."""
    english = "|".join(re.escape(word) for word in activities("en"))
    chinese = "|".join(re.escape(word) for word in activities("zh"))
    return re.compile(rf"\b(?:{english})\b|{chinese}")


def counts_activity(measure: str) -> bool:
    return bool(pattern().search(composed(measure, "NFKC").casefold()))
