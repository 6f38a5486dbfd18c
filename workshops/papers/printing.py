"""From the facts of a paper to its pages."""

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import timezone

from signing import press
from signing.pages import styles
from workshops.papers.words import in_both

if TYPE_CHECKING:
    from workshops.models import Workshop
    from workshops.papers.paper import Paper

WIDTH = 1080
"""Pixels of a picture for phones."""
LONGEST = 1000
"""Lines of one list on paper: with ten thousand no press would come to an end."""


def html(paper: "Paper", workshop: "Workshop", content: dict[str, Any], language: str) -> str:
    """The page that goes to the press; it carries all it needs."""
    content, left_out = within_reason(content)
    organisation = workshop.organisation
    title_en, title_zh = in_both(paper.title)
    frame = {
        "title_en": title_en,
        "title_zh": title_zh,
        "paper": paper,
        "edition": paper.edition(workshop),
        "printed_at": timezone.now(),
        "organisation_en": organisation.name_en,
        "organisation_zh": organisation.name_zh,
        "occasion_en": workshop.name_en or workshop.name_zh,
        "occasion_zh": workshop.name_zh or workshop.name_en,
        "place": workshop.place,
        "days": workshop.days,
        "language": language,
        "language_tag": "zh-Hans" if language.startswith("zh") else "en",
        "styles": styles(),
        "left_out": left_out,
    }
    return render_to_string(paper.template, frame | content)


def within_reason(content: Any) -> tuple[Any, int]:
    """The same with no list longer than paper takes, and how many lines that leaves out."""
    if isinstance(content, dict):
        parts = {name: within_reason(part) for name, part in content.items()}
        return {name: part for name, (part, _more) in parts.items()}, sum(more for _part, more in parts.values())
    if isinstance(content, list):
        lines = [within_reason(line) for line in content[:LONGEST]]
        return [line for line, _more in lines], max(0, len(content) - LONGEST) + sum(more for _line, more in lines)
    return content, 0


def pdf(page: str) -> bytes:
    return press.press(page)


def picture(page: str) -> bytes:
    return press.press_picture(page, WIDTH)
