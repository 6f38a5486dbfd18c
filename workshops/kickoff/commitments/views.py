from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from workshops import access, proof
from workshops.forms import KeyedForm, must_be_as_read
from workshops.kickoff.commitments import hands, links, needs, sheets
from workshops.kickoff.commitments.forms import CommitmentForm, ShowForm, SigningForm
from workshops.kickoff.commitments.models import Commitment
from workshops.kickoff.commitments.stages import to_sign, written
from workshops.kickoff.commitments.writing import may_write, must_write
from workshops.kickoff.town import stale
from workshops.views.errors import refused


@require_POST
@access.seated
def write(request, public_id):
    """One more promise, or a draft of one from the town meeting on (R-GEN-2)."""
    form, seat = CommitmentForm(request.seat, request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)
    said = form.said(get_language() or "en")

    def verb(workshop, changing):
        must_write(workshop, seat)
        commitment = Commitment.write(seat, **said)
        changing.touched("commitment")
        return 201, commitment.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "commitments/own.html", own(request), status=201)


@require_POST
@access.seated
def reword(request, public_id, number):
    """Other words for an own promise; what was signed stays as it was (R-SIGN-9)."""
    form, seat = CommitmentForm(request.seat, request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)
    said = form.said(get_language() or "en")

    def verb(workshop, changing):
        commitment = get_object_or_404(seat.commitments, pk=number)
        must_write(workshop, seat)
        for name in ("text", "need"):
            must_be_as_read(form.cleaned_data, getattr(commitment, name), name)
        commitment.reword(**said)
        changing.touched("commitment")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "commitments/own.html", own(request))


@require_POST
@access.seated
def withdraw(request, public_id, number):
    """Take an own promise back; who asks again with the same key gets the first answer, although it is gone."""
    form, seat = KeyedForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        commitment = get_object_or_404(seat.commitments, pk=number)
        must_write(workshop, seat)
        commitment.delete()
        changing.touched("commitment")

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return render(request, "commitments/own.html", own(request))


@require_POST
@access.seated
def show(request, public_id, number):
    """Put an own promise on the wall while saying it, or take it down again; nobody else can (R-SIGN-10)."""
    form, seat = ShowForm(request.POST), request.seat
    if not form.is_valid():
        return refused(request, form)
    kind = "commitment" if form.cleaned_data["wanted"] else ""

    def verb(workshop, changing):
        run = workshop.must_allow("commitment.show", seat)
        promise = get_object_or_404(seat.commitments, pk=number)
        if kind or (run.read_out and run.read_out.is_of("commitment", str(promise.pk))):
            run.read_aloud(changing, kind, promise.pk, seat=seat)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    shared = {"workshop": request.workshop, "commitment": seat.commitments.get(pk=number), "is_shown": bool(kind)}
    return render(request, "commitments/show.html", shared)


def own(request) -> dict:
    shared = {"workshop": request.workshop, "seat": request.seat}
    return shared | written(request.seat) | {"may_write": may_write(request.workshop, request.seat)}


@require_POST
@access.seated
def sign(request, public_id):
    """Sign the own sheet in the room: freeze and signature are one change."""
    seat = request.seat

    def permission(workshop):
        workshop.must_allow("signature.sign", seat)

    return signed(request, seat, permission)


def signed(request, seat, permission, token=""):
    """The one act, from the room or by the personal link; a stale page is a 409 that says so (R-SIGN-3)."""
    form = SigningForm(request.POST)
    if not form.is_valid():
        return render(request, "commitments/refused.html", {"form": form}, status=422)
    proof.must_be_oneself(request, seat, form.cleaned_data["pin"])
    hand = form.hand(get_language() or "en", "https" if request.is_secure() else "http")

    def verb(workshop, changing):
        permission(workshop)
        stale.must_be_fresh(workshop)
        hand_of = workshop.seats.select_related("workshop__organisation", "workshop__room", "person").get(pk=seat.pk)
        before = hands.last_of(hand_of)
        data = form.cleaned_data
        signature = hands.sign(hand_of, data["statement"], data["sheet"], hand)
        if signature != before:
            workshop.log("signed", seat=hand_of, subject=signature.document, rule="R-SIGN-1")
            changing.touched("signature", signature.pk)
        return 201, signature.pk

    try:
        seat.workshop.change(form.sent_key, form.body_hash, verb)
    except ValidationError as error:
        return render(request, "commitments/refused.html", {"errors": error.messages}, status=422)
    context = to_sign(seat) | {"seat": seat, "workshop": seat.workshop, "token": token}
    return render(request, "commitments/signed.html", context, status=201)


@require_GET
@access.seated
def sheet(request, public_id):
    """My sheet: own promises, what was signed, and the way to sign later."""
    seat, workshop = request.seat, request.workshop
    late = links.is_open(workshop) and seat in hands.may_sign(workshop)
    own_link = links.url_of(seat) if late else ""
    context = own(request) | to_sign(seat) | {"link": own_link, "frozen": sheets.newest_of(seat)}
    return render(request, "commitments/sheet.html", context)


@require_GET
@access.seated
def asked_of_me(request, public_id):
    """What signed sheets ask of this person; the decision maker sees what is asked of anybody."""
    workshop, seat = request.workshop, request.seat
    found = needs.visible_to(workshop, seat)
    shared = {"workshop": workshop, "seat": seat, "grouped": needs.grouped(found), "count": len(found)}
    may_answer = needs.may_answer(workshop, seat, found)
    return render(request, "commitments/needs.html", shared | {"may_answer": may_answer})
