from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access, doors
from workshops.models.workshop import projector_key
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
    chosen = request.POST.get("door", "")
    if chosen not in doors.base_urls():
        raise Refused(_("This machine has no such address any more. Choose one of the list."), status=422)

    def verb(workshop, changing):
        workshop.door = chosen
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
    """Withdraw the projector's link and make a new one."""
    request.workshop.projector_key = projector_key()
    request.workshop.save(update_fields=["projector_key"])
    return redirect("doors", public_id=public_id)
