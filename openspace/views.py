from django.shortcuts import render
from django.views.decorators.http import require_POST

from openspace.forms import SpaceForm
from openspace.models import Acceptance, Space
from workshops import access
from workshops.forms import KeyedForm
from workshops.views.phone import own
from workshops.views.steering import steer


@require_POST
@access.seated
def accept(request, public_id):
    """ "I play by the four rules"; a second tap changes nothing."""
    form, seat = KeyedForm(request.POST), request.seat
    form.full_clean()

    def verb(workshop, changing):
        workshop.must_allow("rules.accept", seat)
        accepted, _is_new = Acceptance.objects.get_or_create(seat=seat)
        changing.touched("four_rules", accepted.pk)
        return 200, accepted.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "openspace/accepted.html", own(request))


@require_POST
@access.facilitated
def show(request, public_id):
    """Corners and reward rule as the facilitator has them; the wall shows it at once (R-OS-8)."""
    form, user = SpaceForm(request.POST), request.user

    def verb(workshop, changing):
        workshop.must_be_led_by(user)
        Space.of(workshop).show(form.values)
        workshop.log("showed the reward rule", user=user, rule="R-OS-8")
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def propose(request, public_id):
    """The proposal as it stands, by one tap."""
    user = request.user

    def verb(workshop, changing):
        workshop.must_be_led_by(user)
        Space.of(workshop).show({})
        workshop.log("showed the reward rule", user=user, rule="R-OS-8")
        changing.touched("step")

    return steer(request, KeyedForm(request.POST), verb)
