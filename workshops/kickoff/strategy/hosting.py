"""What a host does from the own phone, for the own group's wall: undo, a note carried alone, headings, columns."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm, must_be_as_read
from workshops.kickoff.strategy import arranging
from workshops.kickoff.strategy.forms import CarryForm, ConfirmForm, EffectForm, UndoForm
from workshops.kickoff.strategy.headings import still_waiting
from workshops.kickoff.strategy.models import Column, Move, StrategyNote
from workshops.kickoff.strategy.views import look_again, refused


def own_column(request, number) -> Column:
    return get_object_or_404(Column, workshop=request.workshop, pk=number)


def changed(request, form, verb):
    if not form.is_valid():
        return refused(request, form)
    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()


@require_POST
@access.seated
def undo(request, public_id):
    """The last move on the own wall is taken back (R-GEN-21)."""
    form, seat = UndoForm(request.POST), request.seat

    def verb(workshop, changing):
        run = workshop.must_allow("note.move", seat)
        arranging.undo(changing, run, form.cleaned_data["move"], Move.objects.filter(wall__group=seat.group))

    return changed(request, form, verb)


@require_POST
@access.seated
def alone(request, public_id, number):
    """A lone note of the own wall goes on alone to the company wall (R-STRAT-3)."""
    note, seat = get_object_or_404(StrategyNote, workshop=request.workshop, pk=number), request.seat

    def verb(workshop, changing):
        run = workshop.must_allow("note.move", seat)
        fresh = arranging.note_on(run, note.pk)
        if fresh.board.group_id != seat.group_id:
            raise Refused(_("This note hangs on another group’s wall."), rule="R-ROLE-7")
        arranging.carry_alone(changing, fresh, seat=seat)
        workshop.log("carried a note alone", seat=seat, subject=note.pk, rule="R-STRAT-3")

    return changed(request, KeyedForm(request.POST), verb)


@require_POST
@access.seated
def confirm(request, public_id, number):
    """The host makes a heading the column's own, on the own wall or where something of the own group hangs."""
    column, form, seat = own_column(request, number), ConfirmForm(request.POST), request.seat

    def verb(workshop, changing):
        workshop.must_allow("heading.confirm", seat)
        named, heading = must_be_of(workshop, column.pk, seat), form.cleaned_data["text"]
        must_be_as_read(form.cleaned_data | {"heading": heading}, named.heading, "heading")
        named.name_as(heading, named.heading_other, seat)
        changing.touched("heading", named.pk)

    return changed(request, form, verb)


@require_POST
@access.seated
def carry(request, public_id, number):
    """The host brings a column of the own group to the company wall (R-STRAT-12)."""
    column, form, seat = own_column(request, number), CarryForm(request.POST), request.seat

    def verb(workshop, changing):
        run = workshop.must_allow("column.carry", seat)
        waiting = still_waiting(run, column.pk)
        if waiting.wall.group_id != seat.group_id:
            raise Refused(_("This column hangs on another group’s wall."), rule="R-ROLE-7")
        arranging.carry(changing, run, waiting, form.cleaned_data["into"], seat=seat)

    return changed(request, form, verb)


@require_POST
@access.seated
def draft_effect(request, public_id, number):
    """Anybody of the group says what its column would move; over another's fresh sentence nobody writes unseen."""
    column, form, seat = own_column(request, number), EffectForm(request.POST), request.seat

    def verb(workshop, changing):
        workshop.must_allow("effect.draft", seat)
        told = must_be_of(workshop, column.pk, seat)
        if told.effect != form.cleaned_data["was"] and told.effect != form.cleaned_data["effect"]:
            raise Refused(_("Somebody wrote meanwhile: “%(effect)s”. Join the two.") % {"effect": told.effect})
        told.describe(told.goals.all(), form.cleaned_data["effect"], told.effect_other)
        changing.touched("effect", told.pk)

    return changed(request, form, verb)


def must_be_of(workshop, number: int, seat) -> Column:
    """A column of the own group's wall, or one of the company wall in which something of the group hangs."""
    column = arranging.standing_column(workshop, number)
    own = column.wall.group_id == seat.group_id or column.notes.filter(group=seat.group).exists()
    if not own and seat.group_id:
        raise Refused(_("This column hangs on another group’s wall."), rule="R-ROLE-7")
    return column
