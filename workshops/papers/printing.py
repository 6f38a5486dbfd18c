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


def html(paper: "Paper", workshop: "Workshop", content: dict[str, Any], language: str) -> str:
    """The page that goes to the press; it carries all it needs."""
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
    }
    return render_to_string(paper.template, frame | content)


def pdf(page: str) -> bytes:
    return press.press(page)


def picture(page: str) -> bytes:
    return press.press_picture(page, WIDTH)
