"""What somebody says of the own promises, actions and of needs addressed to them: by personal link (R-FUP-7)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from workshops import access
from workshops.kickoff.afterwards import acts, links, standing
from workshops.kickoff.afterwards.desk import must_be_known
from workshops.kickoff.afterwards.forms import STATES, ReadingForm, TickForm, WordForm
from workshops.kickoff.afterwards.models import PromiseWord, Tick
from workshops.models import Seat, Workshop


def invited(public_id: str, token: str) -> Seat:
    seat = links.seat_of(public_id, token)
    if seat is None:
        raise Http404
    links.must_be_open(seat.workshop)
    return seat


@never_cache
@require_GET
def page(request, public_id, token):
    return shown(request, invited(public_id, token), token)


def shown(request, seat: Seat, token: str, status: int = 200, refused=None):
    """Only what is the own: nobody's link opens anybody else's promise."""
    context = {
        "seat": seat,
        "workshop": seat.workshop,
        "token": token,
        "promises": standing.promises_of(seat),
        "actions": standing.actions_of(seat),
        "asked": standing.asked(seat.workshop, seat.person.key) if seat.person else [],
        "next_date": standing.next_of(standing.dates(seat.workshop)),
        "states": PromiseWord.State.choices,
        "action_states": STATES,
        "outcomes": Tick.Answer.choices,
        "refused": refused,
    }
    return render(request, "afterwards/own.html", context, status=status)


def done(request, seat: Seat, token: str, form, verb):
    if not form.is_valid():
        return shown(request, seat, token, 422, form)
    seat.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect(links.path_of(seat))


@require_POST
def say(request, public_id, token, number):
    seat, form = invited(public_id, token), WordForm(request.POST)
    own = get_object_or_404(seat.commitments, pk=number)
    return done(request, seat, token, form, lambda workshop, changing: acts.say(workshop, changing, own, form))


@require_POST
def read(request, public_id, token, number):
    seat, form = invited(public_id, token), ReadingForm(request.POST)
    own = acts.action_or_404(seat.workshop, number, seat)

    def verb(workshop: Workshop, changing):
        acts.read(workshop, changing, own, form, seat=seat)

    return done(request, seat, token, form, verb)


@require_POST
def answer(request, public_id, token):
    """Yes, no or later to what was asked of this person (R-FUP-8)."""
    seat, form = invited(public_id, token), TickForm(request.POST)
    must_be_known(form, acts.known(seat.workshop, seat.person.key) if seat.person else set())

    def verb(workshop: Workshop, changing):
        acts.tick(workshop, changing, form, seat=seat)

    return done(request, seat, token, form, verb)


@require_GET
@access.seated
def from_phone(request, public_id):
    """The own phone knows whose it is."""
    return redirect(links.path_of(request.seat))
