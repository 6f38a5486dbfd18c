"""What was taken from a wall by mistake comes back by one tap: hidden, or merged into another note (R-GEN-21)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.cofacilitation import hidden_by
from workshops.forms import KeyedForm
from workshops.models import StageRun, Workshop
from workshops.surfaces import HELD
from workshops.views.notes import changed_on_wall
from workshops.views.steering import steer


@require_POST
@access.facilitated
def hang_again(request, public_id, number):
    """Without a reason, until its stage is locked; what others did meanwhile stays."""
    note, user = get_object_or_404(request.workshop.notes, pk=number), request.user
    return steer(
        request, KeyedForm(request.POST), lambda workshop, changing: bring_back(workshop, changing, note.pk, user=user)
    )


@require_POST
@access.helping
def hang_again_here(request, public_id, number):
    """The co-facilitator takes back what was hidden by its own hand, and nothing that the desk hid (R-ROLE-7)."""
    seat, form = request.seat, KeyedForm(request.POST)
    note = next((one for one in hidden_by(request.workshop.current, seat) if one.pk == number), None)
    if note is None:
        raise Http404
    form.full_clean()
    request.workshop.change(
        form.sent_key,
        form.body_hash,
        lambda workshop, changing: bring_back(workshop, changing, note.pk, seat=seat),
    )
    return redirect("phone", public_id=public_id)


def bring_back(workshop: Workshop, changing, number: int, **who) -> None:
    """The note hangs as before; the log says who did it."""
    back = workshop.notes.taken_down().select_related("wall__run").filter(pk=number).first()
    if back is None:
        raise Refused(_("It hangs again already. Look at the wall as it is now."), rule="R-GEN-21")
    run = back.wall.run if back.wall else None
    if run is None or run.state == StageRun.State.LOCKED:
        raise Refused(_("Its stage is done. Reopen the stage, then hang it again."), rule="R-GEN-21")
    other = back.merged_into_id
    back.hang_again(run.open_step.shows_at_once)
    workshop.log("hung a note again", subject=back.pk, rule="R-GEN-21", **who)
    changing.touched(HELD, back.pk)
    changed_on_wall(back, changing)
    if other:
        changing.touched("note", other)
