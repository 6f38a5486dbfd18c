"""The arithmetic of the bench: percentiles, medians of rounds, and who did not get what."""

import math
from collections.abc import Iterable, Sequence
from statistics import median


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that `share` per cent of all do not exceed (nearest rank); NaN where there are none."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def ratios(ours: Sequence[float], bare: Sequence[float]) -> list[float]:
    """Round by round, so that a slow moment of the machine meets both."""
    return [one / other for one, other in zip(ours, bare, strict=True)]


def median_ratio(ours: Sequence[float], bare: Sequence[float]) -> float:
    return median(ratios(ours, bare))


def lost(sent: Iterable[int], seen: dict[int, set[int]]) -> int:
    """Deliveries that never came: note by note and watcher by watcher."""
    notes = set(sent)
    return sum(len(notes - notes_seen) for notes_seen in seen.values())
