from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.consensus import corrections, versions
from workshops.kickoff.consensus.clauses import sync
from workshops.kickoff.consensus.forms import DeferralForm, IntroductionForm, ServingForm, SwitchForm
from workshops.kickoff.consensus.models import Page
from workshops.kickoff.consensus.statement import content
from workshops.models import Seat
from workshops.views.steering import steer


@require_GET
@access.seated
def read(request, public_id):
    """The full text on a phone, frozen or as it stands now; whoever is asked to sign can reach it (R-SIGN-2)."""
    document = versions.newest(request.workshop)
    text = document.parsed if document else content(request.workshop)
    sheets = [(one, one.standing_signatures()) for one in corrections.sheets(request.workshop)]
    context = {"workshop": request.workshop, "seat": request.seat, "document": document, "statement": text}
    context |= {"sheets": sheets, "may_sign": request.seat.role == Seat.Role.LEAD}
    return render(request, "consensus/statement.html", context)


@require_POST
@access.facilitated
def introduce(request, public_id):
    form = IntroductionForm(request.POST)

    def verb(workshop, changing):
        workshop.introduction = form.cleaned_data["text"]
        workshop.save(update_fields=["introduction"])
        if workshop.clauses.exists():
            sync(workshop, changing)
        workshop.log("wrote the introduction", user=request.user)
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def defer(request, public_id, number):
    """A goal is put off with reason, owner and date (R-CONS-5)."""
    goal = get_object_or_404(request.workshop.goals, pk=number)
    form = DeferralForm(request.workshop, request.POST)

    def verb(workshop, changing):
        said = {name: form.cleaned_data[name] for name in ("reason", "owner", "date")}
        workshop.deferrals.update_or_create(goal=goal, defaults=said)
        workshop.log("deferred a goal", user=request.user, subject=goal.pk, rule="R-CONS-5")
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def serve(request, public_id, number):
    """Strategies that serve a goal, where nobody said so while they were named (R-CONS-5)."""
    goal = get_object_or_404(request.workshop.goals, pk=number)
    form = ServingForm(request.workshop, request.POST)

    def verb(workshop, changing):
        for column in form.cleaned_data["strategies"]:
            column.goals.add(goal)
        workshop.log("said what serves a goal", user=request.user, subject=goal.pk, rule="R-CONS-5")
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def freeze(request, public_id):
    """Fix the present text; an unchanged one gives no new version (R-CONS-2)."""
    user = request.user

    def verb(workshop, changing):
        workshop.must_be_led_by(user)
        versions.freeze(workshop, changing, user)

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def move_to_annex(request, public_id):
    """Wave 2 prints in the annex, or on the page again (R-CONS-4)."""
    form = SwitchForm(request.POST)

    def verb(workshop, changing):
        Page.choose(workshop, second_wave_in_annex=form.cleaned_data["on"])
        workshop.log("moved wave 2 to the annex" if form.cleaned_data["on"] else "moved wave 2 back", user=request.user)
        changing.touched("step")

    return steer(request, form, verb)
