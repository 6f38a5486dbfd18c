"""What a card of the console offers: dismiss it, or join two notes that say the same."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access, cards
from workshops.forms import KeyedForm
from workshops.models import Workshop
from workshops.surfaces import HELD
from workshops.views.notes import changed_on_wall
from workshops.views.steering import steer


class CardForm(KeyedForm):
    card = forms.CharField(max_length=80)


class MergeForm(KeyedForm):
    into = forms.IntegerField(min_value=1)


@require_POST
@access.facilitated
def dismiss(request, public_id):
    form, user = CardForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        workshop.log(cards.DISMISSED, user=user, subject=form.cleaned_data["card"])

    return steer(request, form, verb)


@require_POST
@access.facilitated
def merge(request, public_id, number):
    """Two that say the same become one with +1; the younger leaves the wall and stays in the log (R-GEN-11)."""
    note = get_object_or_404(request.workshop.notes, pk=number)
    form, user = MergeForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        younger = workshop.notes.on_wall().select_related("wall__run").filter(pk=note.pk).first()
        into = workshop.notes.on_wall().filter(pk=form.cleaned_data["into"]).first()
        if younger is None or into is None or younger == into or younger.wall_id != into.wall_id:
            raise Refused(_("Choose another note of the same wall."), rule="R-GEN-11")
        younger.merge_into(into)
        workshop.log("merged notes", user=user, subject=f"{younger.pk} {into.pk}", rule="R-GEN-11")
        changed_on_wall(younger, changing)
        changing.touched("note", into.pk)
        changing.touched(HELD, younger.pk)

    return steer(request, form, verb)
