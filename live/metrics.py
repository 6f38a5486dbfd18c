"""What this process did and how long it took, as numbers that Prometheus reads: no names, no texts, no room."""

import threading
from bisect import bisect_left
from collections.abc import Callable

STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
everything: list["Counter | Gauge | Histogram"] = []


class Counter:
    kind = "counter"

    def __init__(self, name: str, means: str):
        self.name, self.means, self.count, self.lock = name, means, 0, threading.Lock()
        everything.append(self)

    def add(self, more: int = 1) -> None:
        with self.lock:
            self.count += more

    def lines(self) -> list[str]:
        return [f"{self.name} {self.count}"]


class Gauge:
    """Asked when it is read: `ask()` gives a number for each value of the label, or one under ""."""

    kind = "gauge"

    def __init__(self, name: str, means: str, ask: Callable[[], dict[str, int]], label: str = ""):
        self.name, self.means, self.ask, self.label = name, means, ask, label
        everything.append(self)

    def lines(self) -> list[str]:
        marks = {value: f'{{{self.label}="{value}"}}' if value else "" for value in self.ask()}
        return [f"{self.name}{marks[value]} {number}" for value, number in sorted(self.ask().items())]


class Histogram:
    """Seconds."""

    kind = "histogram"

    def __init__(self, name: str, means: str):
        self.name, self.means, self.lock = name, means, threading.Lock()
        self.counts, self.total = [0] * (len(STEPS) + 1), 0.0
        everything.append(self)

    def observe(self, seconds: float) -> None:
        with self.lock:
            self.counts[bisect_left(STEPS, seconds)] += 1
            self.total += seconds

    def lines(self) -> list[str]:
        with self.lock:
            counts, total = list(self.counts), self.total
        below = [sum(counts[: number + 1]) for number in range(len(STEPS))]
        buckets = [f'{self.name}_bucket{{le="{step:g}"}} {count}' for step, count in zip(STEPS, below, strict=True)]
        everybody = sum(counts)
        ends = [f'{self.name}_bucket{{le="+Inf"}} {everybody}', f"{self.name}_sum {total:.6f}"]
        return [*buckets, *ends, f"{self.name}_count {everybody}"]


def text() -> str:
    """All of it in Prometheus' text format."""
    said = [
        line
        for metric in everything
        for line in (
            f"# HELP {metric.name} {metric.means}",
            f"# TYPE {metric.name} {metric.kind}",
            *metric.lines(),
        )
    ]
    return "\n".join(said) + "\n"


changes = Counter("tutti_changes_total", "Changes of rooms that were committed.")
repeats = Counter("tutti_repeats_total", "Changes sent again, answered with their first result.")
refusals = Counter("tutti_refusals_total", "Changes that a rule refused.")
failures = Counter("tutti_failures_total", "Changes that failed without being refused.")
dropped = Counter("tutti_sockets_dropped_total", "Sockets that were closed because nothing left them any more.")
lost_hints = Counter("tutti_hints_lost_total", "Hints that the channel layer did not take; the heartbeat heals them.")
unshown = Counter("tutti_unshown_total", "Elements and surfaces that could not be rendered; the log says where.")
commit_seconds = Histogram("tutti_commit_seconds", "From a change's arrival at the writer to its answer.")
push_seconds = Histogram("tutti_push_seconds", "From the hint of a change to its last socket of this process.")
