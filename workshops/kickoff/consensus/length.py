"""How long the statement will be on paper: an estimate from its lines, for nobody waits for a press (R-CONS-4)."""

from math import ceil

from people.text import display_width
from workshops.kickoff.consensus.statement import content
from workshops.models import Workshop

LINES_A_PAGE = 58
WIDTH = {"deed": 46, "effect": 84, "free": 96}
HEAD = 12


def pages(workshop: Workshop) -> int:
    """Whole A4 pages without the annex and the signatures."""
    text = content(workshop)
    return ceil((HEAD + sum(lines_of(part) for part in parts(text))) / LINES_A_PAGE)


def parts(text: dict) -> list[tuple[str, str]]:
    """Every text with the kind of column in which it is set."""
    found = [("free", text["introduction"]), ("free", text["sentence_en"]), ("free", "")]
    found += [("free", goal["title_en"]) for goal in text["goals"]] * 2
    for strategy in text["strategies"]:
        found += [("effect", strategy["heading"]), ("effect", strategy["effect"]), ("free", strategy["heading"])]
        for action in strategy["actions"]:
            deed = " ".join((action["text"], action["text_other"], action["new_vs_past"]))
            found.append(("deed", deed))
    found += [("effect", one["topic"]) for one in [*text["later"], *text["granted"]["others"]]]
    found += [("effect", item["text"]) for item in text["parked"]]
    return found


def lines_of(part: tuple[str, str]) -> int:
    kind, text = part
    return max(1, ceil(display_width(text) / WIDTH[kind]))
