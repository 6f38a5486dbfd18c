"""What leaders read by their link: the statement, where it comes from, who signed, what is open."""

from functools import wraps

from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from signing import pages
from signing.views import printed
from workshops.doors import base_url
from workshops.kickoff.consensus import versions
from workshops.kickoff.report.models import ReportLink
from workshops.papers.views import language_of

SHEET = "report/report.pdf.html"
NAMES = {"en": "From facts to actions", "zh-hans": "从事实到行动"}
LETTER = "<style>@page { size: letter; }</style>"


def by_link(view):
    """`request.link` and `request.document` for whoever has an open link, in the language that the address wishes.

    Another workshop's link is a 404; one that ran out or was withdrawn says so (410). Nothing is kept or indexed.
    """

    @never_cache
    @require_GET
    @wraps(view)
    def guarded(request, public_id, token):
        links = ReportLink.objects.select_related("workshop__room", "workshop__organisation", "made_by")
        link = get_object_or_404(links, workshop__room__public_id=public_id, token=token)
        language = language_of(request)
        with translation.override(language), timezone.override(link.workshop.organisation.zone):
            document = versions.newest(link.workshop) if link.is_open else None
            if document:
                versions.keep_expected(link.workshop, document)
                response = view(request, link, document, language)
            else:
                over = {"link": link, "reads_chinese": language == "zh-hans"}
                response = render(request, "report/over.html", over, status=410)
        response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
        return response

    return guarded


@by_link
def page(request, link: ReportLink, document, language: str):
    """On a phone, on a desk, and as the browser prints it."""
    context = {
        "link": link,
        "workshop": link.workshop,
        "document": document,
        "content": document.parsed,
        "signatures": document.standing_signatures(),
        "expected": document.expected_signatures,
        "reads_chinese": language == "zh-hans",
    }
    return render(request, "report/page.html", context)


@by_link
def sheet(request, link: ReportLink, document, language: str):
    """The same as a PDF on A4, or on Letter where the address asks for it."""
    html = pages.html(document, language, base_url(link.workshop), SHEET)
    if request.GET.get("paper") == "letter":
        html = html.replace("</head>", f"{LETTER}</head>", 1)
    return printed(html, document.file_name(language, NAMES[language]), is_saved=False)
