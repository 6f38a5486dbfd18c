from typing import NamedTuple

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from people.text import ParagraphField
from people.way_back import page_before

ANEW = ("csrfmiddlewaretoken", "back")
"""What a page gives to each of its forms itself."""


def csrf_failure(request, reason=""):
    """A page that was open for too long, or a browser that keeps no cookies: says so and leads on."""
    template = "errors/stale.html" if request.COOKIES else "errors/no_cookies.html"
    return render(request, template, {"back": page_before(request)}, status=403)


def bad_request(request, exception):
    """What came is no form: a browser of ours sends none of these."""
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    return render(request, "errors/refused.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def not_allowed(request, back, allow):
    """A form's address opened like a page: loaded anew after a form without script, or copied there."""
    response = render(request, "errors/405.html", {"back": back}, status=405)
    response["Allow"] = allow
    return response


def server_error(request):
    return render(request, "errors/500.html", status=500)


def refused(request, form):
    """What somebody sent has to be mended first: the form's own words; what was typed stays where it is."""
    if not asks_for_a_page(request):
        return render(request, "notes/refused.html", {"form": form}, status=422)
    # Without a script nothing has kept it: it stands on the page that says no, to be mended there.
    context = {"form": form, "sent": sent_words(form), "back": way_back(request)}
    return render(request, "errors/mend.html", context, status=422)


class Sent(NamedTuple):
    """A field as it came; `label` is empty where nobody typed anything that may have to be mended."""

    name: str
    value: str
    label: str


def sent_words(form) -> list[Sent]:
    """Everything that a form brought, in its order."""
    written = {name: field for name, field in form.fields.items() if isinstance(field, ParagraphField)}

    def label(name: str, value: str) -> str:
        is_shown = name in written and (value or name in form.errors)
        return str(written[name].label or _("Your words")) if is_shown else ""

    brought = [(name, value) for name in form.data if name not in ANEW for value in form.data.getlist(name)]
    return [Sent(name, value, label(name, value)) for name, value in brought]


def asks_for_a_page(request) -> bool:
    """Whether a browser shows the answer as it comes, and no script takes it in."""
    if "application/xhtml+xml" not in request.headers.get("Accept", ""):
        return False
    return not (request.headers.get("HX-Request") or request.headers.get("X-Requested-With"))


def way_back(request) -> str:
    """The page that the person came from, unless it is this one; else the start: at the door that is the code."""
    before = page_before(request)
    if before == request.path and request.method == "POST":
        # From the page that said no: it knows which one was before it.
        said = request.POST.get("back", "")
        before = said if url_has_allowed_host_and_scheme(said, None) else ""
    start = "/j/" if request.path.startswith("/j/") else "/"
    return before if before not in ("", request.path) else start
