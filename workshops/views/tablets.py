from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from workshops import access, tablets
from workshops.forms import KeyedForm
from workshops.models import Workshop
from workshops.surfaces import RELEASED
from workshops.views.seats import open_workshop


@require_POST
def share(request, code):
    """Several people use this tablet, or it is one's own phone after all; said at the door (R-GEN-13)."""
    public_id = open_workshop(request, code).public_id
    response = redirect("join", code=code)
    if "own" in request.POST:
        response.delete_cookie(tablets.tablet_cookie(public_id))
        return response
    return tablets.remember(response, public_id, tablets.held(request.COOKIES, public_id) or [], request.is_secure())


@require_POST
@access.seated
def pass_on(request, public_id):
    """The next one takes the tablet: this seat's key is void, and only its PIN or the facilitator opens it again."""
    form, seat = KeyedForm(request.POST), request.seat
    form.full_clean()

    def verb(workshop: Workshop, changing):
        workshop.seats.get(pk=seat.pk).stand_up()
        changing.touched(RELEASED)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    response = redirect("join", code=request.workshop.join_code)
    response.delete_cookie(access.seat_cookie(public_id))
    here = [*(tablets.held(request.COOKIES, public_id) or []), seat.pk]
    return tablets.remember(response, public_id, here, request.is_secure())
