"""Whether attached evidence agrees with itself: words with hashes, signatures with events, events with each other."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from signing.canonical import canonical, content_hash, digest
from signing.chain import event_hash
from signing.models import Signature

SIGNED_FACTS = ("document_hash", "kind", "mode", "language", "consent_hash", "transport", "signed_at")


def words(evidence: dict) -> Iterator[str]:
    """What is wrong with the words, as sentences."""
    told = {}
    for document in evidence["documents"]:
        name = _named(document)
        if content_hash(document["kind"], document["content"]) != document["content_hash"]:
            yield _("The words of %(name)s do not have the hash that was signed.") % {"name": name}
        told[document["content_hash"]] = document["public_id"]
    main = next(item for item in evidence["documents"] if item["public_id"] == evidence["document"])
    sheets = {item["content_hash"] for item in evidence["documents"] if _stands_by(item) == main["content_hash"]}
    for signature in evidence["signatures"]:
        if signature["document_hash"] not in sheets | {main["content_hash"]}:
            yield _("A signature belongs to another text.")


def links(evidence: dict) -> Iterator[str]:
    """What is wrong with the events and what they record, as sentences."""
    previous = None
    facts = {}
    for link in evidence["chain"]:
        broken = link["event"] != event_hash(link["previous"], link["facts_hash"])
        if broken or (previous and link["previous"] != previous):
            yield _("The chain of events is broken.")
        if "facts" in link:
            if digest(canonical(link["facts"])) != link["facts_hash"]:
                yield _("An event was changed.")
            facts[link["event"]] = link["facts"]
        previous = link["event"]
    yield from _frozen(evidence, facts)
    yield from _signed(evidence, facts)


def _frozen(evidence: dict, facts: dict) -> Iterator[str]:
    frozen = {recorded["document"]: recorded for recorded in facts.values() if recorded["what"] == "frozen"}
    for document in evidence["documents"]:
        recorded = frozen[document["public_id"]]
        same = all(recorded[key] == document[key] for key in ("number", "version", "content_hash", "frozen_at"))
        if not same or recorded["kind_of_document"] != document["kind"]:
            yield _("%(name)s is not what was recorded.") % {"name": _named(document)}


def _signed(evidence: dict, facts: dict) -> Iterator[str]:
    for signature in evidence["signatures"]:
        recorded = facts[signature["event"]]
        same = recorded["what"] == "signed" and all(recorded[key] == signature[key] for key in SIGNED_FACTS)
        if not same or digest(signature["consent"]) != signature["consent_hash"]:
            yield _("A signature is not what was recorded.")
        if not signature["erased"] and salted(signature).items() - recorded.items():
            yield _("The name, hand or remark of a signature is not what was recorded.")


def salted(signature: dict) -> dict:
    """The salted hashes of a signature, from the clear values of its evidence."""
    fields = (*Signature.PERSONAL, "strokes", "typed", "photo_hash", "remark", "salt")
    return Signature(**{field: signature[field] for field in fields}).salted()


def _stands_by(document: dict) -> str:
    return document["content"]["document"].get("stands_by", {}).get("hash", "")


def _named(document: dict) -> str:
    return f"{document['kind']} {document['number']} v{document['version']}"
