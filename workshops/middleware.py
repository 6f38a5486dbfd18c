from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render

from live import Full, Refused
from live.space import is_full
from workshops.views import errors
from workshops.views.errors import asks_for_a_page, way_back

KEPT = (200, 201, 202)


class Compressed(GZipMiddleware):
    """Sends pages and regions compressed, which are most of what a phone waits for; pictures and papers are already.

    Against BREACH Django masks its tokens and adds a random length.
    """

    def process_response(self, request, response):
        is_html = response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_html else response


class Policy:
    """What pages may load and run: the same for all of them, so that its header is put together once.

    To Safari before 15.5 a socket of the page's own host is not "self": the host is named, and nothing else gained.
    """

    def __init__(self, get_response):
        self.get_response, self.header = get_response, build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        # Django's own page about a fault, on a developer's machine, brings its style along.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault(HEADER, f"{self.header}; connect-src 'self' {socket_of(request)}".rstrip())
        return response


def socket_of(request) -> str:
    """Where the sockets of this page's host are, "" for a host that is not ours."""
    try:
        return f"{'wss' if request.is_secure() else 'ws'}://{request.get_host()}"
    except DisallowedHost:
        return ""


class Refusals:
    """Turns what is no page into one that a person can read: a rule's "no", or the answer to a form without script."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # PostgreSQL refuses to look for it, SQLite finds nothing: no address of ours has one.
        if "\0" in request.path:
            return errors.not_found(request, None)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and asks_for_a_page(request):
            return errors.not_allowed(request, way_back(request), response["Allow"])
        is_stranded = response.status_code in KEPT and is_plain_form(request) and not is_page(response)
        return redirect(way_back(request)) if is_stranded else response

    def process_exception(self, request, exception):
        if is_full(exception):
            exception = Full()
        if names_nobody(exception):
            return errors.not_found(request, exception)
        if not isinstance(exception, Refused):
            return None
        fragment = request.headers.get("HX-Request") or request.headers.get("X-Requested-With")
        template = "partials/refusal.html" if fragment else "errors/refused.html"
        context = {"refusal": exception, "back": way_back(request)}
        response = render(request, template, context, status=exception.status)
        response["X-Rule"] = exception.rule
        if exception.field:
            response["X-Field"] = exception.field
        return response


def is_plain_form(request) -> bool:
    """One that went off before the script arrived: its browser goes to what a script would have taken in."""
    return request.method == "POST" and asks_for_a_page(request)


def is_page(response) -> bool:
    """Whole, or no HTML at all."""
    is_html = response.get("Content-Type", "").startswith("text/html")
    return response.streaming or not is_html or b"<html" in response.content[:500].lower()


def names_nobody(error: Exception) -> bool:
    """A number beyond every row's: SQLite's driver cannot carry it, PostgreSQL calls it out of range (22003)."""
    return isinstance(error, OverflowError) or getattr(error.__cause__, "sqlstate", "") == "22003"
