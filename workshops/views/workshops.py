from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from live import Refused
from workshops import access
from workshops.planning import UploadForm, WorkshopForm, organisations_to_run_in
from workshops.views.screens import desk


@require_GET
def healthz(request):
    """Whether this process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": settings.VERSION})


@login_required
@require_http_methods(["GET", "POST"])
def create(request):
    """A one-day kickoff in four actions: title, day, variant, go."""
    if not organisations_to_run_in(request.user).exists():
        raise Http404
    form = WorkshopForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("plan", public_id=form.save().public_id)
    return render(request, "workshops/new.html", desk("home") | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request):
    """A workshop file becomes a prepared workshop: roster, goals and agenda, nothing of what was said."""
    form = UploadForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (made := form.save()):
        return redirect("plan", public_id=made.public_id)
    return render(request, "workshops/upload.html", desk("home") | {"form": form}, status=422 if form.errors else 200)


@require_POST
@access.facilitated
def wipe(request, public_id):
    """A rehearsal is wiped by one tap; a real day never."""
    if not request.workshop.is_rehearsal:
        raise Refused(_("Only rehearsals are wiped. A day that was held is archived."), status=409)
    request.workshop.wipe()
    return redirect("home")
