"""What the console does by itself: whatever a group may do to its canvas, and what only it may (R-GEN-16)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.vision import results
from workshops.kickoff.vision.forms import PhotoForm, PromptForm, StoryForm, TellerForm, ThumbsForm, TitleForm
from workshops.kickoff.vision.models import Evening
from workshops.models import Picture, Workshop
from workshops.views.steering import steer


def must_be_in_vision(workshop: Workshop) -> None:
    run = workshop.current
    if run is None or run.kind != "vision":
        raise Refused(_("The room is at another step. Look at the page as it is now."), rule="R-GEN-2")


def on_canvas(request, number: int, form, act):
    """Run `act(canvas, changing)` as the facilitator's change."""
    get_object_or_404(request.workshop.canvases, pk=number)

    def verb(workshop, changing):
        must_be_in_vision(workshop)
        act(workshop.canvases.get(pk=number), changing)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def choose_prompt(request, public_id):
    """Which question the room is asked; for everybody, for young and for established teams."""
    form = PromptForm(request.POST)

    def verb(workshop, changing):
        must_be_in_vision(workshop)
        evening = Evening.kept(workshop)
        evening.prompt = form.cleaned_data["prompt"]
        evening.save(update_fields=["prompt"])
        changing.touched("evening")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def demonstrate(request, public_id):
    """The example comes on the wall (R-VIS-7)."""

    def verb(workshop, changing):
        must_be_in_vision(workshop)
        Evening.kept(workshop).demonstrate()
        changing.touched("evening")

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def hang(request, public_id, number):
    form, user = PhotoForm(request.POST, request.FILES), request.user

    def act(canvas, changing):
        picture = Picture.objects.keep(canvas.workshop, Picture.Kind.CANVAS, form.cleaned_data["picture"], user=user)
        canvas.hang(picture)
        changing.touched("canvas", canvas.pk)

    return on_canvas(request, number, form, act)


@require_POST
@access.facilitated
def tell(request, public_id, number):
    form = StoryForm(request.POST)

    def act(canvas, changing):
        canvas.tell(form.cleaned_data["story"])
        changing.touched("canvas", canvas.pk)

    return on_canvas(request, number, form, act)


@require_POST
@access.facilitated
def count_thumbs(request, public_id, number):
    """Thumbs of a group, counted in the room."""
    canvas, user = get_object_or_404(request.workshop.canvases, pk=number), request.user
    members = request.workshop.seats.writers().present().of_group(canvas.group).count()
    form = ThumbsForm(members, request.POST)

    def act(canvas, changing):
        results.raise_thumbs(canvas, form.counts, members, user)
        changing.touched("quality", canvas.pk)

    return on_canvas(request, number, form, act)


@require_POST
@access.facilitated
def show(request, public_id, number):
    """The room walks to this canvas."""

    def act(canvas, changing):
        canvas.show()
        changing.touched("gallery", canvas.pk)

    return on_canvas(request, number, KeyedForm(request.POST), act)


@require_POST
@access.facilitated
def set_teller(request, public_id, number):
    form = TellerForm(request.POST)

    def act(canvas, changing):
        canvas.told_by(canvas.workshop.seats.filter(pk=form.cleaned_data["seat"]).first())
        changing.touched("gallery", canvas.pk)

    return on_canvas(request, number, form, act)


@require_POST
@access.facilitated
def call(request, public_id, number):
    """The confirmed title, with its second language."""
    form = TitleForm(request.POST)

    def act(canvas, changing):
        canvas.call(form.cleaned_data["text"], form.cleaned_data["other"])
        changing.touched("title", canvas.pk)

    return on_canvas(request, number, form, act)
