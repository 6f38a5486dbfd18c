"""What the console does with topics: approve, open corners, name hosts, park."""

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from openspace.forms import ApprovalForm, HostForm, QuestionForm
from openspace.models import Space, Topic
from openspace.models.space import people
from openspace.models.topic import hosts_elsewhere
from openspace.walk import HINT
from workshops import access
from workshops.forms import KeyedForm, must_be_as_read
from workshops.models import Workshop
from workshops.views.steering import steer

CHOOSING = ("circle", "topics")


def must_choose(workshop: Workshop, user) -> None:
    """Guard R-OS-17: corners open and close until the walk."""
    workshop.must_be_led_by(user)
    run = workshop.current
    if run is None or run.step not in CHOOSING:
        raise Refused(_("People walk between these corners: go back to the topics to change them."), rule="R-OS-17")


def on_topic(request, number: int, form, act):
    """Run `act(topic, changing)` as the facilitator's change while topics are chosen."""
    get_object_or_404(request.workshop.topics, pk=number)
    user = request.user

    def verb(workshop, changing):
        must_choose(workshop, user)
        act(workshop.topics.get(pk=number), changing)
        changing.touched("topic", number)

    return steer(request, form, verb)


def must_have_room(workshop: Workshop) -> None:
    """Guard R-OS-17: no more topics than corners."""
    corners = Space.of(workshop).corners
    if workshop.topics.open().count() >= corners:
        what = _("All %(corners)d corners have a topic. Park one, or set more corners under “Circle”.")
        raise Refused(what % {"corners": corners}, rule="R-OS-17")


@require_POST
@access.facilitated
def open_corner(request, public_id, number):
    def act(topic, changing):
        if not topic.is_open:
            must_have_room(topic.workshop)
            topic.open()

    return on_topic(request, number, KeyedForm(request.POST), act)


@require_POST
@access.facilitated
def open_most_joined(request, public_id):
    """Corners for those that most people joined, the earlier ones first; the rest is parked with *Next* (R-OS-17)."""
    user = request.user

    def verb(workshop, changing):
        must_choose(workshop, user)
        free = Space.of(workshop).corners - workshop.topics.open().count()
        wanted = workshop.topics.offered().annotate(joined=Count("joinings")).order_by("-joined", "pk")
        for topic in list(wanted)[: max(0, free)]:
            topic.open()
        changing.touched("topic")

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def park(request, public_id, number):
    return on_topic(request, number, KeyedForm(request.POST), lambda topic, changing: topic.park())


@require_POST
@access.facilitated
def offer_again(request, public_id, number):
    """A topic was parked by mistake, or there is a corner for it after all."""
    return on_topic(request, number, KeyedForm(request.POST), lambda topic, changing: topic.offer_again())


@require_POST
@access.facilitated
def approve(request, public_id, number):
    """The tick that it is about how we perform (R-OS-6); the same button takes it away."""
    form = ApprovalForm(request.POST)

    def act(topic, changing):
        topic.is_approved = form.cleaned_data["wanted"]
        topic.save(update_fields=["is_approved"])

    return on_topic(request, number, form, act)


@require_POST
@access.facilitated
def reword(request, public_id, number):
    """Put the question better, with the one who raised it."""
    form = QuestionForm(request.POST)

    def act(topic, changing):
        must_be_as_read(form.cleaned_data, topic.question)
        topic.question = form.cleaned_data["text"]
        topic.save(update_fields=["question"])

    return on_topic(request, number, form, act)


@require_POST
@access.facilitated
def name_host(request, public_id, number):
    """Exactly one host a topic, at one topic only; the console needs nobody's consent (R-OS-3)."""
    get_object_or_404(request.workshop.topics, pk=number)
    form, user = HostForm(request.POST), request.user

    def verb(workshop, changing):
        workshop.must_be_led_by(user)
        topic = workshop.topics.get(pk=number)
        seat = people(workshop).present().filter(pk=form.cleaned_data["seat"]).first()
        if topic.state == Topic.State.PARKED or seat is None:
            raise Refused(_("A host is somebody who is here, at a topic that is not parked."), rule="R-OS-3")
        if hosts_elsewhere(seat, topic):
            raise Refused(_("%(name)s stands at another sheet already.") % {"name": seat.name}, rule="R-OS-3")
        topic.hosted_by(seat)
        workshop.log("named a host", user=user, subject=f"{topic.pk} {seat.pk}", rule="R-OS-3")
        changing.touched("topic", topic.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def hint(request, public_id):
    """On the phones of those who wrote at too few other corners, and on no wall (R-OS-9); the log names nobody."""
    user = request.user

    def verb(workshop: Workshop, changing):
        workshop.must_be_led_by(user)
        run = workshop.current
        if run is None or run.step != "walk":
            raise Refused(_("Nobody walks now."), rule="R-OS-9")
        workshop.log(HINT, user=user, rule="R-OS-9")
        changing.touched("joining")

    return steer(request, KeyedForm(request.POST), verb)
