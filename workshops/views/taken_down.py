"""What was taken from a wall by mistake comes back by one tap: hidden, or merged into another note (R-GEN-21)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
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

    def verb(workshop: Workshop, changing):
        back = workshop.notes.taken_down().select_related("wall__run").filter(pk=note.pk).first()
        if back is None:
            raise Refused(_("It hangs again already. Look at the wall as it is now."), rule="R-GEN-21")
        run = back.wall.run if back.wall else None
        if run is None or run.state == StageRun.State.LOCKED:
            raise Refused(_("Its stage is done. Reopen the stage, then hang it again."), rule="R-GEN-21")
        other = back.merged_into_id
        back.hang_again(run.open_step.shows_at_once)
        workshop.log("hung a note again", user=user, subject=back.pk, rule="R-GEN-21")
        changing.touched(HELD, back.pk)
        changed_on_wall(back, changing)
        if other:
            changing.touched("note", other)

    return steer(request, KeyedForm(request.POST), verb)
