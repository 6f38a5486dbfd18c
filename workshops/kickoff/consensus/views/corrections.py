from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from people.text import in_sentences
from signing.models import Document
from signing.views import pdf_response
from workshops import access, proof
from workshops.doors import base_url
from workshops.kickoff.consensus import corrections, versions
from workshops.kickoff.consensus.forms import CorrectionForm, CorrectionHandForm
from workshops.models import Seat, Workshop
from workshops.papers.views import language_of
from workshops.views.screens import desk as at_the_desk


def cleaned(form):
    form.must_be_valid()
    return form.cleaned_data


def sheet_or_404(workshop: Workshop, number: int) -> Document:
    return get_object_or_404(corrections.sheets(workshop), pk=number)


@require_GET
@access.facilitated
def desk(request, public_id):
    """The correction sheets of a statement, a new one, and the facilitator's own signature (R-CONS-12)."""
    workshop = request.workshop
    context = {
        "workshop": workshop,
        "document": versions.newest(workshop),
        "sheets": [(one, one.standing_signatures()) for one in corrections.sheets(workshop)],
    }
    return render(request, "consensus/corrections.html", context | at_the_desk("run", workshop))


@require_POST
@access.facilitated
def write(request, public_id):
    form, user = CorrectionForm(request.POST), request.user
    said = cleaned(form)

    def verb(workshop: Workshop, changing):
        workshop.must_be_led_by(user)
        sheet = corrections.write(workshop, user, said["old"], said["new"])
        changing.touched("statement", sheet.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect("corrections", public_id)


@require_POST
@access.facilitated
def sign_at_desk(request, public_id, number):
    """The facilitator signs with an account, after typing the password again (R-SIGN-1)."""
    form, user = CorrectionHandForm(request.POST), request.user
    said, asked = cleaned(form), sheet_or_404(request.workshop, number)
    if not user.check_password(said["password"]):
        raise Refused(_("That is not your password. Signing asks for it once more."), "R-SIGN-1", status=403)
    signed(request, form, asked, corrections.facilitator(user, request.workshop))
    return redirect("corrections", public_id)


@require_POST
@access.seated
def sign_as_lead(request, public_id, number):
    """The decision maker signs on the own phone, after the PIN where the session was broken (R-SIGN-1)."""
    form, seat = CorrectionHandForm(request.POST), request.seat
    said, asked = cleaned(form), sheet_or_404(request.workshop, number)
    if seat.role != Seat.Role.LEAD:
        raise Refused(_("The facilitator and the decision maker sign a correction."), corrections.RULE, status=403)
    proof.must_be_oneself(request, seat, said["pin"])
    signed(request, form, asked, corrections.decision_maker(seat))
    return redirect("statement", public_id)


def signed(request, form, sheet: Document, signer) -> None:
    language = "zh-hans" if (get_language() or "en").startswith("zh") else "en"
    how = (form.cleaned_data["typed"], language, "https" if request.is_secure() else "http")

    def verb(workshop: Workshop, changing):
        corrections.sign(Document.objects.get(pk=sheet.pk), signer, *how)
        workshop.log("signed a correction sheet", subject=sheet.pk, rule=corrections.RULE)
        changing.touched("statement", sheet.pk)

    try:
        request.workshop.change(form.sent_key, form.body_hash, verb)
    except ValidationError as error:
        raise Refused(in_sentences(error.messages), rule="R-SIGN-1", status=422) from None


@require_GET
@access.reading
def pdf(request, public_id, number):
    workshop = request.workshop
    return pdf_response(sheet_or_404(workshop, number), language_of(request), base_url(workshop))
