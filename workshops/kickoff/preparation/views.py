"""Preparing the day with the decision maker and the heads."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access
from workshops.agenda_rows import rows
from workshops.doors import base_url, personal_url
from workshops.forms import KeyedForm
from workshops.kickoff.preparation import forms
from workshops.kickoff.preparation.models import Briefing, Sounding, questioners
from workshops.models import Seat, Workshop
from workshops.planning import CHECKLIST, checklist, envelope_is_free, envelope_way_out
from workshops.timetable import Timetable
from workshops.views.errors import refused
from workshops.views.screens import desk


@require_GET
@access.facilitated
def page(request, public_id):
    return shown(request)


def shown(request, status: int = 200, **more):
    """Checklist, briefing, likely questions, envelope, questioners and profile on one page."""
    workshop: Workshop = request.workshop
    items = checklist(workshop)
    lead = workshop.decision_makers().first()
    context = desk("plan", workshop) | {
        "workshop": workshop,
        "items": items,
        "done": sum(item["state"] != "open" for item in items),
        "of": len(CHECKLIST),
        "lead": lead,
        "lead_link": personal_url(lead) if lead else "",
        "briefing": Briefing.of(workshop),
        "questions": workshop.likely_questions.select_related("department", "answer_by"),
        "soundings": [
            {"sounding": one, "link": base_url(workshop) + one_address(one)}
            for one in Sounding.objects.filter(workshop=workshop).select_related("head__department")
        ],
        "lines": workshop.envelope.select_related("decided_by"),
        "is_free": envelope_is_free(workshop),
        "questioners": [seat for seats in questioners(workshop).values() for seat in seats],
        "may_ask": workshop.seats.exclude(role__in=["quest", "lead", "fac", "paper", "cofac"]).exclude(asks=True),
        "findings": [finding for finding in workshop.findings() if workshop.current is None],
        "briefing_form": forms.BriefingForm(workshop),
        "question_form": forms.QuestionForm(workshop),
        "sounding_form": forms.SoundingForm(workshop),
        "line_form": forms.LineForm(auto_id="line_%s"),
        "profile_form": forms.ProfileForm(workshop),
    }
    return render(request, "preparation/page.html", context | more, status=status)


def one_address(sounding: Sounding) -> str:
    return reverse("sounding", args=[sounding.workshop.public_id, sounding.token])


def kept(request, form, save, part: str, **shown_again):
    """Save within a change of the room and go back to that part; a form with errors stays as typed."""
    if not form.is_valid():
        return shown(request, 422, **shown_again)

    def verb(workshop: Workshop, changing):
        save(workshop)
        changing.touched("agenda")

    try:
        request.workshop.change(form.sent_key, form.body_hash, verb)
    except ValidationError as error:
        form.add_error(None, error)
        return shown(request, 422, **shown_again)
    response = redirect("prepare", public_id=request.workshop.public_id)
    response["Location"] += f"#{part}"
    return response


@require_POST
@access.facilitated
def brief(request, public_id):
    form = forms.BriefingForm(request.workshop, request.POST)
    return kept(request, form, form.save, "briefing", briefing_form=form)


@require_POST
@access.facilitated
def add_question(request, public_id):
    form = forms.QuestionForm(request.workshop, request.POST)
    return kept(request, form, form.save, "questions", question_form=form)


@require_POST
@access.facilitated
def drop_question(request, public_id, number):
    question = get_object_or_404(request.workshop.likely_questions, pk=number)
    form = KeyedForm(request.POST)
    return kept(request, form, lambda workshop: workshop.likely_questions.filter(pk=question.pk).delete(), "questions")


@require_POST
@access.facilitated
def sound_out(request, public_id):
    """A link for a head, to be copied: what will your people ask?"""
    form = forms.SoundingForm(request.workshop, request.POST)
    return kept(request, form, form.save, "soundings", sounding_form=form)


@require_POST
@access.facilitated
def add_line(request, public_id):
    form = forms.LineForm(request.POST, auto_id="line_%s")
    return kept(request, form, form.save, "envelope", line_form=form)


@require_POST
@access.facilitated
def drop_line(request, public_id, number):
    line = get_object_or_404(request.workshop.envelope, pk=number)

    def drop(workshop: Workshop) -> None:
        if not envelope_is_free(workshop):
            raise Refused(envelope_way_out(workshop), rule="R-PREP-6")
        workshop.envelope.filter(pk=line.pk).delete()

    return kept(request, KeyedForm(request.POST), drop, "envelope")


@require_POST
@access.facilitated
def name_questioner(request, public_id, number):
    """Who asks in the town meeting beside the decision maker and the coach; the same tap takes it back (P06)."""
    seat = get_object_or_404(request.workshop.seats, pk=number)

    def toggle(workshop: Workshop) -> None:
        named = workshop.seats.get(pk=seat.pk)
        named.asks = not named.asks
        named.save(update_fields=["asks"])

    return kept(request, KeyedForm(request.POST), toggle, "questioners")


@require_POST
@access.facilitated
def set_profile(request, public_id):
    form = forms.ProfileForm(request.workshop, request.POST)
    return kept(request, form, form.save, "profile", profile_form=form)


# ---- on the phone of the decision maker ----------------------------------------------------------------------


@require_GET
@access.seated
def briefing(request, public_id):
    """The decision maker's own page: the path, the role, what helps and what does not, likely questions."""
    must_lead(request.seat)
    workshop = request.workshop
    table = Timetable.of(workshop)
    context = {
        "workshop": workshop,
        "seat": request.seat,
        "rows": rows(workshop, table),
        "questions": workshop.likely_questions.select_related("department", "answer_by"),
        "lines": workshop.envelope.all(),
        "briefing": Briefing.of(workshop),
        "form": forms.BriefingForm(workshop),
    }
    return render(request, "preparation/briefing.html", context)


@require_POST
@access.seated
def answer_briefing(request, public_id):
    """The decision maker answers the four questions in the own words, or only says that it is read."""
    must_lead(request.seat)
    form = forms.BriefingForm(request.workshop, request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        form.save(workshop)
        Briefing.objects.filter(workshop=workshop).update(read_at=timezone.now())
        changing.touched("agenda")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("briefing", public_id=public_id)


def must_lead(seat: Seat) -> None:
    if not seat.leads:
        raise Refused(_("This page belongs to the decision maker."), rule="R-ROLE-5", status=403)


# ---- through the link of a head ------------------------------------------------------------------------------


def sounding_or_404(public_id: str, token: str) -> Sounding:
    soundings = Sounding.objects.select_related("workshop__room", "workshop__organisation", "head__department")
    found = get_object_or_404(soundings, workshop__room__public_id=public_id, token=token)
    if found.workshop.state not in (Workshop.State.DRAFT, Workshop.State.PREPARED):
        raise Http404
    return found


@require_GET
def sounding(request, public_id, token):
    return sounded(request, sounding_or_404(public_id, token), forms.AskedForm(auto_id="asked_%s"))


def sounded(request, one: Sounding, form, status: int = 200):
    own = one.workshop.likely_questions.filter(department=one.department)
    context = {"sounding": one, "workshop": one.workshop, "form": form, "questions": own}
    return render(request, "preparation/sounding.html", context, status=status)


@require_POST
def answer_sounding(request, public_id, token):
    one, form = sounding_or_404(public_id, token), forms.AskedForm(request.POST, auto_id="asked_%s")
    if not form.is_valid():
        return sounded(request, one, form, 422)

    def verb(workshop: Workshop, changing):
        fresh = Sounding.objects.get(pk=one.pk)
        question = fresh.answer(form.cleaned_data["text"], form.cleaned_data["topic"])
        changing.touched("agenda")
        return 201, question.pk

    one.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("sounding", public_id=public_id, token=token)
