"""The versions of a workshop's statement: freezing one, and whether the present text is frozen (R-CONS-2)."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from live import Refused
from signing.models import Document
from workshops.kickoff.consensus.changes import changes_between
from workshops.kickoff.consensus.gaps import must_be_complete
from workshops.kickoff.consensus.statement import TITLES, content
from workshops.kickoff.goals.models import Correction
from workshops.models import Workshop

KIND = "statement"
Reasons = dict[tuple[str, str], dict[str, str]]

# Later rituals say here why the plan changed, and hear of each version that is frozen in the room.
reasons_from: list[Callable[[Workshop], Reasons]] = []
when_frozen: list[Callable[[Workshop, Document], None]] = []


def versions(workshop: Workshop):
    return Document.objects.filter(
        organisation=workshop.organisation, kind=KIND, subject=workshop.public_id
    ).select_related("organisation")


def newest(workshop: Workshop) -> Document | None:
    return versions(workshop).order_by("version").last()


def is_current(workshop: Workshop) -> bool:
    """Whether the newest version says, word for word, what the rows say now (R-CONS-2, R-TOWN-11)."""
    document = newest(workshop)
    return document is not None and says(document, content(workshop))


def says(document: Document, text: dict) -> bool:
    return document.says(text | {"changes": document.parsed["changes"]}, TITLES)


def freeze(workshop: Workshop, changing, user, why: Reasons | None = None) -> Document:
    """Fix the present text in the room. Raises `Refused` while something is missing (R-CONS-5)."""
    must_be_complete(workshop)
    document = fix(workshop, user, why or said_why(workshop))
    for heard in when_frozen:
        heard(workshop, document)
    changing.touched("statement", document.pk)
    # Every screen says which version is fixed, the phones' page too.
    changing.touched("step")
    return document


def said_why(workshop: Workshop) -> Reasons:
    why = {
        (one.version.goal.key, figure): {"text": one.version.reason, "question": ""}
        for one in Correction.of(workshop)
        for figure, _old, _new in one.figures
    }
    return why | {place: said for one in reasons_from for place, said in one(workshop).items()}


def fix(workshop: Workshop, user=None, why: Reasons | None = None, at: datetime | None = None) -> Document:
    """The newest version if it says the present text, otherwise version n + 1 with what changed in its content.

    `why` tells the reason of a change by what it is about and its field, (`a08`, `start`).
    """
    before, text = newest(workshop), content(workshop)
    if before is not None and says(before, text):
        return before
    changes = changes_between(before.parsed, text, why) if before else []
    document = Document.objects.freeze(
        workshop.organisation, KIND, workshop.public_id, text | {"changes": changes}, TITLES, by=user, at=at
    )
    document.expect(expected_signatures(workshop))
    workshop.log("froze", user=user, subject=f"statement {document.number} v{document.version}", rule="R-CONS-2")
    return document


def changes_since(document: Document, read: Document) -> list[dict]:
    """What somebody who read an older version has to know about this one (R-SIGN-3)."""
    return changes_between(read.parsed, document.parsed)


def expected_signatures(workshop: Workshop) -> int:
    """The m of “n of m signed”: writers who checked in, left or not, and who decides (R-SIGN-6, R-ROLE-8).

    Somebody who was away all day is not waited for, and counts once the link has brought the signature.
    """
    here = workshop.seats.writers().filter(checked_in_at__isnull=False)
    waited_for = {f"seat:{seat.pk}" for seat in [*here, *workshop.deciders()]}
    statement = newest(workshop)
    signed = {one.signer_key for one in statement.standing_signatures()} if statement else set()
    return len(waited_for | signed)


def keep_expected(workshop: Workshop, document: Document) -> None:
    """Somebody may check in after the text was frozen: the count stands beside the text, not in it."""
    expected = expected_signatures(workshop)
    if document.expected_signatures != expected:
        document.expect(expected)


def must_be_newest(workshop: Workshop, read_hash: str) -> Document:
    """Guard R-SIGN-3: what was read is the newest version; raises `Refused` otherwise."""
    document = newest(workshop)
    if document is None:
        raise Refused(_("No statement is fixed yet."), rule="R-SIGN-3")
    if document.content_hash != read_hash:
        raise Refused(_("The statement changed since you read it. Read the new version, then sign."), rule="R-SIGN-3")
    return document
