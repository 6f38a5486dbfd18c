"""The drift plan: what may be left out so that the day ends in time; a signature or a break is never cut (§4.0)."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access
from workshops.forms import ReasonForm, one_tap_reasons
from workshops.models import StageRun, Workshop
from workshops.timetable import Timetable
from workshops.views.screens import desk


@require_GET
@access.facilitated
def page(request, public_id):
    workshop: Workshop = request.workshop
    table = Timetable.of(workshop)
    rows = coming(workshop, table)
    late = table.expected_end
    saving = sum(row["saves"] for row in rows)
    context = desk("run", workshop) | {
        "workshop": workshop,
        "table": table,
        "agenda": table.parts(),
        "day_played": table.played(),
        "rows": rows,
        "late": late,
        "short": late - timedelta(minutes=saving) if late else None,
        "one_tap_reasons": one_tap_reasons(),
        "here": workshop.seats.writers().present().count(),
        "writers": workshop.seats.writers().count(),
    }
    return render(request, "console/drift.html", context)


def coming(workshop: Workshop, table: Timetable) -> list[dict]:
    """The stages and breaks still to come, with their new start and the short form that each still may take."""
    here = table.slot_of(table.current)
    late: list[dict] = [
        {"slot": slot, "starts": slot.at + (by if slot is not here else timedelta())}
        for slot, by in table.delayed(table.coming)
    ]
    return [row | form_of(workshop, row["slot"].run) for row in late]


def form_of(workshop: Workshop, run: StageRun | None) -> dict:
    """A short form while it may still be taken; signing is never offered, for a signature is never cut."""
    form = run.stage.short_form if run else None
    if run is None or form is None or run.is_short or run.kind == "signing":
        return {"form": None, "saves": 0, "is_short": bool(run and run.is_short)}
    if not workshop.may_turn_short(run) or not run.stage.may_be_short(run):
        return {"form": None, "saves": 0, "is_short": False}
    return {"form": form, "saves": form.minutes(run), "is_short": False}


@require_POST
@access.facilitated
def use(request, public_id):
    """One tap takes the chosen short forms, with one reason for all."""
    form, user, kinds = ReasonForm(request.POST), request.user, request.POST.getlist("short")
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0], status=422)
    if not kinds:
        raise Refused(_("Choose at least one short form, or go back to the room."), status=422)

    def verb(workshop: Workshop, changing):
        for run in workshop.agenda.filter(kind__in=kinds):
            workshop.shorten(changing, user, run, form.cleaned_data["reason"])

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("console", public_id=public_id)
