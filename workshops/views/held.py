"""What the desk does with a note that names a person and blames: let through, ask to reword, keep back (R-GEN-19)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.models import Note, StageRun, Workshop
from workshops.views.errors import refused


def decide(request, number, act):
    """Run `act(note, changing)` on a note that still waits, and log that it was done (never its text)."""
    note = get_object_or_404(request.workshop.notes.held(), pk=number)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        held = workshop.notes.held().select_related("wall__run").filter(pk=note.pk).first()
        if held is None:
            raise Refused(_("Somebody has decided on this note already. Reload the page."), rule="R-GEN-19")
        workshop.log(act(held, changing), user=request.user, subject=held.pk, rule="R-GEN-19")
        changing.touched("held", held.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return HttpResponse(status=204)


@require_POST
@access.facilitated
def let_through(request, public_id, number):
    """It hangs as it was written."""

    def act(note: Note, changing) -> str:
        run = note.wall.run if note.wall else None
        if run is None or run.state == StageRun.State.LOCKED:
            raise Refused(_("Its stage is done. Keep the note back, or reopen the stage."), rule="R-GEN-19")
        note.hang(run.open_step.shows_at_once)
        changing.touched("note", note.pk)
        return "let a held note through"

    return decide(request, number, act)


@require_POST
@access.facilitated
def ask_to_reword(request, public_id, number):
    """Its author reads on the own phone what is asked; nobody asks where no author is stored (R-GEN-8)."""

    def act(note: Note, changing) -> str:
        if note.author is None:
            raise Refused(_("Nobody knows who wrote this. Let it through, or keep it back."), rule="R-GEN-8")
        note.reword_asked_at = timezone.now()
        note.save(update_fields=["reword_asked_at"])
        return "asked to reword a note"

    return decide(request, number, act)


@require_POST
@access.facilitated
def keep_back(request, public_id, number):
    """It stays off the wall; its author reads so."""

    def act(note: Note, changing) -> str:
        note.keep_back()
        return "kept a note back"

    return decide(request, number, act)
