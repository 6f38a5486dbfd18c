"""Steps that store no author: how many may be needed, and who says to be done, kept in memory alone (R-GEN-8)."""

import hashlib
from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from workshops.models import StageRun, Workshop

FEWEST = 4
DAY = 60 * 60 * 24


def too_few(workshop: "Workshop") -> bool:
    """Whether a group has fewer than four writers present: then few could have written a note."""
    writers = workshop.seats.writers()
    if writers.present().exists():
        writers = writers.present()
    return any(writers.of_group(group).count() < FEWEST for group in workshop.working_groups())


class Done:
    """ "n of m say they are done": a count, and marks that only the phone's own secret finds again."""

    def __init__(self, run: "StageRun"):
        self.name = f"done:{run.pk}:{run.step}:{run.revision}"

    def mark(self, secret: str) -> str:
        return f"{self.name}:{hashlib.sha256(secret.encode()).hexdigest()}"

    def said(self, secret: str) -> bool:
        return bool(secret) and cache.get(self.mark(secret), False)

    def say(self, secret: str) -> None:
        if secret and cache.add(self.mark(secret), True, DAY):
            cache.add(self.name, 0, DAY)
            cache.incr(self.name)

    @property
    def count(self) -> int:
        return cache.get(self.name, 0)
