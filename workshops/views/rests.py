"""Breaks on the plan: added, moved, made longer or shorter, or held at a fixed time."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from workshops import access
from workshops.rests import FixedForm, PlaceForm, RestForm
from workshops.views.planning import changed


@require_POST
@access.facilitated
def minutes(request, public_id, kind):
    """A break after a stage, longer, shorter or none."""
    get_object_or_404(request.workshop.agenda, kind=kind)
    form = RestForm(request.POST)
    return changed(request, form, lambda workshop: form.save(workshop, kind), "agenda", f"stage-{kind}")


@require_POST
@access.facilitated
def move(request, public_id, kind):
    """To another stage: dragged, one place earlier or later, or chosen."""
    get_object_or_404(request.workshop.agenda, kind=kind)
    form = PlaceForm(request.POST)
    return changed(request, form, lambda workshop: form.move(workshop, kind), "agenda", "agenda")


@require_POST
@access.facilitated
def add(request, public_id):
    form = PlaceForm(request.POST)
    return changed(request, form, form.add, "agenda", "agenda")


@require_POST
@access.facilitated
def fix(request, public_id, kind):
    """Lunch is at half past twelve: the plan says how much time is to spare, or how late it comes."""
    get_object_or_404(request.workshop.agenda, kind=kind)
    form = FixedForm(request.POST)
    return changed(request, form, lambda workshop: form.save(workshop, kind), "agenda", f"stage-{kind}")
