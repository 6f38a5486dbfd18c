from django.shortcuts import render

from people.way_back import page_before


def csrf_failure(request, reason=""):
    """A page that was open for too long: says so, keeps what was typed in the browser, leads back."""
    return render(request, "errors/stale.html", {"back": page_before(request)}, status=403)


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
    return render(request, "notes/refused.html", {"form": form}, status=422)
