"""What the console does at the close: dates, words from the circle, the picture of all, the whole late tray."""

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.closing import dates, words
from workshops.kickoff.closing.forms import DateForm, PhotoForm, WordForm
from workshops.models import Note, Picture, StageRun, Workshop
from workshops.pictures import Encoded
from workshops.surfaces import HELD
from workshops.views.errors import refused
from workshops.views.steering import steer


@require_POST
@access.facilitated
def keep_date(request, public_id):
    """Move one of the next dates, or confirm it."""
    form, user = DateForm(request.workshop, request.POST), request.user

    def verb(workshop: Workshop, changing):
        dates.keep(workshop, form.cleaned_data["name"], form.cleaned_data["date"], user)
        workshop.log("kept a date", user=user, subject=form.cleaned_data["name"])
        changing.touched("dates")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def type_word(request, public_id):
    """A word said in the circle without a phone: typed by the console, without an author (R-GEN-16)."""
    form, language = WordForm(request.POST), get_language() or "en"

    def verb(workshop: Workshop, changing):
        run = must_be_in_the_circle(workshop)
        note = words.say(words.wall_of(run), form.cleaned_data["text"], language)
        workshop.log("typed a word", user=request.user, subject=note.pk, rule="R-GEN-16")
        changing.touched("note", note.pk)

    return steer(request, form, verb)


def must_be_in_the_circle(workshop: Workshop) -> StageRun:
    run = workshop.current
    if run is None or run.kind != "close" or run.step not in ("word", "photo"):
        raise Refused(_("This is not open now. The wall says what the room is doing."), rule="R-GEN-2")
    return run


@require_POST
@access.facilitated
def leave_tray(request, public_id):
    """One tap leaves the whole late tray: kept, on no wall, in no count (R-GEN-14)."""
    user = request.user

    def verb(workshop: Workshop, changing):
        for note in workshop.notes.late():
            note.state = Note.State.SET_ASIDE
            note.save(update_fields=["state"])
            workshop.log("left a late note", user=user, subject=note.pk, rule="R-GEN-14")
            changing.touched(HELD, note.pk)
            changing.touched("late", note.pk)

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def hang_photo(request, public_id):
    """The picture of all who want to be in it, from the desk; the newest one is shown (R-GEN-15)."""
    form, user = PhotoForm(request.POST, request.FILES), request.user

    def verb(workshop: Workshop, changing):
        kept(workshop, changing, form.cleaned_data["picture"], user=user)

    return steer(request, form, verb)


@require_POST
@access.seated
def bring_photo(request, public_id):
    """The same from the phone that took it, while the room is at the photo."""
    form, seat = PhotoForm(request.POST, request.FILES), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        workshop.must_allow("photo.add", seat)
        kept(workshop, changing, form.cleaned_data["picture"], seat=seat)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("phone", public_id=public_id)


def kept(workshop: Workshop, changing, encoded: Encoded, **who) -> None:
    picture = Picture.objects.keep(workshop, Picture.Kind.GROUP, encoded, **who)
    workshop.log("kept the group picture", **who, subject=picture.pk, rule="R-GEN-15")
    changing.touched("picture", picture.pk)
