"""Correction sheets: a slip of spelling is mended in an annex, while version and signatures stay (R-CONS-12)."""

import re
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from live import Refused
from people.models import Person
from signing import ChangedSinceRead
from signing.models import Document, Signature
from signing.models.document import COVER
from signing.signer import Signer
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop

KIND = "correction"
TITLES = {"en": "Correction sheet", "zh": "勘误单"}
RULE = "R-CONS-12"
ALIKE = 0.6
DIGITS = re.compile(r"\d+")
MONTHS = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE
)


def sheets(workshop: Workshop):
    """All of this workshop, in order."""
    own = Document.objects.filter(organisation=workshop.organisation, kind=KIND)
    return own.filter(subject__startswith=f"{workshop.public_id}:").order_by("number")


def write(workshop: Workshop, user, old: str, new: str) -> Document:
    """Freeze a sheet that names version and hash of the statement, with the old and the new words.

    Guard R-CONS-12: no name, number, date, owner or meaning; that needs a new version.
    """
    statement = versions.newest(workshop)
    if statement is None:
        raise Refused(_("Nothing is frozen yet: mend the words where they stand."), RULE)
    must_be_a_slip(workshop, statement, old, new)
    number = sheets(workshop).count() + 1
    content = {
        "annex_en": f"Annex {number} to statement {statement.number}, version {statement.version}, "
        f"hash {statement.short_hash}.",
        "annex_zh": f"共识书第 {statement.number} 号第 {statement.version} 版附件 {number}，"
        f"校验码 {statement.short_hash}。",
        "old": old,
        "new": new,
    }
    subject = f"{workshop.public_id}:{number}"
    sheet = Document.objects.freeze(workshop.organisation, KIND, subject, content, TITLES, by=user)
    sheet.expect(2)
    workshop.log("wrote a correction sheet", user=user, subject=sheet.pk, rule=RULE)
    return sheet


def must_be_a_slip(workshop: Workshop, statement: Document, old: str, new: str) -> None:
    if not any(old in text for text in texts(statement.parsed)):
        raise Refused(_("These words do not stand in the statement. Copy them as they are printed."), RULE, status=422)
    if old == new:
        raise Refused(_("Old and new words are the same."), RULE, status=422)
    people = Person.objects.filter(organisation=workshop.organisation)
    names = {name for pair in people.values_list("name", "name_latin") for name in pair if name}
    same_names = {name for name in names if name in old} == {name for name in names if name in new}
    if DIGITS.findall(old) != DIGITS.findall(new) or MONTHS.findall(old) != MONTHS.findall(new) or not same_names:
        raise Refused(_("A name, a number or a date is no slip of spelling: freeze a new version."), RULE)
    if SequenceMatcher(None, old.casefold(), new.casefold()).ratio() < ALIKE:
        raise Refused(_("That says something else: freeze a new version."), RULE)


def texts(content: Any):
    """Every text of a frozen content, but not what stands on its cover."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key != COVER:
                yield from texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from texts(value)
    elif isinstance(content, str):
        yield content


def facilitator(user, workshop: Workshop) -> Signer:
    membership = workshop.organisation.memberships.filter(user=user, person__isnull=False).first()
    person = membership.person if membership else None
    name, latin = (person.name, person.name_latin) if person else (str(user), "")
    return Signer(f"user:{user.pk}", name, latin, "Facilitator", "引导师", person)


def decision_maker(seat: Seat) -> Signer:
    latin = seat.name_latin if seat.name_latin != seat.name else ""
    return Signer(f"seat:{seat.pk}", seat.name, latin, "Decision maker", "决策人", seat.person)


def sign(sheet: Document, signer: Signer, typed: str, language: str, transport: str) -> Signature:
    """The facilitator's and the decision maker's hand, each with the typed name."""
    try:
        return sheet.sign(
            signer,
            read_hash=sheet.content_hash,
            mode=Signature.Mode.TYPED,
            typed=typed,
            language=language,
            transport=transport,
        )
    except ChangedSinceRead as changed:
        raise Refused(str(changed), rule="R-SIGN-3") from changed
