"""What people do on the own phone: send questions, put them in other words, type answers, confirm changes."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.town.forms import BoxForm, KeyWordsForm, QuestionForm
from workshops.kickoff.town.models import Answer, PlanChange, Question
from workshops.kickoff.town.questioners import asks
from workshops.kickoff.town.rounds import current_round
from workshops.models import Workshop
from workshops.views.errors import refused
from workshops.views.phone import own

SEND, TYPE, CONFIRM = "question.send", "answer.type", "change.confirm"


def must_take_questions(workshop: Workshop) -> None:
    """The draft box is open beside every stage, and in closing (R-GEN-2); after that the words stay on the phone."""
    if workshop.state not in (Workshop.State.LIVE, Workshop.State.CLOSING):
        what = _("This event takes no questions now. Your words stay on this device: copy them.")
        raise Refused(what, rule="R-GEN-2", status=410)


def takes_to_queue(workshop: Workshop, seat) -> bool:
    """Whether the room collects or asks, and this seat is one of those who ask."""
    run = workshop.current
    return run is not None and run.allows(SEND, seat) and asks(seat)


@require_POST
@access.seated
def send(request, public_id):
    """A questioner's goes into the queue while the room is in the town meeting, every other one to the coach."""
    seat, in_box = request.seat, "box" in request.POST
    needs_lens = not in_box and takes_to_queue(request.workshop, seat)
    form = BoxForm(request.POST) if in_box else QuestionForm(request.workshop, request.POST, needs_lens)
    if not form.is_valid():
        return refused(request, form)
    said, language = form.said, get_language() or "en"

    def verb(workshop: Workshop, changing):
        must_take_questions(workshop)
        to_queue = not in_box and takes_to_queue(workshop, seat)
        question = Question.send(workshop, seat, to_queue, language=language, **said)
        changing.touched("question", question.pk)
        return 201, question.pk

    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    question = request.workshop.questions.get(pk=outcome.ref)
    context = {"workshop": request.workshop, "question": question}
    return render(request, "town/in_box.html" if in_box else "town/own_question.html", context, status=201)


def own_question(workshop: Workshop, seat, number: int) -> Question:
    return get_object_or_404(workshop.questions.filter(asker=seat), pk=number)


@require_POST
@access.seated
def reword(request, public_id, number):
    """The own question in other words; its first version stays in the log."""
    question, seat = own_question(request.workshop, request.seat, number), request.seat
    form = BoxForm(request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        must_take_questions(workshop)
        again = own_question(workshop, seat, question.pk).rephrase(form.said["text"])
        changing.touched("question", again.pk)
        return 200, again.pk

    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    again = request.workshop.questions.get(pk=outcome.ref)
    context = {"workshop": request.workshop, "question": again, "gone": question}
    return render(request, "town/own_question.html", context)


@require_POST
@access.seated
def withdraw(request, public_id, number):
    """Take the own question back while nobody has asked it."""
    question, seat = own_question(request.workshop, request.seat, number), request.seat
    form = KeyedForm(request.POST)

    def verb(workshop: Workshop, changing):
        own_question(workshop, seat, question.pk).withdraw()
        changing.touched("question", question.pk)

    request.workshop.change(form.sent_key if form.is_valid() else "", form.body_hash, verb)
    return render(request, "town/own_question.html", {"workshop": request.workshop, "gone": question})


@require_POST
@access.seated
def type_answer(request, public_id, number):
    """The scribe of the group types key words while somebody else answers."""
    question, seat = get_object_or_404(request.workshop.questions, pk=number), request.seat
    form, language = KeyWordsForm(request.workshop, request.POST), get_language() or "en"
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        run = workshop.must_allow(TYPE, seat)
        group = current_round(run).group
        if group and seat.group != group:
            raise Refused(_("The group that presents types its own answers."), rule="R-GEN-3")
        asked = workshop.questions.get(pk=question.pk)
        Answer.to(asked).type(form.cleaned_data["text"], form.cleaned_data["by"], language, typed_by=seat)
        changing.touched("answer", asked.pk)
        return 200, asked.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "town/typed.html", own(request))


@require_POST
@access.seated
def confirm(request, public_id, number):
    """The owner says yes to what changes in the own action."""
    change, seat = get_object_or_404(request.workshop.plan_changes, pk=number), request.seat
    form = KeyedForm(request.POST)

    def verb(workshop: Workshop, changing):
        workshop.must_allow(CONFIRM, seat)
        row: PlanChange = workshop.plan_changes.get(pk=change.pk)
        if seat.person_id is None or row.owner != seat.person:
            raise Refused(_("This change is not about a row of yours."), rule="R-ACT-1")
        row.confirm()
        changing.touched("change", row.pk)

    request.workshop.change(form.sent_key if form.is_valid() else "", form.body_hash, verb)
    return render(request, "town/confirming.html", own(request))
