"""The organisation's chain of signing events, and the walk along it that finds what was changed."""

import json
from typing import NamedTuple

from django.utils import timezone

from people.models import Organisation
from signing.canonical import canonical, content_hash, digest
from signing.models import Document, Signature, SigningEvent
from signing.models.signature import moment

GENESIS = "0" * 64


class Fault(NamedTuple):
    """Something that does not fit; `number` is the event's, `None` where an event is missing."""

    number: int | None
    what: str


def lock(organisation: Organisation) -> None:
    """One freeze or signature of an organisation after the other; needs an open transaction."""
    Organisation.objects.select_for_update(no_key=True).only("pk").get(pk=organisation.pk)


def event_hash(previous_hash: str, facts_hash: str) -> str:
    # Of the facts only their hash goes in, so that evidence can show the whole chain without others' facts.
    return digest(f"signing-event:v1\n{previous_hash}\n{facts_hash}")


def append(what: str, document: Document, signature: Signature | None = None, **more) -> SigningEvent:
    """Add a link, with the time of the server whatever time the act itself claims. The caller holds the lock."""
    last = SigningEvent.objects.filter(organisation=document.organisation_id).order_by("number").last()
    number, previous = (last.number + 1, last.event_hash) if last else (1, GENESIS)
    facts = canonical(
        expected_facts(what, document, signature) | more | {"event": number, "recorded_at": moment(timezone.now())}
    )
    return SigningEvent.objects.create(
        organisation=document.organisation,
        number=number,
        document=document,
        signature=signature,
        what=what,
        facts=facts,
        facts_hash=digest(facts),
        previous_hash=previous,
        event_hash=event_hash(previous, digest(facts)),
    )


def expected_facts(what: str, document: Document, signature: Signature | None) -> dict:
    facts = {
        "v": 1,
        "what": what,
        "document": document.public_id,
        "kind_of_document": document.kind,
        "number": document.number,
        "version": document.version,
        "content_hash": document.content_hash,
    }
    if what == "frozen":
        facts["frozen_at"] = moment(document.frozen_at)
    if signature and what == "signed":
        facts |= signature.facts() | signature.salted()
    if signature and what == "erased":
        facts["erased_at"] = moment(signature.erased_at)
    return facts


def head(organisation: Organisation) -> str:
    last = SigningEvent.objects.filter(organisation=organisation).order_by("number").last()
    return last.event_hash if last else GENESIS


def verify(organisation: Organisation) -> list[Fault]:
    """Every place where chain and records disagree, the first first; empty when all is intact."""
    faults: list[Fault] = []
    previous = GENESIS
    events = SigningEvent.objects.filter(organisation=organisation).select_related("document", "signature")
    told: set[tuple[str, int]] = set()
    for number, event in enumerate(events.order_by("number"), start=1):
        if event.number != number or event.previous_hash != previous:
            faults.append(Fault(event.number, "is not the next link of the chain"))
        if event.facts_hash != digest(event.facts) or event.event_hash != event_hash(
            event.previous_hash, event.facts_hash
        ):
            faults.append(Fault(event.number, "was changed after it was written"))
        faults += [Fault(event.number, what) for what in _disagreements(event)]
        told.add((event.what, event.signature_id or event.document_id))
        previous = event.event_hash
    return faults + list(_untold(organisation, told))


def _disagreements(event: SigningEvent):
    facts = json.loads(event.facts)
    document, signature = event.document, event.signature
    if event.what == "frozen":
        yield from _changed_words(document)
    expected = expected_facts(event.what, document, signature)
    if signature and signature.erased_at:
        expected = {key: value for key, value in expected.items() if key not in signature.salted()}
    for key, value in expected.items():
        if facts.get(key) != value:
            yield f"{key} of {signature or document} is not what was recorded"
    if signature and signature.consent_hash != digest(signature.consent):
        yield f"the consent sentence of {signature} is not what was shown"


def _changed_words(document: Document):
    if content_hash(document.kind, document.parsed) != document.content_hash:
        yield f"the text of {document} is not the text that was frozen"
    if (document.title_en, document.title_zh) != (document.cover["title_en"], document.cover["title_zh"]):
        yield f"the title of {document} is not the title that was frozen"


def _untold(organisation: Organisation, told: set):
    for document in Document.objects.filter(organisation=organisation):
        if ("frozen", document.pk) not in told:
            yield Fault(None, f"{document} was never recorded as frozen")
    for signature in Signature.objects.filter(document__organisation=organisation).select_related("document"):
        if ("signed", signature.pk) not in told:
            yield Fault(None, f"the signature {signature} was never recorded")
        if signature.erased_at and ("erased", signature.pk) not in told:
            yield Fault(None, f"the erasure of {signature} was never recorded")
