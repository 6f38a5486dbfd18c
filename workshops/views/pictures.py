from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.models.picture import PictureFile
from workshops.surfaces import POKE
from workshops.views.steering import steer


@require_GET
def show(request, public_id, number, size="large"):
    """A picture, for whoever may see the wall: seats, its projector, its facilitators (R-GEN-15).

    Screens keep it and ask each time whether it still stands, so that one taken down is gone everywhere.
    """
    workshop = access.workshop_or_404(public_id)
    if not access.may_watch_wall(request.COOKIES, request.user, workshop):
        raise Http404
    picture = get_object_or_404(workshop.pictures.shown(), pk=number)
    tag = f'"{picture.digest}-{size}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        file = get_object_or_404(PictureFile.objects.only("data" if size == "large" else "small"), pk=picture.pk)
        response = HttpResponse(bytes(file.data if size == "large" else file.small), content_type="image/jpeg")
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response


@require_POST
@access.seated
def take_down(request, public_id, number):
    """Whoever is visible in a picture may have it removed; nobody is asked for a reason (R-GEN-15)."""
    picture, seat = get_object_or_404(request.workshop.pictures, pk=number), request.seat
    form = KeyedForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is out of date. Reload it."), status=422)

    def verb(workshop, changing):
        workshop.pictures.get(pk=picture.pk).remove(changing, seat=seat)

    request.workshop.change(form.sent_key, form.body_hash, verb, although_put_away=True)
    return HttpResponse(POKE.format("mine"))


@require_POST
@access.facilitated
def remove(request, public_id, number):
    """The same from the console, for somebody who asks aloud."""
    picture, user = get_object_or_404(request.workshop.pictures, pk=number), request.user

    def verb(workshop, changing):
        workshop.pictures.get(pk=picture.pk).remove(changing, user=user)

    return steer(request, KeyedForm(request.POST), verb, although_put_away=True)
