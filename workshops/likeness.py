"""How alike two texts are (R-GEN-11)."""

import regex

from people.text import folded

ALIKE = 0.85
SIGNS = regex.compile(r"[\p{P}\p{S}\s]+")


def bare(text: str) -> str:
    """NFKC, case-folded, without spaces and punctuation: equal texts say the same."""
    return SIGNS.sub("", folded(text))


def likeness(one: str, other: str) -> float:
    """Shared trigrams of all trigrams, from 0 to 1."""
    first, second = trigrams(bare(one)), trigrams(bare(other))
    return len(first & second) / len(first | second) if first and second else 0.0


def trigrams(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}
