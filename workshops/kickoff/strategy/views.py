"""What phones do on the strategy wall."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.strategy import arranging
from workshops.kickoff.strategy.forms import IdeaForm, PlaceForm, TickForm, VoteForm
from workshops.kickoff.strategy.models import Column, HeadingIdea, StrategyNote
from workshops.models import Note
from workshops.surfaces import POKE
from workshops.views.errors import refused


def own_notes(request):
    return StrategyNote.objects.filter(workshop=request.workshop, pk__in=request.workshop.notes.by(request.seat))


def look_again() -> HttpResponse:
    """The acknowledgement; the phone fetches what is its own anew."""
    return HttpResponse(POKE.format("mine"))


@require_POST
@access.seated
def tick(request, public_id, number):
    """Mark one of the own two clearest notes, or take the mark away."""
    note, form, seat = get_object_or_404(own_notes(request), pk=number), TickForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("note.tick", seat)
        StrategyNote.objects.kept().get(pk=note.pk).tick(form.cleaned_data["ticked"])
        changing.touched("tick", note.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    shown = Note.objects.select_related("wall__run", "wall__group", "strategynote").get(pk=note.pk)
    return render(request, "strategy/own.html", {"note": shown, "workshop": request.workshop})


@require_POST
@access.seated
def place(request, public_id):
    """One tap brings an own note to its column; for others' notes it suggests one, and the host moves them."""
    form, seat = PlaceForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        run = workshop.current
        hosts = run is not None and run.allows("note.move", seat)
        run = run if hosts else workshop.must_allow("note.place", seat)
        note = arranging.note_on(run, form.cleaned_data["note"])
        if note.author_id != seat.pk and not (hosts and note.board.group_id == seat.group_id):
            workshop.must_allow("note.suggest", seat)
            return arranging.suggest(changing, note, form.cleaned_data["column"], seat)
        return arranging.place(changing, run, [note], form.cleaned_data["column"], seat=seat)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()


@require_POST
@access.seated
def park(request, public_id, number):
    """The author lets an own note go to the parking lot: a way out that needs nobody else (R-STRAT-3)."""
    note, form, seat = get_object_or_404(own_notes(request), pk=number), KeyedForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        run = workshop.must_allow("note.place", seat)
        arranging.park(changing, arranging.note_on(run, note.pk), seat=seat)
        workshop.log("parked a note", seat=seat, subject=note.pk, rule="R-STRAT-3")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()


@require_POST
@access.seated
def suggest(request, public_id, number):
    column, form = get_object_or_404(Column, workshop=request.workshop, pk=number), IdeaForm(request.POST)
    seat = request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("heading.suggest", seat)
        idea = HeadingIdea.suggest(arranging.standing_column(workshop, column.pk), seat, form.cleaned_data["text"])
        changing.touched("idea", idea.pk)
        return 201, idea.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()


@require_POST
@access.seated
def vote(request, public_id, number):
    """Like a suggested heading, or not any more."""
    idea = get_object_or_404(HeadingIdea, column__workshop=request.workshop, pk=number)
    form, seat = VoteForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("heading.vote", seat)
        HeadingIdea.objects.get(pk=idea.pk).vote(seat, form.cleaned_data["likes"])
        changing.touched("vote", idea.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()
