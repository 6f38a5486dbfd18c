import threading

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from signing import archive, chain
from signing.errors import PressBusy, PressFailed
from signing.forms import LARGEST, CheckForm
from signing.models import Document
from signing.press import press
from signing.verification import Report, verify_pdf

# Reading a foreign file takes a process of its own; a room full of curious people waits its turn.
READERS = threading.BoundedSemaphore(2)
ENVELOPE = 64 * 1024
CHAIN_SECONDS = 60


# Nothing is stored or changed here, and a token would make Django read a body of any size before we could refuse it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """What anybody who holds the paper may know: that it exists, which version it is, how many signed. No names."""
    document = get_object_or_404(Document.objects.select_related("organisation"), public_id=public_id)
    if request.method != "POST":
        return page(request, document, CheckForm())
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + ENVELOPE:
        form = CheckForm(QueryDict(), MultiValueDict())
        form.errors.clear()
        form.add_error("file", _("This file is larger than 20 MB. Our documents are much smaller."))
        return page(request, document, form, status=413)
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, document, form, status=422)
    if not READERS.acquire(timeout=5):
        form.add_error("file", _("Too many files are being checked right now. Try again in a minute."))
        return page(request, document, form, status=503)
    try:
        report = verify_pdf(form.cleaned_data["file"].read())
    finally:
        READERS.release()
    return page(request, document, CheckForm(), report)


def page(
    request: HttpRequest, document: Document, form: CheckForm, report: Report | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "document": document,
        "signed_count": len(document.standing_signatures()),
        "intact": is_chain_intact(document),
        "form": form,
        "report": report,
        "another": report is not None and report.public_id not in ("", document.public_id),
    }
    with timezone.override(document.zone):
        return render(request, "signing/verify.html", context, status=status)


def is_chain_intact(document: Document) -> bool:
    """Walked at most once a minute, because this page is open to everybody."""
    key = f"signing-chain-{document.organisation_id}-{chain.head(document.organisation)}"
    return bool(cache.get_or_set(key, lambda: not chain.verify(document.organisation), CHAIN_SECONDS))


def pdf_response(document: Document, language: str, address: str = "") -> HttpResponse:
    """The sealed file where one shows what stands now, else the pages as they are. The caller has authorised it."""
    sealed = archive.sealed(document, language)
    try:
        content = bytes(sealed.content) if sealed else document.pdf(language, address)
    except PressFailed as failure:
        return not_printed(failure)
    headers = {"Content-Disposition": content_disposition_header(True, document.file_name(language))}
    if missing := document.missing_characters():
        headers["X-Missing-Characters"] = " ".join(missing[:200])
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def printed(html: str, name: str, is_saved: bool = True) -> HttpResponse:
    """Pages that bear no seal, set now: to be saved under this name, or shown by the browser."""
    try:
        content = press(html)
    except PressFailed as failure:
        return not_printed(failure)
    headers = {"Content-Disposition": content_disposition_header(is_saved, name)}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def not_printed(failure: PressFailed) -> HttpResponse:
    """A page that says why there is no PDF; where others print just now, with the seconds to wait."""
    if not isinstance(failure, PressBusy):
        return HttpResponse(render_to_string("signing/no_pdf.html"), status=503)
    page = render_to_string("signing/busy.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(failure.SECONDS)})
