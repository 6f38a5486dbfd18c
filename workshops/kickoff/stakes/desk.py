"""What the console does by itself in the stage of stakes: whatever a host may, and the word alarm (R-GEN-16)."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.forms import (
    AimForm,
    AnswerForm,
    CelebrationForm,
    ChooseForm,
    ClearForm,
    ForfeitForm,
    OnlyForm,
    PaperForm,
)
from workshops.kickoff.stakes.models import Forfeit
from workshops.models import Workshop
from workshops.views.steering import steer


def must_be_in_stakes(workshop: Workshop) -> None:
    run = workshop.current
    if run is None or run.kind != "stakes":
        raise Refused(_("The room is at another step. Look at the page as it is now."), rule="R-GEN-2")


def on_promise(request, number: int, form, act):
    """Run `act(promise)` as the facilitator's change."""
    get_object_or_404(request.workshop.promises, pk=number)

    def verb(workshop, changing):
        must_be_in_stakes(workshop)
        promise = workshop.promises.select_related("goal", "workshop__organisation").get(pk=number)
        act(promise)
        changing.touched("promise", promise.pk)

    return steer(request, form, verb)


def on_forfeit(request, number: int, form, act):
    forfeit = get_object_or_404(Forfeit, promise__workshop=request.workshop, pk=number)

    def on_its_promise(promise):
        act(promise.forfeits.select_related("promise__workshop__organisation").get(pk=forfeit.pk))

    return on_promise(request, forfeit.promise_id, form, on_its_promise)


@require_POST
@access.facilitated
def propose(request, public_id, number):
    """What a group says aloud or hands in on paper."""
    form = ForfeitForm(request.POST)

    def act(promise):
        promise.forfeits.create(text=form.cleaned_data["text"], category=form.cleaned_data["category"])

    return on_promise(request, number, form, act)


@require_POST
@access.facilitated
def celebrate(request, public_id, number):
    form = CelebrationForm(request.POST)
    return on_promise(request, number, form, lambda promise: promise.celebrate(form.cleaned_data["celebration"]))


@require_POST
@access.facilitated
def only_celebrate(request, public_id, number):
    """A celebration alone, or forfeits after all (R-STAKE-2)."""
    form = OnlyForm(request.POST)
    return on_promise(request, number, form, lambda promise: promise.only_celebrate(form.cleaned_data["only"]))


@require_POST
@access.facilitated
def aim(request, public_id, number):
    form = AimForm(request.workshop, request.POST)

    def act(promise):
        promise.aim(form.cleaned_data["goal"], form.cleaned_data["tier"], form.cleaned_data["due"])

    return on_promise(request, number, form, act)


@require_POST
@access.facilitated
def answer(request, public_id, number):
    form = AnswerForm(request.POST)
    return on_forfeit(request, number, form, lambda forfeit: forfeit.answer(form.cleaned_data["no"] or 0))


@require_POST
@access.facilitated
def choose(request, public_id, number):
    form = ChooseForm(request.POST)
    return on_forfeit(request, number, form, lambda forfeit: forfeit.choose(form.cleaned_data["chosen"]))


@require_POST
@access.facilitated
def clear(request, public_id, number):
    """A false alarm, with the reason; logged (R-STAKE-3)."""
    form, user = ClearForm(request.POST), request.user

    def act(forfeit):
        forfeit.clear(form.cleaned_data["reason"])
        forfeit.promise.workshop.log("cleared an alarm", user=user, subject=forfeit.pk, rule="R-STAKE-3")

    return on_forfeit(request, number, form, act)


@require_POST
@access.facilitated
def refuse(request, public_id, number):
    """A true alarm: refused under the rule that it touches (R-STAKE-3)."""
    user = request.user

    def act(forfeit):
        ringing = forfeit.alarm
        forfeit.refuse(ringing.rule if ringing else "R-STAKE-1")
        forfeit.promise.workshop.log("refused a forfeit", user=user, subject=forfeit.pk, rule=forfeit.refused_by)

    return on_forfeit(request, number, KeyedForm(request.POST), act)


@require_POST
@access.facilitated
def sign_on_paper(request, public_id, number):
    """A page signed on paper, entered with its photo (R-STAKE-6, R-SIGN-1)."""
    form, user = PaperForm(request.POST, request.FILES), request.user

    def act(promise):
        seat = get_object_or_404(promise.workshop.seats.select_related("person"), pk=form.cleaned_data["seat"])
        document = sheet.newest(promise)
        photo = ContentFile(form.cleaned_data["picture"].data, name="signed.jpg")
        hand = sheet.Hand("paper", language=get_language() or "en", photo=photo, entered_by=user)
        sheet.sign(promise, seat, document.content_hash if document else "", hand)

    try:
        return on_promise(request, number, form, act)
    except ValidationError as error:
        raise Refused(error.messages[0], rule="R-SIGN-1", status=422) from None
