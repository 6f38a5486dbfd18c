from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access, cofacilitation, doors
from workshops.cofacilitation import HelperForm, helpers
from workshops.doors import personal_url
from workshops.forms import KeyedForm
from workshops.models.workshop import projector_key
from workshops.surfaces import RELEASED
from workshops.views.screens import desk


@require_GET
@access.facilitated
def page(request, public_id):
    """Which address phones can reach: the QR follows the network, and one phone tests it."""
    workshop = request.workshop
    base = doors.base_url(workshop)
    context = desk("run", workshop) | {
        "workshop": workshop,
        "groups": workshop.groups.all(),
        "helpers": [{"seat": seat, "link": personal_url(seat)} for seat in helpers(workshop)],
        "helper_form": HelperForm(workshop),
        "offered": doors.base_urls(),
        "base": base,
        "join": doors.join_url(base, workshop),
        "qr": doors.qr_svg(doors.join_url(base, workshop)),
        "projector": doors.projector_url(base, workshop),
        "reach": base + reverse("doors_reach", args=[public_id]),
        "is_plain": not settings.PUBLIC_URL,
    }
    return render(request, "doors/region.html" if request.GET.get("region") else "doors/page.html", context)


@require_POST
@access.facilitated
def choose(request, public_id):
    """Fix the address that the QR leads to; the wall shows it at once."""
    form = doors.AddressForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This machine has no such address any more. Choose one of the list."), status=422)

    def verb(workshop, changing):
        workshop.door = form.cleaned_data["door"]
        workshop.save(update_fields=["door"])
        changing.touched("step")

    request.workshop.change("", "", verb)
    return redirect("doors", public_id=public_id)


@require_GET
def reach(request, public_id):
    """Answers a phone that tests whether it reaches this machine."""
    access.workshop_or_404(public_id)
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_POST
@access.facilitated
def renew_projector(request, public_id):
    """Withdraw the projector's link and make a new one; a wall that came by the old one goes dark."""
    workshop = request.workshop
    workshop.projector_key = projector_key()
    workshop.save(update_fields=["projector_key"])
    access.admit_anew([workshop])
    return redirect("doors", public_id=public_id)


@require_POST
@access.facilitated
def name_helper(request, public_id):
    """A link for who helps one group: moves, names and hides there, never steers (R-ROLE-7)."""
    form, user = HelperForm(request.workshop, request.POST), request.user
    form.must_be_valid()

    def verb(workshop, changing):
        seat = cofacilitation.name_helper(workshop, form.cleaned_data["name"], form.cleaned_data["group"])
        workshop.log("named a co-facilitator", user=user, subject=seat.pk, rule="R-ROLE-7")
        changing.touched("presence")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("doors", public_id=public_id)


@require_POST
@access.facilitated
def withdraw_helper(request, public_id, number):
    seat = get_object_or_404(helpers(request.workshop), pk=number)
    form, user = KeyedForm(request.POST), request.user
    form.full_clean()

    def verb(workshop, changing):
        cofacilitation.withdraw(workshop.seats.get(pk=seat.pk))
        workshop.log("withdrew a co-facilitator", user=user, subject=seat.pk, rule="R-ROLE-7")
        changing.touched(RELEASED)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("doors", public_id=public_id)
