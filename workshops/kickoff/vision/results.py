"""What came of the vision: for rules, walls, the statement and the report."""

from dataclasses import dataclass
from typing import Any

from people.rounding import two_places
from workshops.kickoff.vision.models import Canvas, QualityVote
from workshops.models import Note, Workshop

ENOUGH = 60
QUESTION = "vision.{}"
REMARKS = "remarks"


@dataclass(frozen=True)
class Opinion:
    """How many of a group said yes to one quality, of how many who said anything."""

    key: str
    yes: int
    votes: int

    @property
    def name(self) -> str:
        return str(QualityVote.Quality(self.key).label)

    @property
    def percent(self):
        return two_places(100 * self.yes, self.votes)

    @property
    def is_weak(self) -> bool:
        """R-VIS-2: fewer than 60 of 100 say yes."""
        return self.votes > 0 and 100 * self.yes < ENOUGH * self.votes


def opinions(canvas: Canvas) -> list[Opinion]:
    """The five of one group, in their order. Raised thumbs that somebody counted stand for the whole group."""
    typed = canvas.workshop.paper_counts.filter(group=canvas.group)
    raised = {(one.question, one.value): one.count for one in typed}
    votes = list(canvas.quality_votes.values_list("quality", "yes"))
    found = []
    for key in QualityVote.Quality.values:
        thumbs = [raised.get((QUESTION.format(key), value)) for value in ("yes", "no")]
        answers = [yes for quality, yes in votes if quality == key]
        yes, count = sum(answers), len(answers)
        if any(value is not None for value in thumbs):
            yes, count = thumbs[0] or 0, sum(value or 0 for value in thumbs)
        found.append(Opinion(key, yes, count))
    return found


def raise_thumbs(canvas: Canvas, counts: dict[str, int], present: int, user=None) -> None:
    """Thumbs that were counted in the room, instead of taps (R-GEN-16)."""
    for key, yes in counts.items():
        for value, count in (("yes", yes), ("no", max(0, present - yes))):
            canvas.workshop.paper_counts.update_or_create(
                group=canvas.group, question=QUESTION.format(key), value=value, defaults={"count": count, "by": user}
            )


def cards_of(canvas: Canvas):
    """The scene cards of a group: written, or hung by now."""
    notes = Note.objects.filter(workshop=canvas.workshop, wall__run__kind="vision", wall__kind="")
    return notes.filter(wall__group=canvas.group, state__in=["draft", "wall"]).order_by("number", "id")


def remarks_on(canvas: Canvas):
    """What other groups wrote to this canvas."""
    notes = Note.objects.filter(workshop=canvas.workshop, wall__run__kind="vision", wall__kind=REMARKS)
    return notes.filter(wall__group=canvas.group, state="wall").order_by("number", "id")


def of(workshop: Workshop) -> list[dict[str, Any]]:
    """The vision page a group, for the statement and the report: `[]` where the stage was left out.

    `picture` is the `workshops.Picture` that stands for the canvas or `None`, `digest` the SHA-256 of its bytes.
    """
    run = workshop.agenda.filter(kind="vision").first()
    if run is None or run.state == "skipped":
        return []
    return [page_of(canvas) for canvas in Canvas.in_use(workshop) if canvas.is_drawn or canvas.title]


def page_of(canvas: Canvas) -> dict[str, Any]:
    remark = remarks_on(canvas).first()
    return {
        "group": canvas.group.letter if canvas.group else "",
        "title": canvas.title,
        "title_other": canvas.title_other,
        "story": canvas.story,
        "remark": remark.text if remark else "",
        "picture": canvas.picture,
        "digest": canvas.picture.digest if canvas.picture else "",
    }
