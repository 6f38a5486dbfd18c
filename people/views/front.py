from django.contrib.auth import login
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from people import accounts
from people.access import signed_in
from people.forms.accounts import StartForm
from people.models import Organisation
from people.views.desk import BACK, posted

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_GET
@signed_in
def organisations(request):
    """Where somebody is a member, and what they may open there; whoever begins here came from no event."""
    request.session.pop(BACK, None)
    listed = [(each, request.user.roles_in(each)) for each in request.user.organisations().order_by("pk")]
    context = {"organisations": listed, "place": "setup", "nav": {"home": reverse("home")}}
    return render(request, "people/organisations.html", context)


@require_http_methods(["GET", "POST"])
def start(request):
    """The first visitor names the organisation and becomes its administrator; without the token, how to get it."""
    if Organisation.objects.exists():
        raise Http404
    token = request.POST.get("token") or request.GET.get("token", "")
    if not accounts.token_fits(token):
        return render(request, "people/first_run.html", {"wrong_token": bool(token)}, status=403)
    form = StartForm(posted(request), instance=Organisation())
    if form.is_valid():
        return begin(request, form)
    status = 422 if form.is_bound else 200
    return render(request, "people/start.html", {"form": form, "token": token}, status=status)


def begin(request, form):
    try:
        user = accounts.start(form.save(commit=False), **form.account)
    except (FileNotFoundError, IntegrityError):  # Somebody else was a moment earlier.
        raise Http404 from None
    login(request, user, backend=BACKEND)
    return redirect("home")
