"""How long the statement is on paper (R-CONS-4).

The press sets it beside the room, for nobody waits for a press; until it has answered, its lines give an estimate.
"""

import threading
from hashlib import sha256
from math import ceil
from typing import NamedTuple

from django.core.cache import cache

from people.text import display_width
from signing import pages as printed
from signing.canonical import canonical
from signing.errors import PressBusy, PressFailed
from signing.models import Document
from signing.press import press_length
from workshops.kickoff.consensus.statement import TITLES, content
from workshops.kickoff.consensus.versions import expected_signatures
from workshops.models import Workshop

LANGUAGES = ("en", "zh-hans")
KEPT, PATIENCE = 24 * 60 * 60, 120

LINES_A_PAGE = 58
WIDTH = {"deed": 46, "effect": 84, "free": 96}
HEAD = 12


class Length(NamedTuple):
    """A4 pages without the annex and the signatures, in the longer language; `is_set` where the press counted them."""

    pages: int
    is_set: bool
    is_awaited: bool = False


def length(workshop: Workshop) -> Length:
    text = told(workshop)
    counted = cache.get(name_of(text))
    return Length(counted or estimate(text), bool(counted), counted is None)


def measure(workshop: Workshop) -> threading.Thread | None:
    """Let the press count the pages of the present text, once; the thread that waits for it."""
    text = told(workshop)
    name = name_of(text)
    if cache.get(name) is not None or not cache.add(f"{name}.busy", True, PATIENCE):
        return None
    kind = Document.Kind.STATEMENT
    draft = Document.objects.draft(workshop.organisation, kind, workshop.public_id, text, TITLES)
    draft.expected_signatures = expected_signatures(workshop)
    sheets = [printed.html(draft, language) for language in LANGUAGES]
    waiting = threading.Thread(target=count, args=(name, sheets), name="length", daemon=True)
    waiting.start()
    return waiting


def count(name: str, sheets: list[str]) -> None:
    """0 where no press answers: then the estimate stands."""
    try:
        counted = max(press_length(html) for html in sheets)
    except (PressBusy, PressFailed):
        counted = 0
    cache.set(name, counted, KEPT)


def told(workshop: Workshop) -> dict:
    return content(workshop) | {"annex": [], "changes": []}


def name_of(text: dict) -> str:
    return f"length-{sha256(canonical(text).encode()).hexdigest()}"


def estimate(text: dict) -> int:
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
