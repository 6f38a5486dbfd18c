"""What came of a question, on the console: key words, outcome, and one day for all that nobody knows yet."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.kickoff.town.forms import FindOutForm, OutcomeForm, about
from workshops.kickoff.town.models import Answer, Question
from workshops.kickoff.town.rounds import current_round
from workshops.kickoff.town.views.queue import open_town
from workshops.models import StageRun, Workshop
from workshops.views.steering import steer

CHANGES = (Answer.Outcome.PLAN_CHANGED, Answer.Outcome.ACTION_ADDED)


@require_POST
@access.facilitated
def answer(request, public_id, number):
    """Key words and outcome of one question; what it changes in the plan waits for `revise` (R-TOWN-11)."""
    question = get_object_or_404(request.workshop.questions, pk=number)
    form, user, language = OutcomeForm(request.workshop, request.POST), request.user, get_language() or "en"

    def verb(workshop: Workshop, changing):
        open_town(workshop)
        data, asked = form.cleaned_data, workshop.questions.get(pk=question.pk)
        said = Answer.to(asked)
        said.type(data["text"], data["by"], language)
        if data["outcome"]:
            said.close(data["outcome"], data["due"], data["decision"])
            note_changes(said, user, data["ref"], data["words"])
            workshop.log("answered", user=user, subject=f"{asked.key} {said.outcome}", rule="R-TOWN-6")
        changing.touched("answer", asked.pk)

    return steer(request, form, verb)


def note_changes(answer: Answer, user, ref, words: str) -> None:
    """One change an answer: begun, told otherwise, or dropped where the outcome is another one now."""
    workshop = answer.question.workshop
    waiting = workshop.plan_changes.waiting().filter(answer=answer)
    if answer.outcome not in CHANGES:
        for dropped in waiting:
            dropped.decline(user, _("The answer turned out otherwise"))
        return
    adds = answer.outcome == Answer.Outcome.ACTION_ADDED
    found = ref or answer.question.target
    if found is None and not adds:
        raise Refused(_("Say which action or strategy changes."), rule="R-TOWN-11", status=422)
    if not words:
        raise Refused(_("Say in a few words what changes: people read it before they sign."), "R-TOWN-11", status=422)
    target = {"action": None, "strategy": about(found)["strategy"]} if adds else about(found)
    said = {"adds": adds, "text": words} | target
    change = waiting.first()
    if change is None and not answer.changes.exists():
        workshop.plan_changes.create(answer=answer, **said)
    elif change is not None:
        for name, value in said.items():
            setattr(change, name, value)
        change.save()


@require_POST
@access.facilitated
def find_out(request, public_id):
    """ "We don't know yet, by [date]" for all that have no outcome, with one day (R-TOWN-6)."""
    form, user, language = FindOutForm(request.POST), request.user, get_language() or "en"

    def verb(workshop: Workshop, changing):
        run = open_town(workshop)
        for question in open_ones(run, form.cleaned_data["also_queue"]):
            if question.state == Question.State.QUEUED:
                question.ask(run)
            said = Answer.to(question)
            if said.pk is None:
                said.type("", None, language)
            said.close(Answer.Outcome.FIND_OUT, form.cleaned_data["due"])
            workshop.log("answered", user=user, subject=f"{question.key} find_out", rule="R-TOWN-6")
        changing.touched("answer")

    return steer(request, form, verb)


def open_ones(run: StageRun, also_queue: bool) -> list[Question]:
    """Asked without an outcome; with `also_queue` those of this round that nobody had time to ask."""
    workshop, now = run.workshop, current_round(run)
    waiting = workshop.questions.queue().filter(state=Question.State.QUEUED) if also_queue else []
    return [*workshop.questions.unanswered(), *(one for one in waiting if now.holds(one))]
