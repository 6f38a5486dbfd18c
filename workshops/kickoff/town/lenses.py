"""The seven angles that a question takes, each with its open question in both languages and its sign."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Lens(models.TextChoices):
    SWOT_LINK = "swot_link", _("Strength or weakness")
    INNOVATION = "innovation", _("What is new")
    DERIVATION = "derivation", _("Way to the goal")
    DATA_SOURCE = "data_source", _("Data source")
    BASIS = "basis", _("Basis")
    COST = "cost", _("Money and time")
    PEOPLE = "people", pgettext_lazy("angle", "People")


class Angle(NamedTuple):
    icon: str
    english: str
    chinese: str


ANGLES = {
    Lens.SWOT_LINK: Angle(
        "link", "Which strength does this use, or which weakness does it heal?", "它用了哪条优势，或补哪条短板？"
    ),
    Lens.INNOVATION: Angle("star", "What is different from what we did last year?", "与去年相比，哪一步是新的？"),
    Lens.DERIVATION: Angle(
        "next", "How does this action lead to the goal, step by step?", "从这个行动到目标，中间怎么一步步推过去？"
    ),
    Lens.DATA_SOURCE: Angle(
        "evidence", "Where will the number come from, who reads it, how often?", "数据从哪来？谁提供？多久一次？"
    ),
    Lens.BASIS: Angle("target", "What makes you expect that it works here?", "有什么依据让您相信在这里行得通？"),
    Lens.COST: Angle(
        "coin",
        "What does it take in money and time, and what do we save?",
        "需要多少钱和时间？能省下什么？",
    ),
    Lens.PEOPLE: Angle(
        "people",
        "Who does it, what do they need to learn, what can they put down?",
        "谁来做？需要学什么？可以放下什么？",
    ),
}


class Seen(NamedTuple):
    """A lens beside the questions of a round: `state` is "done", "now" or "todo"."""

    lens: Lens
    icon: str
    state: str

    @property
    def label(self):
        return self.lens.label


def angle(lens: str) -> Angle | None:
    return ANGLES[Lens(lens)] if lens else None


def open_form(lens: str, language: str = "") -> str:
    """The open question of a lens in a language, the reader's where none is named."""
    found = angle(lens)
    chinese = (language or get_language() or "en").startswith("zh")
    return "" if found is None else found.chinese if chinese else found.english


def seen(asked: set[str], now: str = "") -> list[Seen]:
    """All seven in order, with what has been asked and what is asked now."""
    state = {True: "done", False: "todo"}
    return [Seen(lens, ANGLES[lens].icon, "now" if lens == now else state[lens in asked]) for lens in Lens]
