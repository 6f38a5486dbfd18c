"""Which sentences of a sheet look alike: a hint for its host and the facilitator, merged at home (R-OS-5)."""

from collections.abc import Sequence

from openspace.models import Opinion
from workshops.likeness import ALIKE, bare, trigrams


def first_alike(ideas: Sequence[Opinion]) -> dict[int, Opinion]:
    """By its key for each idea that looks like an earlier one: the first such."""
    known: list[tuple[Opinion, set[str]]] = []
    found = {}
    for idea in ideas:
        parts = trigrams(bare(idea.text))
        first = next((one for one, other in known if are_alike(parts, other)), None)
        if first is not None:
            found[idea.pk] = first
        known.append((idea, parts))
    return found


def are_alike(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and len(one & other) / len(one | other) >= ALIKE
