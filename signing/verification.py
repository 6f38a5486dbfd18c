"""Is this file what was signed? Each question is answered on its own, from the file and from the record."""

import hashlib
import json
from typing import NamedTuple

from django.db import DatabaseError
from django.utils.translation import gettext as _

from signing import chain, kinds, proof, reading, seal, spoken
from signing.canonical import grouped
from signing.models import Document

MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError)


class Check(NamedTuple):
    """One question about a file: `passed` is `None` where it could not be asked."""

    name: str
    passed: bool | None
    sentence: str


class Report(NamedTuple):
    checks: list[Check]
    public_id: str = ""

    @property
    def passed(self) -> bool:
        return all(check.passed is not False for check in self.checks)


def verify_pdf(pdf: bytes, trusted: frozenset[str] = frozenset()) -> Report:
    """Seal, revision, evidence, chain, pages and record of a file; `trusted` are further fingerprints of seals."""
    try:
        found = reading.read(pdf)
    except reading.Unreadable:
        return Report([Check("file", False, _("This file cannot be read as a PDF."))])
    checks = _seal(found["seals"], trusted | seal.known_fingerprints())
    try:
        evidence = json.loads(found["evidence"])
        main = next(item for item in evidence["documents"] if item["public_id"] == evidence["document"])
        checks += [
            Check("evidence", *_first(proof.words(evidence), _("The attached words have the hash that was signed."))),
            Check("chain", *_first(proof.links(evidence), _("The signatures fit their events, and these each other."))),
            _pages(found, main),
        ]
    except (*MALFORMED, StopIteration):
        return Report([*checks, Check("evidence", False, _("The file carries no readable evidence."))])
    return Report([*checks, *_record(pdf, main)], main["public_id"])


def _first(faults, well: str) -> tuple[bool, str]:
    fault = next(iter(faults), None)
    return (False, fault) if fault else (True, well)


def _seal(seals: list[dict], trusted: frozenset[str]) -> list[Check]:
    if len(seals) != 1:
        return [Check("seal", False, _("The file is not sealed."))]
    only = seals[0]
    if not only["intact"]:
        return [Check("seal", False, _("The seal is broken: the file was changed after it was sealed."))]
    fingerprint = {"fingerprint": grouped(only["fingerprint"])}
    ours = only["fingerprint"] in trusted
    known = _("The seal is intact, by the key %(fingerprint)s.")
    unknown = _("The seal is intact, but nobody here knows its key %(fingerprint)s. Compare it with whoever sealed it.")
    closed = only["whole"] and only["closed"]
    return [
        Check("seal", ours, (known if ours else unknown) % fingerprint),
        Check(
            "revision",
            closed,
            _("Nothing was added after sealing.") if closed else _("Something was added after sealing."),
        ),
    ]


def _pages(found: dict, main: dict) -> Check:
    """The visible text is the signed text, and each page says which version it belongs to."""
    named = grouped(main["content_hash"][:12])
    for number, page in enumerate(found["pages"], start=1):
        if named not in " ".join(page["margin"].split()):
            return Check("pages", False, _("Page %(number)d does not name the version.") % {"number": number})
    text = "".join(page["body"] for page in found["pages"]) + found["pages"][0]["margin"]
    registered = kinds.REGISTERED.get(main["kind"])
    skipped = registered.unprinted if registered else kinds.UNPRINTED
    unsaid = spoken.unsaid(main["content"], text, found["language"], skipped)
    if unsaid:
        return Check(
            "pages", False, _("The pages do not say what was signed: “%(words)s”.") % {"words": unsaid[0][:200]}
        )
    return Check("pages", True, _("The pages say what was signed."))


def _record(pdf: bytes, main: dict) -> list[Check]:
    """What this installation has on record about the document, if it knows it."""
    try:
        document = Document.objects.filter(public_id=main["public_id"]).first()
    except DatabaseError:
        document = None
    if document is None:
        return [Check("record", None, _("This installation does not know the document."))]
    if document.content_hash != main["content_hash"]:
        return [Check("record", False, _("Another text is on record under this number."))]
    archived = document.sealed.filter(sha256=hashlib.sha256(pdf).hexdigest()).exists()
    given_out = _("Byte for byte the file that was given out.")
    intact = not chain.verify(document.organisation)
    return [
        Check("record", archived, given_out if archived else _("This file was not given out here.")),
        Check(
            "history",
            intact,
            _("The chain of all signatures is intact.") if intact else _("The chain of signatures is broken."),
        ),
    ]
