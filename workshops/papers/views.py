from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from signing import PressFailed
from signing.views import not_printed
from workshops import access
from workshops.models import Seat, Workshop
from workshops.papers.paper import EVERYBODY, TYPES, Paper, papers
from workshops.views.screens import desk

LANGUAGES = (("en", "English"), ("zh-hans", "中文"))
cards: list[Callable[[HttpRequest, Workshop], str]] = []
"""What packages show on the page of documents beside the papers, as HTML; "" for nothing."""


def readable(workshop: Workshop, seat: Seat | None, facilitates: bool) -> list[Paper]:
    """What this reader may have, as far as there is anything in it yet."""
    return [
        paper
        for paper in papers.values()
        if paper.kind in ("", workshop.kind)
        and (facilitates or (seat is not None and seat.role in paper.readers))
        and paper.exists(workshop)
    ]


def language_of(request) -> str:
    """In which language somebody wants a paper: as its address says, else as its reader reads."""
    wish = request.GET.get("language") or get_language() or "en"
    return "zh-hans" if wish.startswith("zh") else "en"


@require_GET
@access.facilitated
def listing(request, public_id):
    """All papers of the day on one page, with languages and formats: what is printed before it, what it leaves."""
    workshop = request.workshop
    found = [row_of(paper, workshop) for paper in readable(workshop, None, True)]
    context = desk("papers", workshop) | {
        "workshop": workshop,
        "before": [row for row in found if row["paper"].is_before],
        "after": [row for row in found if not row["paper"].is_before],
        "languages": LANGUAGES,
        "cards": [made for card in cards if (made := card(request, workshop))],
    }
    return render(request, "papers/listing.html", context)


def row_of(paper: Paper, workshop: Workshop) -> dict:
    return {
        "paper": paper,
        "edition": paper.edition(workshop),
        "files": [(form, f"{paper.key}.{form}") for form in paper.formats],
        "is_for_all": paper.readers == EVERYBODY,
        "is_for_leaders": Seat.Role.LEAD in paper.readers,
    }


@require_GET
@access.reading
def file(request, public_id, paper):
    """One paper in one language and format, made now."""
    workshop, (key, _dot, form) = request.workshop, paper.rpartition(".")
    found = next((one for one in readable(workshop, request.seat, request.facilitates) if one.key == key), None)
    if found is None or form not in found.formats:
        raise Http404
    language = language_of(request)
    try:
        content, missing = found.make(workshop, language, form)
    except PressFailed as failure:
        return not_printed(failure)
    name = found.file_name(workshop, language, form)
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    if missing:
        headers["X-Missing-Characters"] = " ".join(missing[:200])
    return HttpResponse(content, content_type=TYPES[form], headers=headers)
