"""What a stranger needs to check a document offline, years later: words, signatures and their links in the chain."""

import json

from signing.canonical import canonical
from signing.models import Document, Signature, SigningEvent
from signing.models.signature import moment

FILE = "evidence.json"


def text(document: Document, language: str) -> str:
    """The evidence about `document` as it stands now, in its one spelling."""
    signatures = document.standing_signatures()
    sheets = {signature.document_id: signature.document for signature in signatures} | {document.pk: document}
    if document.stands_by:
        sheets[document.stands_by.pk] = document.stands_by
    return canonical(
        {
            "v": 1,
            "language": language,
            "document": document.public_id,
            "documents": [_document(sheet) for sheet in sheets.values()],
            "signatures": [{"event": signature.event_hash} | _signature(signature) for signature in signatures],
            "expected_signatures": document.expected_signatures,
            "chain": _links(set(sheets), signatures),
        }
    )


def _document(document: Document) -> dict:
    return {
        "public_id": document.public_id,
        "kind": document.kind,
        "number": document.number,
        "version": document.version,
        "frozen_at": moment(document.frozen_at),
        "content": document.parsed,
        "content_hash": document.content_hash,
    }


def _signature(signature: Signature) -> dict:
    fields = ("signer_key", "name", "name_latin", "role_en", "role_zh", "entered_by_name", "strokes", "typed")
    return (
        {"erased": signature.erased_at is not None}
        | {field: getattr(signature, field) for field in (*fields, "photo_hash", "remark", "salt", "consent")}
        | signature.facts()
    )


def _links(documents: set[int], signatures: list[Signature]) -> list[dict]:
    """The chain from the first event that concerns us to the last: our facts in full, of others only the hash."""
    ours = {signature.pk for signature in signatures}
    events = list(
        SigningEvent.objects.filter(document_id__in=documents, what="frozen")
        | SigningEvent.objects.filter(signature_id__in=ours)
    )
    if not events:
        return []
    told = {event.pk for event in events}
    numbers = [event.number for event in events]
    span = SigningEvent.objects.filter(
        organisation=events[0].organisation_id, number__range=(min(numbers), max(numbers))
    )
    return [_link(event, event.pk in told) for event in span.order_by("number")]


def _link(event: SigningEvent, told: bool) -> dict:
    link = {"previous": event.previous_hash, "facts_hash": event.facts_hash, "event": event.event_hash}
    return link | {"facts": json.loads(event.facts)} if told else link
