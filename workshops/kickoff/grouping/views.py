"""The console's hand on the groups: before the day from the plan, in the room from the desk."""

from django.views.decorators.http import require_POST

from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.grouping import arranging
from workshops.kickoff.grouping.forms import DealForm, IntoForm, MemberForm, PlaceForm
from workshops.views.steering import steer


def arranged(request, form, act, *subject):
    """One act on the groups as the facilitator's change, logged by what it was and whom it touched (R-GEN-12)."""
    user = request.user

    def verb(workshop, changing):
        act(workshop, changing)
        workshop.log("groups", user=user, subject=" ".join(str(one) for one in subject))

    return steer(request, form, verb)


@require_POST
@access.facilitated
def deal(request, public_id):
    form = DealForm(request.POST)
    return arranged(request, form, lambda w, changing: arranging.deal(w, changing, form.cleaned_data["count"]), "dealt")


@require_POST
@access.facilitated
def rest(request, public_id):
    return arranged(request, KeyedForm(request.POST), arranging.place_the_rest, "rest")


@require_POST
@access.facilitated
def move(request, public_id, letter):
    form = MemberForm(request.POST)

    def act(workshop, changing):
        arranging.move(workshop, changing, letter, form.cleaned_data["note"])

    return arranged(request, form, act, "moved", letter)


@require_POST
@access.facilitated
def host(request, public_id, letter):
    form = MemberForm(request.POST)

    def act(workshop, changing):
        arranging.name_host(workshop, changing, letter, form.cleaned_data["note"])

    return arranged(request, form, act, "host", letter)


@require_POST
@access.facilitated
def join(request, public_id, letter):
    form = IntoForm(request.POST)

    def act(workshop, changing):
        arranging.join(workshop, changing, letter, form.cleaned_data["into"])

    return arranged(request, form, act, "joined", letter)


@require_POST
@access.facilitated
def place(request, public_id, letter):
    """Where in the house the wall of a group is."""
    form = PlaceForm(request.POST)

    def act(workshop, changing):
        workshop.groups.filter(pk=arranging.group_in(workshop, letter).pk).update(place=form.cleaned_data["place"])
        changing.touched(arranging.MOVED)

    return arranged(request, form, act, "place", letter)
