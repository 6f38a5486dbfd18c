"""What phones and the console do to the canvases; a group's own is for its members, all are for the console."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.vision import results
from workshops.kickoff.vision.forms import PhotoForm, QualitiesForm, StoryForm, ThumbsForm, TitleForm
from workshops.kickoff.vision.models import Canvas, QualityVote, TitleIdea
from workshops.models import Picture, Seat, Workshop
from workshops.views.errors import refused
from workshops.views.phone import acknowledged


def canvas_for(workshop: Workshop, verb: str, seat: Seat, number: int) -> Canvas:
    """The canvas, where the open step lets this seat do that to it: members to their own, who leads to any."""
    workshop.must_allow(verb, seat)
    canvas = get_object_or_404(workshop.canvases, pk=number)
    if canvas.group_id != seat.group_id and seat.role != Seat.Role.LEAD:
        raise Refused(_("This is another group’s picture."), rule="R-GEN-3", status=403)
    return canvas


def on_canvas(request, number: int, form, verb: str, act, status: int = 200) -> HttpResponse:
    """Run `act(canvas, changing)` as the seat's change, on the canvas as it is then."""
    seat = request.seat
    if not form.is_valid():
        return refused(request, form)

    def change(workshop, changing):
        act(canvas_for(workshop, verb, seat, number), changing)
        return status, number

    request.workshop.change(form.sent_key, form.body_hash, change)
    return acknowledged(request, status)


@require_POST
@access.seated
def hang(request, public_id, number):
    """A photo of the paper, from any phone of the group (R-VIS-1, R-GEN-15)."""
    form, seat = PhotoForm(request.POST, request.FILES), request.seat
    get_object_or_404(request.workshop.canvases, pk=number)
    if not form.is_valid():
        context = {"form": form, "number": number, "workshop": request.workshop}
        # A crowd at the encoder is no fault of the photo: the phone sends it again by itself.
        status = 503 if form.has_error("picture", "busy") else 422
        return render(request, "vision/photo_refused.html", context, status=status)

    def act(canvas, changing):
        picture = Picture.objects.keep(canvas.workshop, Picture.Kind.CANVAS, form.cleaned_data["picture"], seat=seat)
        canvas.hang(picture)
        changing.touched("canvas", canvas.pk)

    return on_canvas(request, number, form, "canvas.fill", act, 201)


@require_POST
@access.seated
def tell(request, public_id, number):
    """The story of the picture, or instead of it; who writes last has the pen."""
    form = StoryForm(request.POST)

    def act(canvas, changing):
        canvas.tell(form.cleaned_data["story"])
        changing.touched("canvas", canvas.pk)

    return on_canvas(request, number, form, "canvas.fill", act)


@require_POST
@access.seated
def judge(request, public_id, number):
    """Yes or not yet to the five qualities; the group sees sums alone."""
    form, seat = QualitiesForm(request.POST), request.seat

    def act(canvas, changing):
        QualityVote.cast(canvas, seat, form.answers)
        changing.touched("quality", canvas.pk)

    return on_canvas(request, number, form, "canvas.judge", act)


@require_POST
@access.seated
def count_thumbs(request, public_id, number):
    """The host enters how many thumbs went up."""
    members = request.workshop.seats.writers().present().of_group(request.seat.group).count()
    form = ThumbsForm(members, request.POST)

    def act(canvas, changing):
        results.raise_thumbs(canvas, form.counts, members)
        changing.touched("quality", canvas.pk)

    return on_canvas(request, number, form, "canvas.thumbs", act)


@require_POST
@access.seated
def tell_aloud(request, public_id, number):
    """ "I tell it": one voice of the group at its own picture."""
    seat = request.seat

    def act(canvas, changing):
        canvas.told_by(seat)
        changing.touched("gallery", canvas.pk)

    return on_canvas(request, number, KeyedForm(request.POST), "gallery.tell", act)


@require_POST
@access.seated
def suggest(request, public_id, number):
    form, seat = TitleForm(request.POST), request.seat

    def act(canvas, changing):
        idea = TitleIdea.suggest(canvas, seat, form.cleaned_data["text"])
        changing.touched("title", idea.pk)

    return on_canvas(request, number, form, "title.suggest", act, 201)


@require_POST
@access.seated
def vote(request, public_id, number):
    """One vote a person, for a title of the own group's picture."""
    idea = get_object_or_404(TitleIdea, canvas__workshop=request.workshop, pk=number)
    seat = request.seat

    def act(canvas, changing):
        canvas.title_ideas.get(pk=idea.pk).vote(seat)
        changing.touched("title", idea.pk)

    return on_canvas(request, idea.canvas_id, KeyedForm(request.POST), "title.vote", act)


@require_POST
@access.seated
def call(request, public_id, number):
    """The host confirms what the group voted for."""
    form = TitleForm(request.POST)

    def act(canvas, changing):
        canvas.call(form.cleaned_data["text"], form.cleaned_data["other"])
        changing.touched("title", canvas.pk)

    return on_canvas(request, number, form, "title.confirm", act)
