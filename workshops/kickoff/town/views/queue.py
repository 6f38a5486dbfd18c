"""The coach's queue on the console: pass, rephrase, order, take from the draft box, ask."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm, ReasonForm
from workshops.kickoff.town.forms import AloudForm, AskedByForm, BoxForm, RoundsForm, TurnForm
from workshops.kickoff.town.models import Meeting, Question
from workshops.kickoff.town.rounds import rounds
from workshops.models import StageRun, Workshop
from workshops.views.steering import steer

Act = Callable[[Workshop, Question], Question | None]


def open_town(workshop: Workshop, *steps: str) -> StageRun:
    """The town meeting, if the room is in it, and in one of these steps (R-GEN-2)."""
    run = workshop.current
    if run is None or run.kind != "town" or (steps and run.step not in steps):
        raise Refused(_("This belongs to another step. The head of this page says where the room is."), rule="R-GEN-2")
    return run


def with_question(request, number: int, form, act: Act, kind: str = "question"):
    """One press on a question: `act(workshop, question)` inside the room's change."""
    question = get_object_or_404(request.workshop.questions, pk=number)

    def verb(workshop: Workshop, changing):
        made = act(workshop, workshop.questions.get(pk=question.pk))
        changing.touched(kind, (made or question).pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def type_for(request, public_id):
    """A question from paper, or one that somebody whispers."""
    form, language = AskedByForm(request.workshop, request.POST), get_language() or "en"

    def verb(workshop: Workshop, changing):
        asker = form.cleaned_data["asker"]
        question = Question.send(workshop, asker, True, language=language, **form.said)
        changing.touched("question", question.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def pass_on(request, public_id, number):
    """The coach answers for a held question, with a reason that is kept (R-TOWN-1, -2, -3)."""
    form, user = ReasonForm(request.POST), request.user

    def act(workshop: Workshop, question: Question):
        reason, run = form.cleaned_data["reason"], workshop.current
        held = [flag.rule for flag in question.flags if flag.holds]
        question.pass_on(user, reason)
        for rule in held if run else []:
            run.overrides.create(step=run.step, rule=rule, reason=reason, by=user)
            workshop.log("override", user=user, subject=question.key, rule=rule)

    return with_question(request, number, form, act)


@require_POST
@access.facilitated
def reword(request, public_id, number):
    """The coach offers other words; the first version stays behind them."""
    form, user = BoxForm(request.POST), request.user

    def act(workshop: Workshop, question: Question):
        again = question.rephrase(form.cleaned_data["text"])
        workshop.log("rephrased", user=user, subject=again.key)
        return again

    return with_question(request, number, form, act)


@require_POST
@access.facilitated
def put_first(request, public_id, number):
    return with_question(request, number, KeyedForm(request.POST), lambda workshop, question: question.put_first())


@require_POST
@access.facilitated
def leave(request, public_id, number):
    """A draft or a question is left out; it stays in the log."""
    return with_question(request, number, KeyedForm(request.POST), lambda workshop, question: question.withdraw())


@require_POST
@access.facilitated
def take(request, public_id, number):
    """A draft becomes a question that one of the questioners asks."""
    form, language = AskedByForm(request.workshop, request.POST), get_language() or "en"

    def act(workshop: Workshop, draft: Question):
        said = form.said
        return draft.take(said.pop("text"), form.cleaned_data["asker"], language=language, **said)

    return with_question(request, number, form, act)


@require_POST
@access.facilitated
def take_likely(request, public_id, number):
    """A likely question that nobody has answered yet goes into the queue (P04)."""
    likely = get_object_or_404(request.workshop.likely_questions, pk=number)
    form, language = AskedByForm(request.workshop, request.POST), get_language() or "en"

    def verb(workshop: Workshop, changing):
        asker, said = form.cleaned_data["asker"], form.said
        question = Question.send(workshop, asker, True, language=language, from_likely=likely, **said)
        changing.touched("question", question.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def ask(request, public_id, number):
    """It comes onto the wall."""

    def act(workshop: Workshop, question: Question):
        question.ask(open_town(workshop, "ask"))

    return with_question(request, number, KeyedForm(request.POST), act, "asked")


@require_POST
@access.facilitated
def put_back(request, public_id, number):
    """A wrong tap: it waits in the queue again."""
    form = KeyedForm(request.POST)
    return with_question(request, number, form, lambda workshop, question: question.put_back(), "asked")


@require_POST
@access.facilitated
def ask_aloud(request, public_id):
    """Somebody asked aloud: one tap on its lens; it counts like any other (R-TOWN-7)."""
    form, language = AloudForm(request.workshop, request.POST), get_language() or "en"

    def verb(workshop: Workshop, changing):
        run = open_town(workshop, "ask")
        question = Question.send(
            workshop, form.cleaned_data["asker"], True, aloud=True, language=language, **spoken(form)
        )
        question.ask(run)
        changing.touched("asked", question.pk)

    return steer(request, form, verb)


def spoken(form: AloudForm) -> dict:
    """Nobody types who asks while it is asked: without a name the wall names the lens alone."""
    return form.said | ({} if form.cleaned_data["asker"] else {"role": ""})


@require_POST
@access.facilitated
def cut_rounds(request, public_id):
    """One round a group that presents, or one a strategy; said before the first is presented."""
    form = RoundsForm(request.POST)

    def verb(workshop: Workshop, changing):
        run = open_town(workshop, "collect")
        Meeting.objects.update_or_create(run=run, defaults={"rounds": form.cleaned_data["rounds"]})
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def show_round(request, public_id):
    """Another round than the next one: a group that waited, or one more question to an earlier one."""
    form, user = TurnForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        workshop.must_be_led_by(user)
        run = open_town(workshop, "present", "ask")
        run.turn = min(form.cleaned_data["turn"], len(rounds(run)) - 1)
        run.enter("present", changing)
        workshop.log("showed a round", user=user, subject=run.position)

    return steer(request, form, verb)
