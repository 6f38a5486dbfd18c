from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm
from workshops.kickoff.commitments import hands, links, needs, sheets
from workshops.kickoff.commitments.forms import CommitmentForm, PaperHandForm, WhichForm
from workshops.kickoff.commitments.models import Commitment, Standing
from workshops.kickoff.commitments.stages import progress, to_sign, written
from workshops.kickoff.consensus import versions
from workshops.kickoff.town import stale
from workshops.models import Seat, Workshop
from workshops.surfaces import OWN
from workshops.views.screens import desk
from workshops.views.steering import steer


@require_GET
@access.facilitated
def who_is_missing(request, public_id):
    """A personal link for each who has not signed this version, to be sent by hand: for facilitators only."""
    shared = progress(request.workshop) | {"workshop": request.workshop} | desk("run", request.workshop)
    return render(request, "commitments/links.html", shared)


@require_GET
@access.facilitated
def all_needs(request, public_id):
    """What the signed sheets ask of whom; what names nobody is the facilitator's to answer."""
    grouped = needs.grouped(needs.of(request.workshop))
    shared = {"workshop": request.workshop, "grouped": grouped} | desk("run", request.workshop)
    return render(request, "commitments/needs.console.html", shared)


@require_POST
@access.facilitated
def next_standing(request, public_id):
    """The next group stands up."""

    def verb(workshop: Workshop, changing):
        if standing := Standing.of(workshop):
            standing.pass_on()
            changing.touched("standing")

    return steer(request, KeyedForm(request.POST), verb)


def signing_seat(request, number: int) -> Seat:
    """One of those who may sign this statement."""
    seats = hands.may_sign(request.workshop).select_related("workshop__organisation", "workshop__room", "person")
    return get_object_or_404(seats, pk=number)


@require_GET
@access.facilitated
def on_paper(request, public_id, number):
    """One person's sheet at the desk: promises of a paper seat, the page to print, the photo of it signed."""
    return sheet_page(request, signing_seat(request, number))


def sheet_page(request, seat: Seat, status: int = 200, **more):
    reading, frozen = to_sign(seat), sheets.newest_of(seat)
    sheet = reading["sheet"]
    is_printed = bool(sheet and frozen and frozen.content_hash == sheet.hash)
    context = {"seat": seat, "workshop": seat.workshop, "frozen": frozen, "is_printed": is_printed}
    context |= reading | written(seat) | {"paper": PaperHandForm(), "may_write": seat.kind == Seat.Kind.PAPER}
    return render(request, "commitments/paper.console.html", desk("run", seat.workshop) | context | more, status=status)


def must_write_on_paper(seat: Seat) -> None:
    if seat.kind != Seat.Kind.PAPER:
        raise Refused(_("Only for people who write on paper. Everybody else writes on the own phone."), "R-GEN-16")


@require_POST
@access.facilitated
def write_for(request, public_id, number):
    """A promise that stands on somebody's paper, typed in (R-GEN-16)."""
    seat = signing_seat(request, number)
    form = CommitmentForm(seat, request.POST)
    if not form.is_valid():
        return sheet_page(request, seat, 422, refused=form)
    said = form.said(seat.language)

    def verb(workshop: Workshop, changing):
        must_write_on_paper(seat)
        Commitment.write(seat, **said)
        workshop.log("typed a promise", user=request.user, seat=seat, rule="R-GEN-16")
        changing.touched("commitment")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("signature_on_paper", public_id, number)


@require_POST
@access.facilitated
def withdraw_for(request, public_id, number):
    """A promise typed by mistake goes; `commitment` says which of this seat."""
    seat, form = signing_seat(request, number), WhichForm(request.POST)
    if not form.is_valid():
        return sheet_page(request, seat, 422, refused=form)

    def verb(workshop: Workshop, changing):
        must_write_on_paper(seat)
        seat.commitments.filter(pk=form.cleaned_data["commitment"]).delete()
        changing.touched("commitment")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("signature_on_paper", public_id, number)


@require_POST
@access.facilitated
def print_page(request, public_id, number):
    """Freeze the sheet as it stands and print it, with its hash, for a pen (R-SIGN-1)."""
    seat, form = signing_seat(request, number), KeyedForm(request.POST)
    form.full_clean()

    def verb(workshop: Workshop, changing):
        links.must_be_open(workshop)
        stale.must_be_fresh(workshop)
        statement = versions.newest(workshop)
        if statement is None:
            raise Refused(_("No statement is fixed yet."), rule="R-SIGN-3")
        sheets.sheet_of(seat, statement).freeze()

    request.workshop.change(form.sent_key, form.body_hash, verb)
    response = redirect("sheet_pdf", public_id, number)
    response["Location"] += f"?language={seat.language}"
    return response


@require_POST
@access.facilitated
def sign_for(request, public_id, number):
    """The photo of the page that this person has signed with a pen, entered by the facilitator (R-SIGN-1)."""
    seat, form, user = signing_seat(request, number), PaperHandForm(request.POST, request.FILES), request.user
    if not form.is_valid():
        return sheet_page(request, seat, 422, paper=form)
    data = form.cleaned_data
    transport = "https" if request.is_secure() else "http"

    def verb(workshop: Workshop, changing):
        links.must_be_open(workshop)
        stale.must_be_fresh(workshop)
        hand_of = workshop.seats.select_related("workshop__organisation", "workshop__room", "person").get(pk=seat.pk)
        photo = ContentFile(data["photo"].data, "page.jpg")
        signature = hands.sign_on_paper(hand_of, photo, user, remark=data["remark"], transport=transport)
        workshop.log("entered a signature", user=user, seat=hand_of, subject=signature.document, rule="R-SIGN-1")
        changing.touched("signature", signature.pk)
        changing.touched(OWN)
        return 201, signature.pk

    try:
        request.workshop.change(form.sent_key, form.body_hash, verb)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return sheet_page(request, seat, 422, paper=form)
    return redirect("signature_on_paper", public_id, number)


@require_GET
@access.facilitated
def photo(request, public_id, number):
    """The signed page as it was photographed; for facilitators, because the page shows a hand."""
    signature = hands.last_of(signing_seat(request, number))
    if signature is None or not signature.photo:
        raise Http404
    return FileResponse(signature.photo.open(), content_type="image/jpeg")
