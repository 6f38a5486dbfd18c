import datetime
import json

import pytest
from django.db import models
from django.utils import timezone

from people.models import Organisation
from signing import chain
from signing.chain import Fault
from signing.models import Document, Signature, SigningEvent


@pytest.fixture
def signed(document, sign):
    for name in ("Ann Lee", "Bo Li", "Cy Wu"):
        sign(document, name, remark="If Sales confirms." if name == "Bo Li" else "")
    return document


def tamper(model, pk, **values):
    models.QuerySet(model).filter(pk=pk).update(**values)


def test_chain_links_every_event(signed, organisation):
    events = list(SigningEvent.objects.filter(organisation=organisation))
    assert [(event.number, event.what) for event in events] == [
        (1, "frozen"),
        (2, "signed"),
        (3, "signed"),
        (4, "signed"),
    ]
    assert [event.previous_hash for event in events] == [chain.GENESIS, *(e.event_hash for e in events[:-1])]
    assert chain.head(organisation) == events[-1].event_hash
    assert chain.verify(organisation) == []


def test_hash_of_an_event_holds_the_one_before_it():
    """As papers that were given out say it: another way of hashing would break their evidence."""
    before = chain.event_hash(chain.GENESIS, "f" * 64)
    assert before == "75f1ac36e0c03b929438e75d6c589d322445cb7126fbf8d092a31c49ed5e7821"
    assert chain.event_hash(before, "f" * 64) != before


def test_event_keeps_the_time_of_the_server(document, sign):
    """What is brought in with an older time shows when it was brought in."""
    long_ago = datetime.datetime(2020, 1, 16, 9, tzinfo=datetime.UTC)
    before = timezone.now().replace(microsecond=0)
    sign(document, at=long_ago)
    facts = json.loads(SigningEvent.objects.get(number=2).facts)
    assert facts["signed_at"] == "2020-01-16T09:00:00Z"
    assert before <= datetime.datetime.fromisoformat(facts["recorded_at"]) <= timezone.now()


def test_each_organisation_has_its_own_chain(signed, freeze):
    other = Organisation.objects.create(name_en="Other")
    assert chain.verify(other) == []
    Document.objects.freeze(other, "report", "r", {"a": "b"}, {"en": "R"})
    assert list(other.signing_events.values_list("number", flat=True)) == [1]


def test_chain_names_no_person(signed):
    facts = "".join(SigningEvent.objects.values_list("facts", flat=True))
    for word in ("Ann", "Lee", "seat:", "M20", "Sales", "Quality"):
        assert word not in facts
    assert json.loads(SigningEvent.objects.get(number=2).facts)["mode"] == "drawn"


@pytest.mark.parametrize(
    ("field", "value", "fact"),
    [
        ("name", "Mallory", "person_hash"),
        ("role_en", "Sales", "person_hash"),
        ("signer_key", "seat:Bob", "person_hash"),
        ("strokes", "M1 1L2 2L3 3L4 4L9 9", "mark_hash"),
        ("remark", "", "remark_hash"),
        ("kind", "agree", "kind"),
        ("document_hash", "0" * 64, "document_hash"),
        ("transport", "http", "transport"),
    ],
)
def test_changed_signature_is_found(signed, organisation, field, value, fact):
    second = Signature.objects.get(name="Bo Li")
    tamper(Signature, second.pk, **{field: value})
    name = value if field == "name" else "Bo Li"
    message = f"{fact} of {name}, statement 1 v1 is not what was recorded"
    assert chain.verify(organisation) == [Fault(3, message)]


def test_changed_time_and_consent_are_found(signed, organisation):
    second = Signature.objects.get(name="Bo Li")
    tamper(Signature, second.pk, signed_at=second.signed_at.replace(year=2020), consent="I give you my house.")
    assert chain.verify(organisation) == [
        Fault(3, "signed_at of Bo Li, statement 1 v1 is not what was recorded"),
        Fault(3, "the consent sentence of Bo Li, statement 1 v1 is not what was shown"),
    ]


def test_changed_text_is_found(signed, organisation):
    tamper(Document, signed.pk, content=signed.content.replace("on time", "some day"))
    assert chain.verify(organisation)[0] == Fault(1, "the text of statement 1 v1 is not the text that was frozen")


def test_changed_title_is_found_because_it_is_part_of_the_text(signed, organisation):
    tamper(Document, signed.pk, title_en="What they agreed")
    assert chain.verify(organisation) == [Fault(1, "the title of statement 1 v1 is not the title that was frozen")]


def test_changed_event_is_found(signed, organisation):
    event = SigningEvent.objects.get(number=3)
    tamper(SigningEvent, event.pk, facts=event.facts.replace('"mode":"drawn"', '"mode":"typed"'))
    assert chain.verify(organisation) == [
        Fault(3, "was changed after it was written"),
        Fault(3, "mode of Bo Li, statement 1 v1 is not what was recorded"),
    ]


def test_event_taken_out_is_found(signed, organisation):
    models.QuerySet(SigningEvent).filter(number=2).delete()
    assert chain.verify(organisation) == [
        Fault(3, "is not the next link of the chain"),
        Fault(4, "is not the next link of the chain"),
        Fault(None, "the signature Ann Lee, statement 1 v1 was never recorded"),
    ]


def test_last_event_taken_out_is_found(signed, organisation):
    models.QuerySet(SigningEvent).filter(number=4).delete()
    assert chain.verify(organisation) == [Fault(None, "the signature Cy Wu, statement 1 v1 was never recorded")]


def test_erased_signature_keeps_the_chain(signed, organisation):
    signature = Signature.objects.get(name="Bo Li")
    signature.erase()
    assert (signature.name, signature.strokes, signature.remark, signature.salt) == ("", "", "", "")
    assert (signature.kind, signature.document, chain.verify(organisation)) == ("agree_with_reservation", signed, [])
    signature.erase()
    assert SigningEvent.objects.filter(what="erased").count() == 1


def test_erasure_that_nobody_recorded_is_found(signed, organisation):
    second = Signature.objects.get(name="Bo Li")
    tamper(Signature, second.pk, erased_at=second.signed_at, name="Mallory")
    assert chain.verify(organisation) == [
        Fault(None, "the erasure of Mallory, statement 1 v1 was never recorded"),
    ]
