"""What a phone does at the corners: come to one, leave a sentence, hand the sheet over."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from openspace.forms import HostForm, OpinionForm
from openspace.models.space import people
from openspace.models.topic import hosts_elsewhere
from workshops import access
from workshops.forms import KeyedForm
from workshops.views import notes
from workshops.views.errors import refused
from workshops.views.phone import own


@require_GET
@access.seated
def arrive(request, public_id, letter):
    """Where the code on a poster leads: one tap says "I am here"; looking alone changes nothing."""
    topic = get_object_or_404(request.workshop.topics.open(), corner=letter)
    return render(request, "openspace/arrive.html", {"topic": topic, "workshop": request.workshop})


@require_POST
@access.seated
def visit(request, public_id, number):
    """Come to a corner. Guard R-OS-3: a host stays at the own sheet."""
    get_object_or_404(request.workshop.topics.open(), pk=number)
    form, seat = KeyedForm(request.POST), request.seat
    form.full_clean()

    def verb(workshop, changing):
        workshop.must_allow("corner.visit", seat)
        topic = workshop.topics.open().filter(pk=number).first()
        if topic is None or hosts_elsewhere(seat, topic):
            raise Refused(_("You host a sheet: hand it over first."), rule="R-OS-3")
        topic.joined_by(seat)
        changing.touched("joining", topic.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    if not request.headers.get("X-Requested-With"):
        return redirect("phone", public_id=public_id)
    return render(request, "openspace/walk.mine.html", own(request))


@require_POST
def write(request, public_id):
    """One sentence, through the outbox and the idempotent post of every note."""
    return notes.post(request, public_id, OpinionForm(request.POST))


def on_own_sheet(request, number: int, form, act):
    get_object_or_404(request.workshop.topics.open(), pk=number)
    if not form.is_valid():
        return refused(request, form)
    seat = request.seat

    def verb(workshop, changing):
        workshop.must_allow("host.hand_over", seat)
        topic = workshop.topics.open().get(pk=number)
        act(workshop, topic)
        changing.touched("topic", topic.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "openspace/walk.mine.html", own(request))


@require_POST
@access.seated
def ask_to_host(request, public_id, number):
    """The host asks somebody to take over; until that person says yes the first stays host (R-OS-3)."""
    form, seat = HostForm(request.POST), request.seat

    def act(workshop, topic):
        asked = people(workshop).present().filter(pk=form.cleaned_data["seat"]).first()
        if topic.host_id != seat.pk:
            raise Refused(_("Only its host hands a sheet over."), rule="R-OS-3", status=403)
        if asked is None or asked == seat or hosts_elsewhere(asked, topic):
            raise Refused(_("Ask somebody who is here and hosts no other sheet."), rule="R-OS-3")
        topic.asked_to_host = asked
        topic.save(update_fields=["asked_to_host"])

    return on_own_sheet(request, number, form, act)


@require_POST
@access.seated
def take_over(request, public_id, number):
    """ "Yes, I take it": from now on this seat is the one host (R-OS-3), logged."""
    form, seat = KeyedForm(request.POST), request.seat

    def act(workshop, topic):
        if topic.asked_to_host_id != seat.pk or hosts_elsewhere(seat, topic):
            raise Refused(_("Nobody asks you to host this sheet any more."), rule="R-OS-3")
        topic.hosted_by(seat)
        workshop.log("took over a sheet", seat=seat, subject=topic.pk, rule="R-OS-3")

    return on_own_sheet(request, number, form, act)
