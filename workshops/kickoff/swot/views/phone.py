"""What phones do in the SWOT."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from people.text import written_in
from workshops import access
from workshops.forms import KeyedForm, must_be_as_read
from workshops.kickoff.swot import changing as acts
from workshops.kickoff.swot.boards import walls_for
from workshops.kickoff.swot.forms import (
    ChosenForm,
    EvidenceForm,
    GoalForm,
    MergeForm,
    MoveForm,
    RewordForm,
    SwotNoteForm,
    UpForm,
    VoteForm,
    WhyForm,
)
from workshops.kickoff.swot.models import SwotNote
from workshops.models import Note
from workshops.posting import blames, must_be_own, wall_to_post
from workshops.views.errors import refused
from workshops.views.notes import answer, look_again, post
from workshops.views.phone import acknowledged, own


@require_POST
def write(request, public_id):
    """A note for one of the four fields, with what stands behind it."""
    return post(request, public_id, SwotNoteForm(request.POST))


def note_or_404(request, number) -> SwotNote:
    return get_object_or_404(SwotNote, workshop=request.workshop, pk=number)


def change(request, number, form, permission: str, act) -> HttpResponse | None:
    """Run `act(changing, run, note)` on a visible note near this seat; what was refused at the form is answered."""
    note, seat = note_or_404(request, number), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        run = workshop.must_allow(permission, seat)
        fresh = acts.note_on(run, note.pk)
        acts.must_be_near(fresh, seat)
        act(changing, run, fresh)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return None


@require_POST
@access.seated
def reword(request, public_id, number):
    """Authors reword their own note, its field and its fact, until the stage is locked (R-GEN-4)."""
    note, form, seat = note_or_404(request, number), RewordForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        must_be_own(workshop, note.pk, seat)
        fresh = SwotNote.objects.select_related("wall__run").get(pk=note.pk)
        must_be_as_read(form.cleaned_data, fresh.text)
        acts.reword(changing, fresh, form.cleaned_data, workshop.goals)
        look_again(workshop, fresh, changing)
        return 200, note.pk

    return answer(request, request.workshop.change(form.sent_key, form.body_hash, verb))


@require_POST
@access.seated
def put_up(request, public_id, number):
    """One tap puts an own fact on the wall."""
    fact = get_object_or_404(SwotNote, workshop=request.workshop, author=request.seat, pk=number)
    form, seat = UpForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        fresh = SwotNote.objects.facts_of(seat).filter(pk=fact.pk).first()
        if fresh is None:
            raise Refused(_("This fact hangs on the wall already, or was taken back."), rule="R-GEN-4")
        put(workshop, changing, fresh, seat, form.cleaned_data)
        return 201, fact.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return acknowledged(request)


def put(workshop, changing, fact: SwotNote, seat, given: dict) -> None:
    """Onto the wall of the open step, like any other note: one that blames somebody waits (R-GEN-19)."""
    run = workshop.current
    wall = wall_to_post(run, seat, given["wall"], given["step"])
    if run is None or run.kind != "swot" or wall is None:
        raise Refused(_("The writing is over. Your fact stays with you; say it aloud, or keep it."), rule="R-GEN-2")
    fact.put_up(wall, blames(workshop, f"{fact.text} {fact.evidence}"))
    changing.touched("note" if fact.is_on_wall else "held", fact.pk)


@require_POST
@access.seated
def evidence(request, public_id, number):
    """Anyone of the group adds when, what, how much."""
    form = EvidenceForm(request.POST)

    def act(changing, run, note):
        acts.add_evidence(changing, note, form.cleaned_data["evidence"], form.cleaned_data["customer"])

    return change(request, number, form, "swot.evidence", act) or acknowledged(request)


@require_POST
@access.seated
def merge(request, public_id, number):
    """The author lets an own note become one with another that says the same (R-GEN-11)."""
    form, seat = MergeForm(request.POST), request.seat

    def act(changing, run, note):
        if note.author_id != seat.pk:
            raise Refused(_("This is not your note. Say its number aloud, and where it goes."), rule="R-GEN-11")
        acts.merge(changing, note, acts.note_on(run, form.cleaned_data["into"]))

    return change(request, number, form, "swot.reword", act) or acknowledged(request)


@require_POST
@access.seated
def move(request, public_id, number):
    """Into another field, by its author or the host (R-SWOT-7)."""
    note, form, seat = note_or_404(request, number), MoveForm(request.POST), request.seat
    permission = "swot.reword" if note.author_id == seat.pk else "swot.field"

    def act(changing, run, note):
        acts.move(changing, note, form.cleaned_data["column"])

    return change(request, number, form, permission, act) or acknowledged(request)


@require_POST
@access.seated
def vote(request, public_id, number):
    """How many votes the seat gives this note now (R-SWOT-9)."""
    form, seat = VoteForm(request.POST), request.seat
    note = note_or_404(request, number)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        run = workshop.must_allow("swot.vote", seat)
        count = form.cleaned_data["count"]
        fresh = SwotNote.objects.get(pk=note.pk) if not count else acts.note_on(run, note.pk)
        if walls_for(run, seat) != [fresh.wall]:
            raise Refused(_("Vote on your own group’s wall."), rule="R-SWOT-9", status=403)
        acts.vote(changing, run, fresh, seat, count)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    if not request.headers.get("X-Requested-With"):
        return redirect("phone", public_id)
    return render(request, "swot/ballot.html", own(request))


@require_POST
@access.seated
def why(request, public_id, number):
    """The scribe types the next cause (R-SWOT-5)."""
    form, seat, reader = WhyForm(request.POST), request.seat, get_language() or "en"

    def act(changing, run, note):
        said = form.cleaned_data
        acts.link(changing, note, said, written_in(said["text"], reader), seat)

    return change(request, number, form, "swot.why", act) or acknowledged(request)


@require_POST
@access.seated
def why_back(request, public_id, number):
    def act(changing, run, note):
        acts.unlink(changing, note)

    return change(request, number, KeyedForm(request.POST), "swot.why", act) or acknowledged(request)


@require_POST
@access.seated
def priority(request, public_id, number):
    """The host chooses which weaknesses are asked for their causes."""
    form = ChosenForm(request.POST)

    def act(changing, run, note):
        acts.prioritise(changing, note, form.cleaned_data["wanted"])

    return change(request, number, form, "swot.priority", act) or acknowledged(request)


@require_POST
@access.seated
def top(request, public_id, number):
    """The host takes a note into the list, or out of it (R-SWOT-11)."""
    form = ChosenForm(request.POST)

    def act(changing, run, note):
        acts.list_as_top(changing, note, form.cleaned_data["wanted"])

    return change(request, number, form, "swot.top", act) or acknowledged(request)


@require_POST
@access.seated
def goal(request, public_id, number):
    """Which goal a note of the list helps or hinders (R-SWOT-10): the host, or its author."""
    form, seat = GoalForm(request.workshop, request.POST), request.seat
    note = get_object_or_404(Note, workshop=request.workshop, pk=number)
    permission = "swot.reword" if note.author_id == seat.pk else "swot.top"

    def act(changing, run, note):
        acts.link_goal(changing, note, form.cleaned_data["goal"])

    return change(request, number, form, permission, act) or acknowledged(request)
