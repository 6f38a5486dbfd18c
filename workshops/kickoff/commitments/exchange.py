import base64
import re
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile

from signing.models import Document, Signature
from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, day, moment, stamp
from workshops.kickoff.commitments import hands
from workshops.kickoff.commitments.models import Commitment
from workshops.kickoff.commitments.sheets import sheet_of
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop

PIECES = re.compile(r"(?<=\d)(?=[ML])")


class CommitmentsPart(Part):
    """`commitments` and `signatures`: each signs the own sheet, in the order of time, p24's days later by link."""

    order = 70

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        actions = {action.key: action for action in workshop.actions.all()}
        for row in content.get("commitments", []):
            Commitment.write(
                book.seat(row["person"]),
                text=row["text"],
                language=LANGUAGES[row["lang"]],
                due=day(row.get("due")),
                seen_by=row.get("seen_by", ""),
                action=actions.get(row.get("action") or ""),
                need=row.get("need", ""),
                need_from_person=book.people.get(row.get("need_from") or ""),
                need_from_text=row.get("need_from_text", ""),
            )
        statement = versions.newest(workshop)
        for row in sorted(content.get("signatures", []), key=lambda row: row["dt"]) if statement else []:
            # A hand under an earlier version stays there, and of that version the file holds only the last (R-SIGN-3).
            if row.get("statement_version", statement.version) == statement.version:
                sign_from(row, book.seat(row["person"]), statement)

    def dump(self, workshop: Workshop, book: Book) -> dict:
        seats = sorted(workshop.seats.all(), key=lambda seat: (seat.role == Seat.Role.LEAD, seat.pk))
        commitments = [commitment_row(one, book) for seat in seats for one in seat.commitments.all()]
        signatures = [signature_row(one, seat, book) for seat in seats if (one := hands.last_of(seat))]
        return {"commitments": commitments, "signatures": signatures}

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {})
        days = [local_day(workshop, signature.signed_at) for signature in hands.standing(workshop)]
        evening = max(workshop.days)
        counts = {
            "signatures": len(days),
            "late_signatures": sum(signed > evening for signed in days),
            "signed_by_evening": sum(signed <= evening for signed in days),
        }
        for name, count in counts.items():
            if name in expected:
                yield Check(f"expected.{name}", expected[name], count)


def sign_from(row: dict, seat: Seat, statement: Document) -> None:
    """The signature of a row, as it was given; what was signed on paper comes with its photo (R-SIGN-1)."""
    sheet, at = sheet_of(seat, statement), moment(row["dt"])
    if row["mode"] != "paper":
        hands.sign(seat, statement.content_hash, sheet.hash, hand_of(row), at=at)
        return
    sheet.freeze(at)
    photo = ContentFile(base64.b64decode(row["photo"]), "page.jpg")
    how = {name: row[name] for name in ("remark", "transport") if row.get(name)}
    language, entered_by = LANGUAGES[row["lang"]], row["entered_by"]
    hands.sign_on_paper(seat, photo, at=at, language=language, entered_by_name=entered_by, **how)


def photo_of(signature: Signature) -> dict[str, str]:
    with signature.photo.open() as file:
        photo = base64.b64encode(file.read()).decode()
    return {"photo": photo, "entered_by": signature.entered_by_name}


def local_day(workshop: Workshop, at: datetime):
    return at.astimezone(workshop.organisation.zone).date()


def hand_of(row: dict) -> hands.Hand:
    return hands.Hand(
        mode=row["mode"],
        strokes=row.get("strokes", ""),
        typed=row.get("typed", ""),
        remark=row.get("remark", ""),
        language=LANGUAGES[row["lang"]],
        transport=row.get("transport", "https"),
    )


def commitment_row(commitment: Commitment, book: Book) -> dict:
    more = {
        "seen_by": commitment.seen_by,
        "action": commitment.action.key if commitment.action else "",
        "need": commitment.need,
        "need_from": book.key_of(commitment.need_from_person),
        "need_from_text": commitment.need_from_text,
    }
    return {
        "person": book.name_of(commitment.seat),
        "text": commitment.text,
        "lang": FILE_LANGUAGES[commitment.language],
        "due": commitment.due.isoformat() if commitment.due else None,
    } | {name: value for name, value in more.items() if value}


def signature_row(signature: Signature, seat: Seat, book: Book) -> dict:
    """A drawn hand or a typed name, as the file spells it; the decision maker's sheet is the list of what was given."""
    sheet = signature.document
    drawn = {"strokes": PIECES.sub(" ", signature.strokes)} if signature.strokes else {"typed": signature.typed}
    if signature.mode == Signature.Mode.PAPER:
        drawn = photo_of(signature)
    return (
        {
            "person": book.name_of(seat),
            "sheet_version": sheet.version,
            "statement_version": sheet.stands_by.version,
            "kind": signature.kind,
            "mode": signature.mode,
            "lang": FILE_LANGUAGES[signature.language],
            "dt": stamp(signature.signed_at),
            "remark": signature.remark,
        }
        | drawn
        | ({"also_support_list": True} if seat.role == Seat.Role.LEAD else {})
    )
