from django.shortcuts import render
from django.urls import reverse

from people.forms.organisation import BackForm

BACK = "set_up_for"


def desk(request, template: str, context: dict, form=None):
    """A page about `request.organisation`; a form with errors makes it a 422."""
    organisation = request.organisation
    everywhere = {
        "organisation": organisation,
        "roles": request.roles,
        "back": way_back(request),
        "place": "setup",
        "nav": {"home": reverse("home"), "setup": reverse("organisations")},
    }
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return render(request, template, everywhere | context | ({"form": form} if form is not None else {}), status=status)


def way_back(request) -> str:
    """The page of an event that sent somebody here to set something up, else ""; kept until they come by themselves."""
    if address := BackForm(request.get_host(), request.GET).address:
        request.session[BACK] = address
    return request.session.get(BACK, "")


def posted(request):
    """What a form is filled with: an empty POST is an answer too, a GET is none."""
    return request.POST if request.method == "POST" else None
