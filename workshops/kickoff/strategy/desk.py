"""What the console does on the strategy wall."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.strategy import arranging
from workshops.kickoff.strategy.forms import AsideForm, JoinForm, ParkForm, PlaceAllForm, UndoForm
from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.views.steering import steer


def note_or_404(request, number) -> StrategyNote:
    return get_object_or_404(StrategyNote, workshop=request.workshop, pk=number)


@require_POST
@access.facilitated
def place(request, public_id):
    """Notes go into a column, a new one, or back to those without a home; several are one move."""
    form, user = PlaceAllForm(request.POST), request.user

    def verb(workshop, changing):
        run = arranging.must_arrange(workshop)
        notes = [arranging.note_on(run, number) for number in form.cleaned_data["note"]]
        arranging.place(changing, run, notes, form.cleaned_data["column"], user=user)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def join(request, public_id, number):
    """Two columns become one (R-STRAT-10: undone by the next tap on *Undo*)."""
    column = get_object_or_404(Column, workshop=request.workshop, pk=number)
    form, user = JoinForm(request.POST), request.user

    def verb(workshop, changing):
        arranging.must_arrange(workshop)
        into = column.wall.columns.exclude(pk=column.pk).filter(pk=form.cleaned_data["into"]).first()
        if into is None:
            raise Refused(_("Choose another column of the same wall."), rule="R-STRAT-10")
        arranging.join(changing, workshop.columns.get(pk=column.pk), into, user)
        workshop.log("joined columns", user=user, subject=f"{column.pk} {into.pk}")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def undo(request, public_id):
    form, user = UndoForm(request.POST), request.user

    def verb(workshop, changing):
        run = arranging.must_arrange(workshop)
        move = arranging.undo(changing, run, form.cleaned_data["move"])
        workshop.log("took a move back", user=user, subject=move.pk, rule="R-GEN-21")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def park(request, public_id, number):
    """Into the parking lot, with the author's consent where the author is here (R-STRAT-3)."""
    note, form, user = note_or_404(request, number), ParkForm(request.POST), request.user

    def verb(workshop, changing):
        run = arranging.must_arrange(workshop)
        fresh = arranging.note_on(run, note.pk)
        if not (form.cleaned_data["agreed"] or fresh.author_is_away):
            raise Refused(_("Ask aloud whose it is, and tick that its author agrees."), rule="R-STRAT-3")
        arranging.park(changing, fresh, user=user)
        workshop.log("parked a note", user=user, subject=note.pk, rule="R-STRAT-3")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def set_aside(request, public_id, number):
    """The last way out of a note without a home: with a reason, kept in the log (R-STRAT-3)."""
    note, form, user = note_or_404(request, number), AsideForm(request.POST), request.user

    def verb(workshop, changing):
        run = arranging.must_arrange(workshop)
        fresh, reason = arranging.note_on(run, note.pk), form.cleaned_data["reason"]
        alone = {orphan.pk for board in run.open_step.boards(run) for orphan in board.orphans}
        if fresh.pk not in alone and not fresh.author_is_away:
            raise Refused(_("It has a home. Only a note that hangs alone is set aside."), rule="R-STRAT-3")
        arranging.set_aside(changing, fresh, reason, user)
        workshop.log("set a note aside", user=user, subject=note.pk, rule="R-STRAT-3", reason=reason)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def contest(request, public_id, number):
    """Mark a note with which not all agree, or take the mark away (R-STRAT-8)."""
    note = note_or_404(request, number)

    def verb(workshop, changing):
        run = arranging.must_arrange(workshop)
        fresh = arranging.note_on(run, note.pk)
        fresh.contested = not fresh.contested
        fresh.save(update_fields=["contested"])
        changing.touched("note", fresh.pk)

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def alone(request, public_id, number):
    """A lone note goes on alone to the company wall (R-STRAT-3)."""
    note, user = note_or_404(request, number), request.user

    def verb(workshop, changing):
        run = arranging.must_arrange(workshop)
        arranging.carry_alone(changing, arranging.note_on(run, note.pk), user=user)
        workshop.log("carried a note alone", user=user, subject=note.pk, rule="R-STRAT-3")

    return steer(request, KeyedForm(request.POST), verb)
