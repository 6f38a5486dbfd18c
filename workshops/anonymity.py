"""Steps that store no author: how many may be needed; and who says to be done, kept in memory alone (R-GEN-8)."""

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.cache import cache

if TYPE_CHECKING:
    from workshops.models import Seat, StageRun, Workshop

FEWEST = 4
DAY = 60 * 60 * 24


def too_few(workshop: "Workshop") -> bool:
    """Whether a group has fewer than four writers present: then few could have written a note."""
    writers = workshop.seats.writers()
    if writers.present().exists():
        writers = writers.present()
    return any(writers.of_group(group).count() < FEWEST for group in workshop.working_groups())


class Done:
    """ "n of m are done": a count that everybody may see, and marks that only the own phone finds again."""

    def __init__(self, run: "StageRun"):
        self.run = run
        self.name = f"done:{run.pk}:{run.step}:{run.revision}"

    @property
    def is_asked(self) -> bool:
        """Where people write in silence: nobody else can see who still thinks."""
        step = self.run.open_step
        return self.run.is_open and not step.looks_up and "note.add" in step.allows

    def mark(self, seat: "Seat") -> str:
        """Where no author is stored, the phone's own secret stands for the seat."""
        step = self.run.open_step
        is_nobody = step.may_be_anonymous and self.run.is_anonymous(step.key)
        who = seat.secret if is_nobody else f"seat {seat.pk}"
        return f"{self.name}:{hashlib.sha256(who.encode()).hexdigest()}" if who else ""

    def said(self, seat: "Seat") -> bool:
        mark = self.mark(seat)
        return bool(mark) and cache.get(mark, False)

    def say(self, seat: "Seat", is_done: bool = True) -> None:
        mark = self.mark(seat)
        if not mark:
            return
        cache.add(self.name, 0, DAY)
        if is_done and cache.add(mark, True, DAY):
            cache.incr(self.name)
        elif not is_done and cache.delete(mark):
            cache.decr(self.name)

    @property
    def count(self) -> int:
        return cache.get(self.name, 0)

    def told(self) -> dict[str, int]:
        """Of how many people who write here and now."""
        return {"done_count": self.count, "done_of": self.run.workshop.seats.writers().present().count()}

    def shown_to_all(self) -> dict[str, int]:
        """The count on the wall, while it is asked."""
        return self.told() if self.is_asked else {}

    def shown_to(self, seat: "Seat") -> dict[str, Any]:
        """The button on the own phone, pressed or not."""
        if not self.is_asked or not self.run.allows("note.add", seat):
            return {}
        return {"asks_done": True, "is_done": self.said(seat), **self.told()}
