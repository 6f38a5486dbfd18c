"""The drift plan: what may be left out so that the day ends in time; a signature or a break is never cut."""

from typing import Any

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from people.text import LineField
from workshops import access
from workshops.agenda_rows import form_of
from workshops.forms import ReasonForm, one_tap_reasons
from workshops.models import Workshop
from workshops.stages import SHORT_FORMS
from workshops.timetable import Timetable
from workshops.views.screens import desk


class DriftForm(ReasonForm):
    """Which stages to come are held short, with one reason for all."""

    reason = LineField(200, error_messages={"required": gettext_lazy("Say why: one tap is enough.")})
    short = forms.MultipleChoiceField(
        choices=[(kind, kind) for kind in SHORT_FORMS],
        error_messages={"required": gettext_lazy("Choose at least one short form, or go back to the room.")},
    )


@require_GET
@access.facilitated
def page(request, public_id):
    """What is still to come; ticked short forms are asked for anew, so that each tick shows when the day would end."""
    return shown(request, DriftForm(), request.GET.getlist("short"))


def shown(request, form: DriftForm, chosen: list[str]):
    workshop: Workshop = request.workshop
    table = Timetable.of(workshop)
    rows = coming(workshop, table)
    offered = {row["slot"].run.kind: row["saves"] for row in rows if row["form"]}
    saves = {kind: offered[kind] for kind in chosen if kind in offered}
    starts = [slot.at + by for slot, by in table.delayed(table.coming, saves)]
    for row, at in zip(rows, starts, strict=True):
        row["starts"] = row["began"] or at
    context = desk("run", workshop) | {
        "workshop": workshop,
        "table": table,
        "agenda": table.parts(),
        "day_played": table.played(),
        "rows": rows,
        "may_come_back": [run for slot in table.coming for run in slot.skipped if run.is_to_come],
        "form": form,
        "chosen": list(saves),
        "late": table.ends(),
        "short": table.ends(saves or offered),
        "one_tap_reasons": one_tap_reasons(),
        "here": workshop.seats.writers().present().count(),
        "writers": workshop.seats.writers().count(),
    }
    return render(request, "console/drift.html", context, status=422 if form.errors else 200)


def coming(workshop: Workshop, table: Timetable) -> list[dict[str, Any]]:
    """The open stage, which has begun, and what comes, with the short form that each may still take."""
    began = table.current.opened_at if table.current else None
    rows: list[dict[str, Any]] = [{"slot": slot, "began": None} | form_of(workshop, slot.run) for slot in table.coming]
    if began:
        rows[0]["began"] = began.astimezone(table.now.tzinfo)
    return rows


@require_POST
@access.facilitated
def use(request, public_id):
    """One tap takes the chosen short forms, with one reason for all."""
    form, user = DriftForm(request.POST), request.user
    if not form.is_valid():
        return shown(request, form, request.POST.getlist("short"))

    def verb(workshop: Workshop, changing):
        for run in workshop.agenda.filter(kind__in=form.cleaned_data["short"]):
            workshop.shorten(changing, user, run, form.cleaned_data["reason"])

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("console", public_id=public_id)
