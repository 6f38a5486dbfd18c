from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from live import Refused
from workshops import access
from workshops.models import Workshop
from workshops.planning import UploadForm, WorkshopForm, organisations_to_run_in
from workshops.surfaces import movements
from workshops.timetable import Timetable
from workshops.views.screens import desk

MOST_ROWS = 60


@require_GET
def healthz(request):
    """Whether this process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": settings.VERSION})


@require_GET
def home(request):
    """The facilitator's workshops; before the first run, the way to it."""
    if not request.user.is_authenticated:
        return redirect("account_login") if someone_is_here() else render(request, "people/first_run.html")
    workshops = list(Workshop.objects.of(request.user).select_related("room", "organisation"))
    rows = [{"workshop": one, "people": one.seats.count(), "heads": heads_of(one)} for one in workshops[:MOST_ROWS]]
    context = desk("home") | {"rows": rows, "next": next_up(workshops), "today": timezone.localdate()}
    return render(request, "workshops/home.html", context | {"count": len(workshops)})


def next_up(workshops: list[Workshop]) -> dict | None:
    """The day that runs, else the nearest to come; one whose date has passed only when there is no other."""
    running = [one for one in workshops if one.state in ("live", "closing")]
    coming = [one for one in workshops if one.state in ("draft", "prepared")]
    coming.sort(key=lambda one: (one.days[-1] < timezone.localdate(timezone=one.organisation.zone), one.first_day))
    one = next(iter([*running, *coming]), None)
    if one is None:
        return None
    table = Timetable.of(one)
    return {"workshop": one, "table": table, "agenda": table.parts(), "played": table.played()} | readiness(one)


def readiness(workshop: Workshop) -> dict:
    """What is there of what a day needs: people, goals, who decides, what may be granted (R-PREP-1 to R-PREP-3)."""
    return {
        "writers": workshop.seats.writers().count(),
        "goals": list(workshop.goals.filter(state="confirmed")),
        "lead": workshop.decision_makers().first(),
        "briefed": workshop.checklist.filter(key="P01", state="done").exists(),
        "money": workshop.envelope.filter(kind="money").first(),
    }


def heads_of(workshop: Workshop) -> list[dict]:
    """The five movements as heads on a small stave."""
    shown = movements(workshop, workshop.shown)["movements"]
    started = workshop.state not in ("draft", "prepared")
    return [{"pitch": beat["pitch"], "state": beat["state"] if started else "todo"} for beat in shown]


def someone_is_here() -> bool:
    from people.models import Organisation

    return Organisation.objects.exists()


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
