"""What a phone does with topics: raise one, go to one, write on its sheet."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from openspace.forms import QuestionForm, SheetForm, TopicForm
from openspace.models import Joining, Topic
from workshops import access
from workshops.forms import KeyedForm, must_be_as_read
from workshops.views.errors import refused
from workshops.views.phone import own

SHEET = ("background", "process")


def answered(request, status: int = 200):
    return render(request, "openspace/topics.mine.html", own(request), status=status)


@require_POST
@access.seated
def offer(request, public_id):
    """Bring a question into the circle; whoever raises it stands at it."""
    form, seat = TopicForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("topic.offer", seat)
        departments = {"department_en": seat.department_en, "department_zh": seat.department_zh}
        topic = workshop.topics.create(raised_by=seat, **departments, **form.values)
        topic.joined_by(seat)
        changing.touched("topic", topic.pk)
        return 201, topic.pk

    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    return answered(request, outcome.status)


@require_POST
@access.seated
def reword_own(request, public_id, number):
    """Whoever raised a question puts it better, until the facilitator has ticked it (R-OS-6)."""
    topic = get_object_or_404(request.workshop.topics, pk=number, raised_by=request.seat)
    form, seat = QuestionForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("topic.offer", seat)
        raised = workshop.topics.get(pk=topic.pk)
        if raised.is_approved:
            raise Refused(_("The facilitator has read this question with you: it stands."), rule="R-OS-6")
        must_be_as_read(form.cleaned_data, raised.question)
        raised.question = form.cleaned_data["text"]
        raised.save(update_fields=["question"])
        changing.touched("topic", raised.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return answered(request)


@require_POST
@access.seated
def join(request, public_id, number):
    """Go to a topic; the last one counts (R-OS-17). A host stays at the own sheet."""
    topic = get_object_or_404(request.workshop.topics, pk=number)
    form, seat = KeyedForm(request.POST), request.seat
    form.full_clean()

    def verb(workshop, changing):
        workshop.must_allow("topic.join", seat)
        chosen = workshop.topics.get(pk=topic.pk)
        if chosen.state == Topic.State.PARKED:
            raise Refused(_("This topic is in the parking lot by now. Choose another one."), rule="R-OS-17")
        if workshop.topics.filter(host=seat).exclude(pk=chosen.pk).exists():
            raise Refused(_("You host a sheet: hand it over first."), rule="R-OS-3")
        chosen.joined_by(seat)
        changing.touched("joining", chosen.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return answered(request)


@require_POST
@access.seated
def write_sheet(request, public_id, number):
    """The people at a topic write down what is known and what was tried."""
    topic = get_object_or_404(request.workshop.topics, pk=number)
    form, seat = SheetForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("topic.write", seat)
        written = workshop.topics.get(pk=topic.pk)
        if not Joining.objects.filter(topic=written, seat=seat).exists():
            raise Refused(_("Only people at this topic write on its sheet. Join it first."), rule="R-OS-17")
        for name in SHEET:
            must_be_as_read(form.cleaned_data, getattr(written, name), name)
            setattr(written, name, form.cleaned_data[name])
        written.save(update_fields=SHEET)
        changing.touched("topic", written.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return answered(request)
