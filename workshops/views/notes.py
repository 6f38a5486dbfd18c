from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import select_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from live.models import Room
from live.writer import writer
from people.blame import judges
from people.text import display_width, written_in
from workshops import access, cards
from workshops.forms import EditForm, KeyedForm, NoteForm, ReasonForm, must_be_as_read
from workshops.models import Note, Workshop
from workshops.posting import accept, blames, must_be_own
from workshops.surfaces import HELD
from workshops.views.errors import refused


@require_POST
def create(request, public_id):
    """A note from a phone: 201 on the wall (or kept for it), 202 in the late tray or held; the body says which."""
    return post(request, public_id, NoteForm(request.POST))


def post(request, public_id, form: NoteForm) -> HttpResponse:
    """Take in what a note's form brought; a ritual with typed notes has a form of its own."""
    claim = access.claim_from(request.COOKIES, public_id)
    if claim is None:
        raise Refused(no_seat(), rule="R-GEN-3", status=403)
    access.must_be_written_here(request, public_id, claim[0])
    if not form.is_valid():
        return refused(request, form)
    said = form.cleaned_data
    language = said["language"] or written_in(said["text"], get_language() or "en")
    secret = access.secret_from(request.COOKIES, public_id)
    post = partial(accept, claim=claim, secret=secret, **said | {"language": language})
    try:
        outcome = writer.run(public_id, form.sent_key, form.body_hash, post, is_pure=True)
    except Room.DoesNotExist:
        raise Http404 from None
    return answer(request, outcome)


def no_seat() -> str:
    return _("This device has no seat here. Scan the code on the wall again; your words stay on this device.")


def answer(request, outcome) -> HttpResponse:
    """The result of this key, rendered as the note stands now: as it was just written, or as it is found again."""
    note = outcome.result if isinstance(outcome.result, Note) else note_to_answer(int(outcome.ref))
    kind = note.wall.run.kind if note.wall and note.wall.run else ""
    page = select_template([f"{kind}/own.html", "notes/own.html"])
    context = {"note": note, "workshop": note.workshop, "advice": partial(advice, note)}
    if request.META.get("HTTP_X_REQUESTED_WITH") == "outbox":
        # It takes the token off a form anyway, because tokens age, and sends the one of that moment.
        context["csrf_token"] = ""
    return HttpResponse(page.render(context, request), status=outcome.status)


def note_to_answer(number: int) -> Note:
    return Note.objects.select_related("wall__group", "wall__run", "workshop__room").get(pk=number)


def advice(note: Note) -> list[str]:
    """What the author reads under the own note, and may leave as it is (R-GEN-10, R-DEC-6)."""
    told = []
    if display_width(note.text) > cards.WIDEST:
        told.append(_("One idea, fewer words: this is too long to read from three metres."))
    if judges(note.text):
        told.append(_("Describe what happened and what in the way of working made it possible."))
    return told


@require_POST
@access.seated
def edit(request, public_id, number):
    """Authors reword their own note until its stage is locked (R-GEN-4)."""
    note = get_object_or_404(request.workshop.notes.by(request.seat), pk=number)
    form = EditForm(request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        own = must_be_own(workshop, note.pk, request.seat)
        must_be_as_read(form.cleaned_data, own.text)
        if own.wall and own.wall.run:
            own.wall.run.stage.must_take(own, form.cleaned_data["text"])
        own.text = form.cleaned_data["text"]
        own.language = written_in(own.text, own.language)
        own.save(update_fields=["text", "language"])
        look_again(workshop, own, changing)
        return 200, own.pk

    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    return answer(request, outcome)


@require_POST
@access.seated
def withdraw(request, public_id, number):
    """Authors take their own note back until its stage is locked (R-GEN-4)."""
    note = get_object_or_404(request.workshop.notes.by(request.seat), pk=number)
    form = KeyedForm(request.POST)
    form.full_clean()

    def verb(workshop: Workshop, changing):
        own = must_be_own(workshop, note.pk, request.seat)
        own.withdraw()
        changed_on_wall(own, changing)
        return 200, own.pk

    outcome = request.workshop.change(form.sent_key, form.body_hash, verb)
    return answer(request, outcome)


def look_again(workshop: Workshop, note: Note, changing) -> None:
    """A reworded note is held if it blames somebody now, and hangs by itself once it does not any more (R-GEN-19)."""
    run = note.wall.run if note.wall else None
    blamed = bool(run and run.open_step.holds_blame and blames(workshop, note.text))
    if blamed and not note.waits:
        note.hold()
        changing.touched(HELD, note.pk)
        changed_on_wall(note, changing)
    elif note.waits and not blamed and note.reword_asked_at and run:
        note.hang(run.open_step.shows_at_once)
        changing.touched(HELD, note.pk)
    changing.touched("note", note.pk)


def changed_on_wall(note: Note, changing) -> None:
    """A note left its wall or came back: screens follow, and its ritual says what else looks different now."""
    changing.touched("note", note.pk)
    if note.wall and note.wall.run:
        note.wall.run.stage.rearranged(note, changing)


def still_here(workshop: Workshop, number: int) -> Note:
    """The note, unless its author took it back meanwhile: what was hidden may be hung again, what is theirs not."""
    note = workshop.notes.get(pk=number)
    if note.state == Note.State.WITHDRAWN:
        raise Refused(_("Its author has taken this note back."), rule="R-GEN-4")
    return note


@require_POST
@access.facilitated
def hide(request, public_id, number):
    """The facilitator takes a note from the wall, with a reason (R-GEN-4)."""
    note = get_object_or_404(request.workshop.notes, pk=number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        hidden = still_here(workshop, note.pk)
        hidden.hide(form.cleaned_data["reason"])
        workshop.log("hid a note", user=request.user, subject=note.pk, reason=form.cleaned_data["reason"])
        changing.touched(HELD, note.pk)
        changed_on_wall(hidden, changing)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return HttpResponse(status=204)


@require_POST
@access.helping
def hide_here(request, public_id, number):
    """The co-facilitator of a group does the same on its own wall, and on no other (R-ROLE-7)."""
    note = get_object_or_404(request.workshop.notes.filter(wall__group=request.seat.group), pk=number)
    form, seat = ReasonForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        hidden = still_here(workshop, note.pk)
        hidden.hide(form.cleaned_data["reason"])
        workshop.log("hid a note", seat=seat, subject=note.pk, rule="R-ROLE-7", reason=form.cleaned_data["reason"])
        changing.touched(HELD, note.pk)
        changed_on_wall(hidden, changing)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("phone", public_id=public_id)


@require_POST
@access.facilitated
def admit(request, public_id, number):
    """A note of the late tray joins its wall by the facilitator's tap (R-GEN-3)."""
    note = get_object_or_404(request.workshop.notes, pk=number)
    form = KeyedForm(request.POST)
    form.full_clean()

    def verb(workshop: Workshop, changing):
        late = workshop.notes.late().select_related("wall").filter(pk=note.pk).first()
        if late and late.wall:
            late.wall.number(late)
            late.save(update_fields=["number", "state"])
            if late.wall.run:
                late.wall.run.stage.adopt(late)
            workshop.log("admitted a late note", user=request.user, subject=note.pk)
            changing.touched(HELD, note.pk)
            changing.touched("note", note.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return HttpResponse(status=204)
