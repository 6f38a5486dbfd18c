"""My facts: written at the own desk, from the invitation on, by the personal link; seen by nobody else."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from people.models import Goal
from people.text import written_in
from workshops.forms import KeyedForm
from workshops.kickoff.swot.facts import is_writable, run_of, seat_of
from workshops.kickoff.swot.fields import ASKED
from workshops.kickoff.swot.forms import FactForm
from workshops.kickoff.swot.models import Lens, SwotNote
from workshops.kickoff.swot.models.note import MOST_FACTS
from workshops.models import Seat, Workshop
from workshops.views.errors import refused


@never_cache
@require_GET
def page(request, public_id, token):
    seat = seat_of(public_id, token)
    if run_of(seat.workshop) is None:
        raise Http404
    return render(request, "swot/facts_page.html", shown(seat, token))


def shown(seat: Seat, token: str) -> dict:
    """The facts with the places that are left, and what a new one may carry."""
    facts = list(SwotNote.objects.facts_of(seat).select_related("goal"))
    return {
        "workshop": seat.workshop,
        "seat": seat,
        "token": token,
        "facts": facts,
        "put_up": SwotNote.objects.filter(author=seat, beforehand=True, number__isnull=False).count(),
        "most": MOST_FACTS,
        "places": range(len(facts) + 1, MOST_FACTS + 1),
        "kept_at": max((fact.created_at for fact in facts), default=None),
        "asked": ASKED,
        "lenses": Lens.choices,
        "goals": seat.workshop.goals.all(),
        "may_write": is_writable(seat.workshop),
        "sit": reverse("seat_personal", args=[seat.workshop.join_code, seat.pk, seat.personal_token]),
    }


def kept(request, seat: Seat, token: str, status: int = 200) -> HttpResponse:
    if not request.headers.get("X-Requested-With"):
        return redirect("my_facts", seat.workshop.public_id, token)
    return render(request, "swot/facts.html", shown(seat, token), status=status)


def must_be_writable(workshop: Workshop) -> None:
    if not is_writable(workshop):
        raise Refused(_("The writing is over. Your facts stay with you."), rule="R-GEN-2")


@require_POST
def write(request, public_id, token):
    """Keep one more fact; at most five."""
    seat, form = seat_of(public_id, token), FactForm(request.POST)
    if not form.is_valid():
        return refused(request, form)
    text = form.cleaned_data["text"]
    language = written_in(text, get_language() or "en")

    def verb(workshop, changing):
        must_be_writable(workshop)
        fact = SwotNote.keep_fact(workshop, seat, text, language, **behind(workshop, form))
        return 201, fact.pk

    seat.workshop.change(form.sent_key, form.body_hash, verb)
    return kept(request, seat, token, 201)


@require_POST
def reword(request, public_id, token, number):
    seat, form = seat_of(public_id, token), FactForm(request.POST)
    fact = get_object_or_404(SwotNote.objects.facts_of(seat), pk=number)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        must_be_writable(workshop)
        fresh = must_be_kept(seat, fact.pk)
        for name, value in ({"text": form.cleaned_data["text"]} | behind(workshop, form)).items():
            setattr(fresh, name, value)
        fresh.save()

    seat.workshop.change(form.sent_key, form.body_hash, verb)
    return kept(request, seat, token)


@require_POST
def take_back(request, public_id, token, number):
    seat, form = seat_of(public_id, token), KeyedForm(request.POST)
    fact = get_object_or_404(SwotNote.objects.facts_of(seat), pk=number)
    if not form.is_valid():
        return refused(request, form)
    seat.workshop.change(
        form.sent_key, form.body_hash, lambda workshop, changing: must_be_kept(seat, fact.pk).withdraw()
    )
    return kept(request, seat, token)


def must_be_kept(seat: Seat, number: int) -> SwotNote:
    fact = SwotNote.objects.facts_of(seat).filter(pk=number).first()
    if fact is None:
        raise Refused(_("This fact hangs on the wall already, or was taken back."), rule="R-GEN-4")
    return fact


def behind(workshop: Workshop, form: FactForm) -> dict:
    """What stands behind a fact, as its row keeps it."""
    given = form.cleaned_data
    goal: Goal | None = workshop.goals.filter(pk=given["goal"] or 0).first()
    texts = {name: given[name] for name in ("evidence", "period", "customer", "lens")}
    return texts | {"quadrant": given["column"], "goal": goal}
