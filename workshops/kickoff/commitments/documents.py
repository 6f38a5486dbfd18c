from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from signing import pages
from signing.models import Document
from signing.views import pdf_response, printed
from workshops import access
from workshops.doors import base_url
from workshops.kickoff.commitments import hands, sheets
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop
from workshops.papers.views import LANGUAGES, language_of, readable

HANDS = "commitments/commitments.pdf.html"
NAMES = {"en": "In our own hand", "zh-hans": "亲笔承诺"}


def may_read_sheets(request) -> bool:
    """Personal sheets of others are for the facilitators and the decision maker."""
    return request.facilitates or request.seat.role == Seat.Role.LEAD


def statement_or_404(workshop: Workshop) -> Document:
    document = versions.newest(workshop)
    if document is None:
        raise Http404
    versions.keep_expected(workshop, document)
    return document


@require_GET
@access.reading
def listing(request, public_id):
    workshop = request.workshop
    document = versions.newest(workshop)
    own = sheets.newest_of(request.seat) if request.seat else None
    context = {"workshop": workshop, "seat": request.seat, "document": document, "own_sheet": own}
    # What is printed before the day stands on the facilitators' own list.
    papers = [one for one in readable(workshop, request.seat, request.facilitates) if request.seat or not one.is_before]
    if may_read_sheets(request):
        context |= {"signers": hands.signers(workshop), "facilitates": request.facilitates}
    context["papers"] = [(paper, [(form, f"{paper.key}.{form}") for form in paper.formats]) for paper in papers]
    return render(request, "commitments/documents.html", context | {"languages": LANGUAGES})


@require_GET
@access.reading
def statement(request, public_id):
    document = statement_or_404(request.workshop)
    return pdf_response(document, language_of(request), base_url(request.workshop))


@require_GET
@access.reading
def commitments(request, public_id):
    """The signatures alone, as one page to hang up: the statement's own PDF carries the evidence."""
    language, document = language_of(request), statement_or_404(request.workshop)
    html = pages.html(document, language, base_url(request.workshop), HANDS)
    return printed(html, document.file_name(language, NAMES[language]))


@require_GET
@access.reading
def sheet(request, public_id, number):
    seat = get_object_or_404(request.workshop.seats.select_related("workshop__organisation"), pk=number)
    document = sheets.newest_of(seat) if request.seat == seat or may_read_sheets(request) else None
    if document is None:
        raise Http404
    return pdf_response(document, language_of(request), base_url(request.workshop))
