"""What the console does in the SWOT: whatever a host or a scribe may, on every wall, also for a room on paper."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.swot import changing as acts
from workshops.kickoff.swot.boards import hanging, walls_for
from workshops.kickoff.swot.forms import (
    BallotForm,
    ChosenForm,
    EvidenceForm,
    GoalForm,
    MergeForm,
    MoveForm,
    WhyForm,
)
from workshops.kickoff.swot.models import Opening, SwotNote
from workshops.surfaces import OWN
from workshops.views.steering import steer


def change(request, number, form, steps, act, log: str = ""):
    """Run `act(changing, run, note)` on a visible note, while the room is at one of these steps; show the console."""
    note, user = get_object_or_404(SwotNote, workshop=request.workshop, pk=number), request.user

    def verb(workshop, changing):
        run = acts.must_be_open(workshop, *steps)
        act(changing, run, acts.note_on(run, note.pk))
        if log:
            workshop.log(log, user=user, subject=note.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def evidence(request, public_id, number):
    form = EvidenceForm(request.POST)

    def act(changing, run, note):
        acts.add_evidence(changing, note, form.cleaned_data["evidence"], form.cleaned_data["customer"])

    return change(request, number, form, (), act)


@require_POST
@access.facilitated
def move(request, public_id, number):
    """Into another field (R-SWOT-7)."""
    form = MoveForm(request.POST)
    return change(
        request,
        number,
        form,
        (),
        lambda changing, run, note: acts.move(changing, note, form.cleaned_data["column"]),
        "moved a note to another field",
    )


@require_POST
@access.facilitated
def merge(request, public_id, number):
    form = MergeForm(request.POST)

    def act(changing, run, note):
        acts.merge(changing, note, acts.note_on(run, form.cleaned_data["into"]))

    return change(request, number, form, (), act, "merged two notes")


@require_POST
@access.facilitated
def result(request, public_id):
    """Open the result of the vote, or let the room vote on (R-SWOT-9: nobody votes while it is open)."""
    form, user = ChosenForm(request.POST), request.user

    def verb(workshop, changing):
        run = acts.must_be_open(workshop, "vote")
        if form.cleaned_data["wanted"]:
            Opening.open(run, user)
        else:
            Opening.close(run)
        workshop.log("opened a result" if form.cleaned_data["wanted"] else "closed a result", user=user)
        changing.touched("result")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def vote(request, public_id):
    """The dots of somebody who votes on paper: the numbers of one field, one twice for two votes (R-GEN-16)."""
    form, user = BallotForm(request.workshop, request.POST), request.user

    def verb(workshop, changing):
        run = acts.must_be_open(workshop, "vote")
        seat, quadrant = form.cleaned_data["seat"], form.cleaned_data["column"]
        wall = walls_for(run, seat)[0]
        by_number = {note.number: note for note in hanging(run).filter(wall=wall, quadrant=quadrant)}
        numbers = form.cleaned_data["numbers"]
        if unknown := [number for number in numbers if number not in by_number]:
            raise Refused(_("There is no note %(number)d in this field.") % {"number": unknown[0]}, status=422)
        acts.replace_ballot(changing, run, seat, quadrant, [by_number[number] for number in numbers])
        changing.touched(OWN)
        workshop.log("typed a ballot", user=user, seat=seat, rule="R-GEN-16")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def why(request, public_id, number):
    form, language = WhyForm(request.POST), get_language() or "en"

    def act(changing, run, note):
        acts.link(changing, note, form.cleaned_data, language)

    return change(request, number, form, ("why",), act)


@require_POST
@access.facilitated
def why_back(request, public_id, number):
    def act(changing, run, note):
        acts.unlink(changing, note)

    return change(request, number, KeyedForm(request.POST), ("why",), act)


@require_POST
@access.facilitated
def priority(request, public_id, number):
    form = ChosenForm(request.POST)

    def act(changing, run, note):
        acts.prioritise(changing, note, form.cleaned_data["wanted"])

    return change(request, number, form, ("why",), act, "chose a weakness")


@require_POST
@access.facilitated
def top(request, public_id, number):
    form = ChosenForm(request.POST)

    def act(changing, run, note):
        acts.list_as_top(changing, note, form.cleaned_data["wanted"])

    return change(request, number, form, ("agree",), act, "changed the list")


@require_POST
@access.facilitated
def goal(request, public_id, number):
    form = GoalForm(request.workshop, request.POST)

    def act(changing, run, note):
        acts.link_goal(changing, note, form.cleaned_data["goal"])

    return change(request, number, form, (), act)
