from django.shortcuts import render

from live import Refused


class Refusals:
    """Turns a rule's "no" into an answer that a person can read: what it says, and nothing was changed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        fragment = request.headers.get("HX-Request") or request.headers.get("X-Requested-With")
        template = "partials/refusal.html" if fragment else "errors/refused.html"
        response = render(request, template, {"refusal": exception}, status=exception.status)
        response["X-Rule"] = exception.rule
        return response
