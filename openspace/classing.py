"""What the host of a home group enters, and what the console does when time is over (R-OS-7)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from openspace.forms import ClassForm, MergeForm
from openspace.home import unclassified
from openspace.models import Opinion
from openspace.models.opinion import NO_TIME
from openspace.posting import standing
from workshops import access
from workshops.forms import KeyedForm
from workshops.views.errors import refused
from workshops.views.phone import own
from workshops.views.steering import steer


def by_its_host(request, number: int, form, act):
    """Run `act(opinion)` for the host of its home group, while the home groups are at work."""
    get_object_or_404(Opinion, workshop=request.workshop, pk=number)
    if not form.is_valid():
        return refused(request, form)
    seat = request.seat

    def verb(workshop, changing):
        workshop.must_allow("opinion.classify", seat)
        opinion = Opinion.objects.select_related("topic").get(workshop=workshop, pk=number)
        if opinion.topic.host_id != seat.pk:
            what = _("The home group of corner %(letter)s agrees on this, and its host enters it.")
            raise Refused(what % {"letter": opinion.topic.corner}, rule="R-OS-7", status=403)
        hung = opinion.is_on_wall
        act(opinion)
        changing.touched("opinion", opinion.pk)
        if opinion.is_on_wall != hung:
            opinion.wall.run.stage.rearranged(opinion, changing)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "openspace/home.mine.html", own(request))


@require_POST
@access.seated
def classify(request, public_id, number):
    form, seat = ClassForm(request.POST), request.seat

    def act(opinion):
        if opinion.merged_into_id or not opinion.is_on_wall:
            raise Refused(_("This idea is not on the sheet any more."), rule="R-OS-7")
        data = form.cleaned_data
        opinion.classify(data["kind"], seat, data["effect"], data["ease"], data["why"])

    return by_its_host(request, number, form, act)


@require_POST
@access.seated
def merge(request, public_id, number):
    """Two that say the same, on one sheet: the later goes into the earlier; nothing named takes it out again."""
    form = MergeForm(request.POST)

    def act(opinion):
        if form.cleaned_data["first"] is None:
            opinion.separate()
            return
        first = standing(opinion.topic).filter(pk=form.cleaned_data["first"], pk__lt=opinion.pk).first()
        if first is None:
            raise Refused(_("Choose an earlier idea of the same sheet."), rule="R-OS-5")
        opinion.merge_into(first)

    return by_its_host(request, number, form, act)


@require_POST
@access.facilitated
def all_pending(request, public_id):
    """What nobody got to waits with the reason "no time", and comes first afterwards (R-OS-7)."""
    user = request.user

    def verb(workshop, changing):
        workshop.must_be_led_by(user)
        run = workshop.current
        if run is None or run.step != "home":
            raise Refused(_("The home groups are not at work now."), rule="R-OS-7")
        for opinion in unclassified(workshop):
            opinion.classify(Opinion.Class.PENDING, None, None, None, NO_TIME)
            changing.touched("opinion", opinion.pk)
        workshop.log("set ideas pending", user=user, rule="R-OS-7")

    return steer(request, KeyedForm(request.POST), verb)
