"""The page of the days after: how promises and actions stand, which dates were held, who has not been heard."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from live.feed import Audience
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.afterwards import acts, links, standing
from workshops.kickoff.afterwards.advice import advice
from workshops.kickoff.afterwards.forms import STATES, GoalForm, ReadingForm, TickForm, WordForm
from workshops.kickoff.afterwards.models import PromiseWord, Tick
from workshops.kickoff.afterwards.trend import trends
from workshops.kickoff.vision import results as vision
from workshops.models import Workshop
from workshops.views.screens import desk, live_attributes

PARTS = {"later": "points", "parked": "points", "need": "asked"}
"""Where on the page a thing that is ticked off stands, by what its key begins with; the dates otherwise."""
FIRST = 4
"""Cards of a column that show without unfolding it."""


@require_GET
@access.facilitated
def page(request, public_id):
    """The board is fetched anew whenever somebody has said something: what is typed into it stays."""
    workshop: Workshop = request.workshop
    live = live_attributes(workshop, Audience("console", "", get_language() or "en"))
    board, actions = standing.board(workshop), standing.actions(workshop)
    dates, answers = standing.dates(workshop), standing.answers(workshop, board.cards, actions)
    context = desk("after", workshop) | {
        "workshop": workshop,
        "live": live,
        "today": workshop.today(),
        "trends": trends(workshop),
        "canvases": vision.of(workshop),
        "board": board,
        "first": FIRST,
        "first_cards": f":{FIRST}",
        "more_cards": f"{FIRST}:",
        "actions": actions,
        "dates": dates,
        "next_date": standing.next_of(dates),
        "departments": standing.departments(workshop),
        "asked": standing.asked(workshop),
        "points": standing.points(workshop),
        "answers": answers,
        "waiting": [(seat, links.url_of(seat)) for seat in answers.waiting],
        "findings": list(advice(workshop, dates, answers)) if links.is_open(workshop) else [],
        "is_open": links.is_open(workshop),
        "states": PromiseWord.State.choices,
        "action_states": STATES,
        "outcomes": Tick.Answer.choices,
    }
    return render(request, "afterwards/page.html", context)


def done(request, form: KeyedForm, verb, part: str):
    form.must_be_valid()
    request.workshop.change(form.sent_key, form.body_hash, verb)
    response = redirect("after", public_id=request.workshop.public_id)
    response["Location"] += f"#{part}"
    return response


@require_POST
@access.facilitated
def say(request, public_id, number):
    """Somebody told it on the telephone or on paper (R-GEN-16)."""
    commitment, form = get_object_or_404(request.workshop.commitments, pk=number), WordForm(request.POST)
    user = request.user
    return done(request, form, lambda workshop, changing: acts.say(workshop, changing, commitment, form, user), "board")


@require_POST
@access.facilitated
def read(request, public_id, number):
    action, form, user = acts.action_or_404(request.workshop, number), ReadingForm(request.POST), request.user
    return done(request, form, lambda workshop, changing: acts.read(workshop, changing, action, form, user), "actions")


@require_POST
@access.facilitated
def measure(request, public_id, number):
    """What a goal came to on a day: the quarterly review reads it, the line on its card goes on."""
    goal, user = get_object_or_404(request.workshop.goals, pk=number), request.user
    form = GoalForm(request.workshop, request.POST)
    return done(request, form, lambda workshop, changing: acts.measure(workshop, changing, goal, form, user), "goals")


@require_POST
@access.facilitated
def tick(request, public_id):
    form, user = TickForm(request.POST), request.user
    must_be_known(form, acts.known(request.workshop))
    part = PARTS.get(request.POST.get("key_of", "").partition(":")[0], "dates")
    return done(request, form, lambda workshop, changing: acts.tick(workshop, changing, form, user), part)


def must_be_known(form: TickForm, known: set[str]) -> None:
    if form.is_valid() and form.cleaned_data["key_of"] not in known:
        form.add_error("key_of", form.fields["key_of"].error_messages["required"])
