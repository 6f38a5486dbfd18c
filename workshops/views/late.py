"""A note that came late: the desk hangs it or leaves it, its author asks, parks it or keeps it (R-GEN-3)."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.models import Note, Wall, Workshop
from workshops.surfaces import HELD
from workshops.views.errors import refused


class WallForm(KeyedForm):
    wall = forms.IntegerField(min_value=1)


class WishForm(KeyedForm):
    """What becomes of it is a state of the note: it goes on waiting, is parked, or taken back by its author."""

    wish = forms.ChoiceField(choices=[(one, one) for one in (Note.State.LATE, Note.State.PARKED, Note.State.WITHDRAWN)])


def open_walls(workshop: Workshop) -> QuerySet[Wall]:
    """The walls of the open stage, on one of which a note without a wall may hang."""
    run = workshop.current
    return workshop.walls.filter(run=run).select_related("group") if run else workshop.walls.none()


@require_POST
@access.facilitated
def hang(request, public_id, number):
    """A late note that was written for no wall joins one of the open stage."""
    note = get_object_or_404(request.workshop.notes.late(), pk=number)
    form = WallForm(request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        late = still_late(workshop, note)
        wall = open_walls(workshop).filter(pk=form.cleaned_data["wall"]).first()
        if wall is None:
            raise Refused(_("This wall is not open now. Choose one that the room works on."), rule="R-GEN-3")
        late.wall = wall
        wall.number(late)
        late.save(update_fields=["wall", "number", "state"])
        workshop.current.stage.adopt(late)
        workshop.log("admitted a late note", user=request.user, subject=late.pk, rule="R-GEN-3")
        changing.touched(HELD, late.pk)
        changing.touched("note", late.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return HttpResponse(status=204)


@require_POST
@access.facilitated
def leave(request, public_id, number):
    """A late note stays off the walls: kept, out of the tray, in no count."""
    note = get_object_or_404(request.workshop.notes.late(), pk=number)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        late = still_late(workshop, note)
        late.state = Note.State.SET_ASIDE
        late.save(update_fields=["state"])
        workshop.log("left a late note", user=request.user, subject=late.pk, rule="R-GEN-3")
        changing.touched(HELD, late.pk)
        changing.touched("late", late.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return HttpResponse(status=204)


def still_late(workshop: Workshop, note: Note) -> Note:
    """The note, unless another desk has decided on it meanwhile."""
    late = workshop.notes.late().filter(pk=note.pk).first()
    if late is None:
        raise Refused(_("Somebody has decided on this note already. Reload the page."), rule="R-GEN-3")
    return late


ACTS = {
    Note.State.LATE: "asked to add a late note",
    Note.State.PARKED: "parked a late note",
    Note.State.WITHDRAWN: "kept a late note",
}
"""What the log says of a wish."""


@require_POST
@access.seated
def wish(request, public_id, number):
    """Its author asks that it hangs, moves it to the parking lot, or keeps it for themselves."""
    note = get_object_or_404(request.workshop.notes.by(request.seat), pk=number)
    form = WishForm(request.POST)
    if not form.is_valid():
        return refused(request, form)
    wished = form.cleaned_data["wish"]

    def verb(workshop: Workshop, changing):
        late = still_late(workshop, note)
        late.wish(wished)
        if wished == Note.State.PARKED:
            item = workshop.parked_items.create(text=late.text, raised_by=late.author)
            changing.touched("parked", item.pk)
        workshop.log(ACTS[wished], seat=late.author, subject=late.pk, rule="R-GEN-3")
        changing.touched("late", late.pk)
        return 200, late.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    note.refresh_from_db()
    return render(request, "notes/wished.html", {"note": note, "workshop": request.workshop})
