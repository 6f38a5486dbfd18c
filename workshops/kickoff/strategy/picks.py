"""Votes from phones, headings from the console, in the half-day variant."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.kickoff.strategy import picking
from workshops.kickoff.strategy.arranging import note_on
from workshops.kickoff.strategy.forms import PickedForm, TickForm
from workshops.kickoff.strategy.models import Pick, StrategyNote
from workshops.kickoff.strategy.views import look_again, refused
from workshops.views.steering import steer


@require_POST
@access.seated
def pick(request, public_id, number):
    """One of three votes on the own group's notes, or take it back."""
    note = get_object_or_404(StrategyNote, workshop=request.workshop, pk=number)
    form, seat = TickForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        run = workshop.must_allow("note.pick", seat)
        fresh = note_on(run, note.pk)
        if fresh.board not in workshop.walls_offered(run, seat):
            raise Refused(_("This note hangs on another group’s wall."), rule="R-ROLE-7")
        Pick.give(run, fresh, seat, form.cleaned_data["ticked"])
        changing.touched("vote", seat.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()


@require_POST
@access.facilitated
def confirm(request, public_id, number):
    """A note becomes a strategy of the company wall, or is taken down again."""
    note = get_object_or_404(StrategyNote, workshop=request.workshop, pk=number)
    form, user = PickedForm(request.workshop, request.POST), request.user

    def verb(workshop, changing):
        run = workshop.current
        if run is None or run.position.split(".")[:2] != ["strategy", "pick"] or not run.is_open:
            raise Refused(_("Notes become headings while the room picks."), rule="R-GEN-2")
        fresh = note_on(run, note.pk)
        if form.cleaned_data["confirmed"]:
            picking.confirm(run, fresh, form.cleaned_data["goals"])
        else:
            fresh.hang(None)
        workshop.log("confirmed a heading", user=user, subject=note.pk)
        changing.touched("columns", note.pk)

    return steer(request, form, verb)
