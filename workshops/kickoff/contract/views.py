from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.contract.forms import ReplyForm, TapForm
from workshops.kickoff.contract.models import AgreementTap, tap
from workshops.views.errors import refused
from workshops.views.phone import own
from workshops.views.steering import steer


@require_POST
@access.seated
def give_tap(request, public_id):
    """Agree, or say what worries."""
    form, seat = TapForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("agreement.tap", seat)
        given = tap(workshop, seat, form.cleaned_data["answer"], form.cleaned_data["concern"])
        changing.touched("agreement", given.pk)
        return 200, given.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "contract/tap.html", own(request))


@require_POST
@access.facilitated
def reply(request, public_id, number):
    concern = get_object_or_404(AgreementTap, workshop=request.workshop, pk=number)
    form = ReplyForm(request.POST)

    def verb(workshop, changing):
        workshop.agreement_taps.get(pk=concern.pk).answer_with(form.cleaned_data["reply"])
        workshop.log("answered a concern", user=request.user, subject=concern.pk)
        changing.touched("agreement_reply", concern.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def park(request, public_id, number):
    concern = get_object_or_404(AgreementTap, workshop=request.workshop, pk=number)

    def verb(workshop, changing):
        workshop.agreement_taps.get(pk=concern.pk).park()
        workshop.log("parked a concern", user=request.user, subject=concern.pk)
        changing.touched("agreement_reply", concern.pk)

    return steer(request, KeyedForm(request.POST), verb)
