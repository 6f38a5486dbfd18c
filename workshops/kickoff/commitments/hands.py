"""The act of signing in a room: reading, freezing one's own sheet and signing it are one change."""

from datetime import datetime
from typing import NamedTuple

from django.core.files import File
from django.db import models
from django.utils.translation import gettext as _

from live import Refused
from signing import ChangedSinceRead
from signing.models import Document, Signature
from signing.signer import Signer
from workshops.kickoff.commitments.sheets import KIND, newest_of, sheet_of
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop

LEAD_ROLE = {"role_en": "Decision maker", "role_zh": "决策者"}
STAND_IN_ROLE = {"role_en": "Stand-in for the decision maker", "role_zh": "决策者代理人"}


class Hand(NamedTuple):
    """What a signature consists of: strokes or a typed name, a remark, and how it travelled."""

    mode: str
    strokes: str = ""
    typed: str = ""
    remark: str = ""
    language: str = "en"
    transport: str = "http"


def signer_of(seat: Seat) -> Signer:
    role = (
        (LEAD_ROLE if seat.role == Seat.Role.LEAD else STAND_IN_ROLE)
        if seat.leads
        else {
            "role_en": seat.department_en or seat.department_zh,
            "role_zh": seat.department_zh or seat.department_en,
        }
    )
    latin = seat.name_latin if seat.name_latin != seat.name else ""
    return Signer(f"seat:{seat.pk}", seat.name, latin, person=seat.person, **role)


def sign(seat: Seat, statement_hash: str, sheet_hash: str, hand: Hand, at: datetime | None = None) -> Signature:
    """Freeze the seat's sheet as it was read and sign it, or nothing of both.

    Raises `Refused` (409) when statement or sheet are not what the phone showed, `ValidationError` when the hand
    can be mended. A second time gives the first signature back.
    """
    workshop = seat.workshop
    statement = versions.must_be_newest(workshop, statement_hash)
    sheet = sheet_of(seat, statement)
    if sheet.hash != sheet_hash:
        raise Refused(_("The sheet changed, please read it again, then sign."), rule="R-SIGN-3")
    try:
        signature = sheet.freeze(at).sign(signer_of(seat), read_hash=sheet_hash, at=at, **hand._asdict())
    except ChangedSinceRead as changed:
        raise Refused(str(changed), rule="R-SIGN-3") from changed
    versions.keep_expected(workshop, statement)
    return signature


def sign_on_paper(seat: Seat, photo: File, by=None, at: datetime | None = None, **how: str) -> Signature:
    """The photo of a sheet that was printed, signed with a pen, and entered by the facilitator (R-SIGN-1).

    Raises `Refused` (409) when the sheet was not printed, or says something else by now.
    """
    statement = versions.newest(seat.workshop)
    printed = newest_of(seat)
    if statement is None or printed is None or printed.content_hash != sheet_of(seat, statement).hash:
        raise Refused(_("The sheet changed since it was printed, or never was. Print it and sign it anew."), "R-SIGN-3")
    how = {"language": seat.language, "transport": "https"} | how
    signature = printed.sign(
        signer_of(seat), read_hash=printed.content_hash, mode="paper", photo=photo, entered_by=by, at=at, **how
    )
    versions.keep_expected(seat.workshop, statement)
    return signature


def voice_of(signature: Signature, statement: Document) -> int:
    """The how-manieth voice somebody was: "You are voice 34 of 42"."""
    keys = [one.signer_key for one in statement.standing_signatures()]
    return keys.index(signature.signer_key) + 1 if signature.signer_key in keys else 0


def standing(workshop: Workshop, statement: Document | None = None) -> list[Signature]:
    """Signatures on sheets that stand by the newest version, as they arrived (R-SIGN-3)."""
    statement = statement or versions.newest(workshop)
    return statement.standing_signatures() if statement else []


def signers(workshop: Workshop) -> list[tuple[int, str]]:
    """The seats whose sheets stand by the newest version, as they arrived, each with the name that signed."""
    return [(int(one.signer_key.removeprefix("seat:")), one.name) for one in standing(workshop)]


def of_seat(seat: Seat) -> models.QuerySet[Signature]:
    """Those on the own personal sheet; what else the seat signed that day is another ritual's."""
    found = Signature.objects.filter(signer_key=f"seat:{seat.pk}", document__organisation=seat.workshop.organisation)
    return found.filter(document__kind=KIND).select_related("document__stands_by")


def last_of(seat: Seat) -> Signature | None:
    return of_seat(seat).last()


def has_signed(seat: Seat, statement: Document) -> bool:
    return of_seat(seat).filter(document__stands_by=statement).exists()


def may_sign(workshop: Workshop):
    """Writers who checked in, left or not, and who decides (R-SIGN-6, R-ROLE-8)."""
    here = models.Q(role=Seat.Role.WRITER, checked_in_at__isnull=False)
    return workshop.seats.filter(here | models.Q(pk__in=workshop.deciders().values("pk")))


def missing(workshop: Workshop) -> list[Seat]:
    """Who has not signed this version yet: for the console only, never on a wall or in print (R-SIGN-6)."""
    signed = {signature.signer_key for signature in standing(workshop)}
    return [seat for seat in may_sign(workshop).select_related("person") if f"seat:{seat.pk}" not in signed]
