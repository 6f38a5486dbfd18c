"""What became of the promises at the goal date: reached or not, and then each forfeit done or waived (R-FUP-6)."""

from django import forms
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.models import Forfeit, Promise
from workshops.models import Workshop
from workshops.views.errors import refused
from workshops.views.screens import desk


class OutcomeForm(KeyedForm):
    outcome = forms.ChoiceField(choices=Promise.Outcome.choices)


class SettleForm(KeyedForm):
    outcome = forms.ChoiceField(choices=Forfeit.Outcome.choices)


def made(workshop: Workshop) -> list[Promise]:
    return [promise for promise in Promise.in_use(workshop) if promise.is_made]


@require_GET
@access.facilitated
def page(request, public_id):
    """Each promise with its date; nothing of it goes to an appraisal, and nobody is named."""
    workshop = request.workshop
    context = {"workshop": workshop, "promises": made(workshop)}
    context |= {"fixed_en": sheet.FIXED_EN, "fixed_zh": sheet.FIXED_ZH}
    return render(request, "stakes/outcomes.html", desk("plan", workshop) | context)


@require_POST
@access.facilitated
def conclude(request, public_id, number):
    form, user = OutcomeForm(request.POST), request.user
    promise = get_object_or_404(request.workshop.promises, pk=number)

    def verb(workshop: Workshop, changing):
        workshop.promises.get(pk=promise.pk).conclude(form.cleaned_data["outcome"], user)
        workshop.log("concluded a promise", user=user, subject=promise.pk, rule="R-FUP-6")

    return kept(request, form, verb)


@require_POST
@access.facilitated
def settle(request, public_id, number):
    form, user = SettleForm(request.POST), request.user
    forfeit = get_object_or_404(Forfeit, promise__workshop=request.workshop, pk=number)

    def verb(workshop: Workshop, changing):
        Forfeit.objects.select_related("promise").get(pk=forfeit.pk).settle(form.cleaned_data["outcome"])
        workshop.log("settled a forfeit", user=user, subject=forfeit.pk, rule="R-FUP-6")

    return kept(request, form, verb)


def kept(request, form, verb):
    if not form.is_valid():
        return refused(request, form)
    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("promise_outcomes", request.workshop.public_id)
