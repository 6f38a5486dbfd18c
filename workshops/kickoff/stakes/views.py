"""What phones do in the stage of stakes; each for the promise of the own group."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from signing.views import pdf_response
from workshops import access, proof
from workshops.doors import base_url
from workshops.forms import KeyedForm
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.forms import AimForm, AnswerForm, CelebrationForm, ChooseForm, ForfeitForm, PromiseForm
from workshops.kickoff.stakes.models import Forfeit, Promise
from workshops.models import Seat, Workshop
from workshops.papers.views import language_of
from workshops.surfaces import POKE
from workshops.views.errors import refused
from workshops.views.phone import acknowledged

NOT_YOURS = {"rule": "R-GEN-3", "status": 403}


def own_promise(workshop: Workshop, verb: str, seat: Seat, number: int) -> Promise:
    """The promise of the seat's group, where the open step lets it do that."""
    workshop.must_allow(verb, seat)
    promise = get_object_or_404(workshop.promises.select_related("goal", "workshop__organisation"), pk=number)
    if promise.group_id != seat.group_id:
        raise Refused(_("This is another group’s promise."), **NOT_YOURS)
    return promise


def on_promise(request, number: int, form, verb: str, act, status: int = 200) -> HttpResponse:
    """Run `act(promise, changing)` as the seat's change."""
    seat = request.seat
    if not form.is_valid():
        return refused(request, form)

    def change(workshop, changing):
        promise = own_promise(workshop, verb, seat, number)
        act(promise, changing)
        changing.touched("promise", promise.pk)
        return status, number

    request.workshop.change(form.sent_key, form.body_hash, change)
    return acknowledged(request, status)


def on_forfeit(request, number: int, form, verb: str, act) -> HttpResponse:
    """Run `act(forfeit)` as the seat's change, on a forfeit of its own group's promise."""
    forfeit = get_object_or_404(Forfeit, promise__workshop=request.workshop, pk=number)

    def on_its_promise(promise, changing):
        act(promise.forfeits.select_related("promise__workshop__organisation").get(pk=forfeit.pk))

    return on_promise(request, forfeit.promise_id, form, verb, on_its_promise)


@require_POST
@access.seated
def propose(request, public_id, number):
    """A light consequence with its category; what sounds like pay or body waits for the facilitator (R-STAKE-3)."""
    form, seat = ForfeitForm(request.POST), request.seat

    def act(promise, changing):
        promise.forfeits.create(
            text=form.cleaned_data["text"], category=form.cleaned_data["category"], proposed_by=seat
        )

    return on_promise(request, number, form, "forfeit.propose", act, 201)


@require_POST
@access.seated
def take_back(request, public_id, number):
    seat = request.seat

    def act(forfeit):
        if forfeit.proposed_by_id != seat.pk:
            raise Refused(_("Somebody else proposed this."), **NOT_YOURS)
        forfeit.withdraw()

    return on_forfeit(request, number, KeyedForm(request.POST), "forfeit.propose", act)


@require_POST
@access.seated
def celebrate(request, public_id, number):
    form = CelebrationForm(request.POST)

    def act(promise, changing):
        promise.celebrate(form.cleaned_data["celebration"])

    return on_promise(request, number, form, "promise.celebrate", act)


@require_POST
@access.seated
def aim(request, public_id, number):
    """The host names goal, tier and date (R-STAKE-5)."""
    form = AimForm(request.workshop, request.POST)

    def act(promise, changing):
        promise.aim(form.cleaned_data["goal"], form.cleaned_data["tier"], form.cleaned_data["due"])

    return on_promise(request, number, form, "promise.aim", act)


@require_POST
@access.seated
def answer(request, public_id, number):
    """The host answers the six: one tap all yes, or a no singly (R-STAKE-1)."""
    form = AnswerForm(request.POST)
    return on_forfeit(
        request, number, form, "forfeit.answer", lambda forfeit: forfeit.answer(form.cleaned_data["no"] or 0)
    )


@require_POST
@access.seated
def choose(request, public_id, number):
    """The host fixes which of those that passed are promised (R-STAKE-2)."""
    form = ChooseForm(request.POST)
    return on_forfeit(
        request, number, form, "forfeit.answer", lambda forfeit: forfeit.choose(form.cleaned_data["chosen"])
    )


@require_POST
@access.seated
def vote(request, public_id, number):
    seat = request.seat
    return on_forfeit(request, number, KeyedForm(request.POST), "forfeit.vote", lambda forfeit: forfeit.vote(seat))


@require_POST
@access.seated
def sign(request, public_id, number):
    """Sign with these words or with milder ones; staying out asks nothing and sends nothing (R-DEC-4)."""
    form, seat = PromiseForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)
    proof.must_be_oneself(request, seat, form.cleaned_data["pin"])
    hand = form.hand(get_language() or "en", "https" if request.is_secure() else "http")

    def act(promise, changing):
        signer = Seat.objects.select_related("person", "workshop").get(pk=seat.pk)
        sheet.sign(promise, signer, form.cleaned_data["hash"], hand, form.own_words)

    try:
        return on_promise(request, number, form, "promise.sign", act, 201)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return refused(request, form)


@require_POST
@access.seated
def withdraw(request, public_id, number):
    """Take the own name back, in the room or later; nothing of it is kept (R-DEC-4)."""
    form, seat = KeyedForm(request.POST), request.seat
    promise = get_object_or_404(request.workshop.promises, pk=number)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        sheet.withdraw(seat, promise)
        changing.touched("promise", promise.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    if request.headers.get("X-Requested-With"):
        return HttpResponse(POKE.format("mine"))
    return redirect("my_promise", request.workshop.public_id)


@require_GET
@access.seated
def mine(request, public_id):
    """The promise of the own group, what one signed of it, and the way to take it back."""
    workshop, seat = request.workshop, request.seat
    promise = next((one for one in Promise.in_use(workshop) if one.group_id == seat.group_id), None)
    document = sheet.newest(promise) if promise else None
    hand = sheet.hand_of(seat, promise) if promise else None
    context = {"workshop": workshop, "seat": seat, "promise": promise, "document": document, "hand": hand}
    context |= {"fixed_en": sheet.FIXED_EN, "fixed_zh": sheet.FIXED_ZH}
    return render(request, "stakes/mine.html", context)


@require_GET
@access.reading
def pdf(request, public_id, number):
    """The promise sheet."""
    document = sheet.newest(get_object_or_404(request.workshop.promises, pk=number))
    if document is None:
        raise Http404
    return pdf_response(document, language_of(request), base_url(request.workshop))
