from django.shortcuts import render
from django.urls import reverse


def desk(request, template: str, context: dict, form=None):
    """A page about `request.organisation`; a form with errors makes it a 422."""
    organisation = request.organisation
    everywhere = {
        "organisation": organisation,
        "roles": request.roles,
        "place": "setup",
        "nav": {"home": reverse("home"), "setup": reverse("organisations")},
    }
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return render(request, template, everywhere | context | ({"form": form} if form is not None else {}), status=status)


def posted(request):
    """What a form is filled with: an empty POST is an answer too, a GET is none."""
    return request.POST if request.method == "POST" else None
