"""What people do on the own phone: take a stance, read on, support the others, show a hand."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from people.text import written_in
from workshops import access
from workshops.kickoff.consensus import fists, stances
from workshops.kickoff.consensus.forms import FistForm, OthersForm, PassForm, StanceForm
from workshops.models import Workshop
from workshops.views.errors import refused
from workshops.views.phone import own


def changed(request, form, verb, template: str):
    """Run the verb as this seat's change, and show what it sees then; 422 with what has to be mended."""
    if not form.is_valid():
        return refused(request, form)
    request.workshop.change(form.sent_key, form.body_hash, verb)
    shared = own(request)
    return render(request, template, shared)


def answered(request, form, verb):
    run = request.workshop.current
    listens = run is not None and run.step == "voice"
    return changed(request, form, verb, "consensus/listening.html" if listens else "consensus/own.html")


@require_POST
@access.seated
def take(request, public_id, number):
    """Support, can live with it, or hear me first with what would change it (R-CONS-7)."""
    form, seat, reader = StanceForm(request.POST), request.seat, get_language() or "en"

    def verb(workshop: Workshop, changing):
        workshop.must_allow("stance.take", seat)
        said = form.cleaned_data
        clause = stances.asked_clause(workshop, number, said["revision"])
        stance = stances.take(clause, seat, said["value"], said["change"], written_in(said["change"], reader))
        stances.read_on(seat, stances.place_of(clause))
        changing.touched("stance", stance.pk)
        return 200, stance.pk

    return answered(request, form, verb)


@require_POST
@access.seated
def take_back(request, public_id, number):
    """No stance any more on this clause (R-CONS-7)."""
    form, seat = PassForm(request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("stance.take", seat)
        clause = stances.asked_clause(workshop, number, form.cleaned_data["revision"] or 0)
        stances.take_back(clause, seat)
        changing.touched("stance", clause.pk)

    return answered(request, form, verb)


@require_POST
@access.seated
def read_on(request, public_id, number):
    """The next clause, without a stance on this one."""
    form, seat = PassForm(request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("stance.take", seat)
        clause = stances.asked_clause(workshop, number, form.cleaned_data["revision"] or 0)
        stances.read_on(seat, stances.place_of(clause))
        changing.touched("reading")

    return answered(request, form, verb)


@require_POST
@access.seated
def support_others(request, public_id):
    """ "I support all the others": an own yes to each, after the last clause was on the phone (R-CONS-7)."""
    form, seat = OthersForm(request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("stance.take", seat)
        for stance in stances.support_the_others(workshop, seat, form.revisions()):
            changing.touched("stance", stance.pk)

    return answered(request, form, verb)


@require_POST
@access.seated
def show_hand(request, public_id):
    form, seat = FistForm(request.POST), request.seat

    def verb(workshop: Workshop, changing):
        workshop.must_allow("fist.show", seat)
        fist = fists.show(workshop, seat, form.cleaned_data["value"], form.cleaned_data["reason"])
        changing.touched("fist", fist.pk)
        return 200, fist.pk

    return changed(request, form, verb, "consensus/own_fist.html")
