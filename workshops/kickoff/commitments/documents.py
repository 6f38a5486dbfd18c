from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from signing import PressFailed, pages
from signing.models import Document
from signing.press import press
from signing.views import not_printed, pdf_response
from workshops import access
from workshops.doors import base_url
from workshops.kickoff.commitments import hands, sheets
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop
from workshops.papers.views import readable

HANDS = "commitments/commitments.pdf.html"
NAMES = {"en": "In our own hand", "zh-hans": "亲笔承诺"}


def readers(view):
    """For everybody with a seat here and for the facilitators; strangers find nothing."""

    def guarded(request, public_id, *arguments, **named):
        request.workshop = access.workshop_or_404(public_id)
        request.seat = access.seat_from(request.COOKIES, public_id)
        request.facilitates = access.facilitates(request.user, request.workshop)
        if request.seat is None and not request.facilitates:
            raise Http404
        return view(request, *arguments, **named)

    return guarded


def may_read_sheets(request) -> bool:
    """Personal sheets of others are for the facilitators and the decision maker (§14)."""
    return request.facilitates or request.seat.role == Seat.Role.LEAD


def language_of(request) -> str:
    wish = request.GET.get("language") or get_language() or "en"
    return "zh-hans" if wish.startswith("zh") else "en"


def statement_or_404(workshop: Workshop) -> Document:
    document = versions.newest(workshop)
    if document is None:
        raise Http404
    versions.keep_expected(workshop, document)
    return document


@require_GET
@readers
def listing(request):
    workshop = request.workshop
    document = versions.newest(workshop)
    own = sheets.newest_of(request.seat) if request.seat else None
    context = {"workshop": workshop, "seat": request.seat, "document": document, "own_sheet": own}
    # What is printed before the day stands on the facilitators' own list.
    papers = [one for one in readable(workshop, request.seat, request.facilitates) if request.seat or not one.is_before]
    if may_read_sheets(request):
        context |= {"signers": hands.signers(workshop), "facilitates": request.facilitates}
    context["papers"] = [(paper, [(form, f"{paper.key}.{form}") for form in paper.formats]) for paper in papers]
    return render(
        request, "commitments/documents.html", context | {"languages": [("en", "English"), ("zh-hans", "中文")]}
    )


@require_GET
@readers
def statement(request):
    document = statement_or_404(request.workshop)
    return pdf_response(document, language_of(request), base_url(request.workshop))


@require_GET
@readers
def commitments(request):
    """The signatures alone, as one page to hang up: the statement's own PDF carries the evidence."""
    language, document = language_of(request), statement_or_404(request.workshop)
    try:
        content = press(pages.html(document, language, base_url(request.workshop), HANDS))
    except PressFailed as failure:
        return not_printed(failure)
    name = document.file_name(language, NAMES[language])
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_GET
@readers
def sheet(request, number):
    seat = get_object_or_404(request.workshop.seats.select_related("workshop__organisation"), pk=number)
    document = sheets.newest_of(seat) if request.seat == seat or may_read_sheets(request) else None
    if document is None:
        raise Http404
    return pdf_response(document, language_of(request), base_url(request.workshop))
