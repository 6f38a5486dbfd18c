import hashlib
import json

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people import roster
from people.access import organiser_required
from people.forms.roster import ConfirmForm, RosterForm
from people.models.intake import Row
from people.spreadsheet import Unreadable
from people.views.desk import desk, posted, way_back

SHOWN = 200  # lines of the preview; nobody reads more, and the counts tell the rest


@require_http_methods(["GET", "POST"])
@organiser_required
def import_roster(request):
    """Upload a list and see what it would bring; nothing but the preview in the session is kept."""
    form = RosterForm(posted(request), request.FILES or None)
    if not form.is_valid():
        return desk(request, "people/import.html", {}, form)
    try:
        read = roster.read(form.data_of_file(), request.organisation)
    except Unreadable as refusal:
        form.add_error("roster", str(refusal))
        return desk(request, "people/import.html", {}, form)
    digest = keep(request, read.rows)
    context = {
        "roster": read,
        "digest": digest,
        "shown": SHOWN,
        "more": max(len(read.rows), len(read.problems)) > SHOWN,
    }
    response = desk(request, "people/import_preview.html", context)
    response.status_code = 422 if read.problems else 200
    return response


@require_POST
@organiser_required
def confirm_roster(request):
    form = ConfirmForm(request.POST)
    rows = take(request, form.cleaned_data["digest"]) if form.is_valid() else None
    if rows is None:
        messages.warning(request, _("This preview is gone, and nothing was imported. Upload the list once more."))
        return redirect("import_roster", request.organisation.pk)
    imported = request.organisation.import_roster(rows)
    messages.success(
        request,
        _("Imported: %(added)d new, %(completed)d known before.")
        % {"added": imported.added, "completed": imported.completed},
    )
    return redirect(way_back(request) or reverse("people", args=[request.organisation.pk]))


def session_key(request) -> str:
    return f"roster_{request.organisation.pk}"


def keep(request, rows: list[Row]) -> str:
    text = json.dumps(rows, ensure_ascii=False)
    request.session[session_key(request)] = text
    return hashlib.sha256(text.encode()).hexdigest()


def take(request, digest: str) -> list[Row] | None:
    """The rows of the preview with this digest, once."""
    text = request.session.get(session_key(request), "")
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        return None
    del request.session[session_key(request)]
    return [Row(*values) for values in json.loads(text)]
