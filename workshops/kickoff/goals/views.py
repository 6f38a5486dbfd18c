from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from live import Refused
from people.models.goal import Held
from people.text import written_in
from workshops import access
from workshops.kickoff.goals import correcting
from workshops.kickoff.goals.forms import CorrectionForm, RestateForm, ShowForm, TemperatureForm
from workshops.kickoff.goals.models import GoalTemperature, Restatement, Showing
from workshops.models import Workshop
from workshops.views.errors import refused
from workshops.views.phone import own
from workshops.views.steering import steer


def must_be_in(workshop: Workshop, step: str) -> None:
    run = workshop.current
    if run is None or (run.kind, run.step) != ("goals", step):
        raise Refused(_("The room is at another step. Look at the page as it is now."), rule="R-GEN-2")


@require_POST
@access.facilitated
def show(request, public_id):
    """The next goal comes on the wall, or one that was there before."""
    form = ShowForm(request.workshop, request.POST)

    def verb(workshop, changing):
        must_be_in(workshop, "show")
        goal = form.cleaned_data["goal"] or Showing.following(workshop)
        if goal is None:
            raise Refused(_("Every goal was on the wall. Tap a goal to show it again."), rule="R-GEN-2")
        workshop.goal_showings.create(goal=goal)
        changing.touched("goal", goal.pk)

    return steer(request, form, verb)


@require_POST
@access.seated
def restate(request, public_id):
    """The goals in the own group's words, one sentence; who writes last has the pen."""
    form, seat = RestateForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    text = form.cleaned_data["text"]
    language = written_in(text, get_language() or "en")

    def verb(workshop, changing):
        workshop.must_allow("goal.restate", seat)
        said = Restatement.say(workshop, seat.group, text, language, seat)
        changing.touched("restatement", said.pk)
        return 200, said.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "goals/own_restatement.html", own(request))


@require_POST
@access.facilitated
def restate_for(request, public_id):
    """What a group said aloud, typed at the desk."""
    form, language = RestateForm(request.POST), get_language() or "en"
    letter = form.cleaned_data["group"] if form.is_valid() else ""
    group = get_object_or_404(request.workshop.groups, letter=letter) if letter else None

    def verb(workshop, changing):
        must_be_in(workshop, "restate")
        said = Restatement.say(workshop, group, form.cleaned_data["text"], language)
        changing.touched("restatement", said.pk)

    return steer(request, form, verb)


@require_POST
@access.seated
def temperature(request, public_id):
    """Two hands of five, once for all goals, and which goal is unclear."""
    form, seat = TemperatureForm(request.workshop, request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("goal.temperature", seat)
        given = form.cleaned_data
        shown = GoalTemperature.show(workshop, seat, given["understand"], given["believe"], given["unclear"])
        changing.touched("temperature")
        return 200, shown.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "goals/own_temperature.html", own(request))


@require_http_methods(["GET", "POST"])
@access.seated
def figures(request, public_id, number):
    """The decision maker puts wrong figures of a goal right; a signed contract sends the wish to the parking lot."""
    seat = request.seat
    correcting.must_be_allowed(request.workshop, seat)
    goal = get_object_or_404(request.workshop.goals, pk=number)
    form = CorrectionForm(goal, request.POST or None)
    page = {"workshop": request.workshop, "goal": goal, "form": form}
    if not form.is_valid():
        return render(request, "goals/figures.html", page, status=422 if form.is_bound else 200)

    def verb(workshop, changing):
        correcting.must_be_allowed(workshop, seat)
        given, figures = form.cleaned_data, form.figures
        try:
            made = correcting.correct(workshop, seat, goal.pk, given["version"], figures, given["reason"])
        except Held:
            item = correcting.park(workshop, seat, goal, figures, given["reason"])
            changing.touched("parked", item.pk)
            return 202, item.pk
        # The stage stands in a new revision: all screens must know its position.
        changing.touched("step")
        return 200, made.pk

    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    if outcome.status == 202:
        item = request.workshop.parked_items.get(pk=outcome.ref)
        return render(request, "goals/figures.html", page | {"parked": item}, status=202)
    return redirect("phone", public_id=public_id)
