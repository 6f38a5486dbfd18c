import threading

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import translation

from signing import Frozen
from signing.canonical import NotCanonical, content_hash
from signing.differences import Difference, differences
from signing.models import Document
from tests.signing.conftest import CONTENT, TITLES


def test_freeze(document, organisation):
    assert (document.number, document.version, document.title_en) == (1, 1, "What we agreed")
    assert document.content_hash == content_hash("statement", document.parsed)
    assert {key: document.parsed[key] for key in CONTENT} == CONTENT
    assert document.cover == {
        "title_en": "What we agreed",
        "title_zh": "我们的共识",
        "organisation_en": "Qinghewan Precision Castings",
        "organisation_zh": "清禾湾精密铸件",
        "timezone": "Asia/Shanghai",
    }


def test_freeze_of_an_unchanged_text_gives_the_same_document(document, freeze):
    """R-CONS-2"""
    assert freeze(dict(reversed(CONTENT.items()))) == document
    assert Document.objects.count() == 1


def test_freeze_of_a_changed_text_gives_the_next_version(document, freeze):
    """R-CONS-2"""
    changed = CONTENT | {"intro_en": "We deliver early."}
    second = freeze(changed)
    assert (second.number, second.version) == (1, 2)
    assert differences(document.parsed, second.parsed) == [
        Difference(("intro_en",), "We deliver on time.", "We deliver early."),
    ]
    assert (document.is_newest, second.is_newest) == (False, True)
    third = freeze(CONTENT)
    assert (third.version, third.content_hash, third == document) == (3, document.content_hash, False)


def test_freeze_of_another_title_is_another_text(document, freeze):
    second = freeze(titles=TITLES | {"zh": "共识"})
    assert second.version == 2
    assert differences(document.parsed, second.parsed) == [Difference(("document", "title_zh"), "我们的共识", "共识")]


def test_freeze_of_another_subject_takes_the_next_number(document, freeze):
    assert (freeze(subject="day-2").number, freeze(kind="report").number) == (2, 1)


def test_sheet_is_frozen_anew_with_the_statement_it_stands_by(document, freeze):
    """R-SIGN-9: the sheet names number, version and hash of the statement."""
    sheet = freeze({"promise_en": "I will"}, "sheet", "seat-1", stands_by=document)
    assert sheet.cover["stands_by"] == {
        "kind": "statement",
        "number": 1,
        "version": 1,
        "hash": document.content_hash,
    }
    assert freeze({"promise_en": "I will"}, "sheet", "seat-1", stands_by=document) == sheet
    second = freeze(CONTENT | {"intro_en": "Other"})
    again = freeze({"promise_en": "I will"}, "sheet", "seat-1", stands_by=second)
    assert (again.version, again.stands_by) == (2, second)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_one_hash_whatever_the_language_of_the_reader(freeze, language):
    """R-CONS-11"""
    with translation.override(language):
        frozen = freeze()
    assert frozen.content_hash == "cf6250b021f001a2824483b9dcb007c6ab91fb96571c67b03a8d3e9d327ddc8d"


def test_signatures_and_their_count_stay_outside_of_the_hash(document, freeze, sign):
    """R-CONS-11"""
    sign(document)
    document.expect(19)
    assert freeze() == document
    assert Document.objects.get().expected_signatures == 19


def test_freeze_refuses_floats(freeze):
    with pytest.raises(NotCanonical):
        freeze({"share": 0.5})
    assert Document.objects.count() == 0


def test_frozen_rows_stay(document, sign):
    document.content = "{}"
    refused = [
        document.save,
        lambda: document.save(update_fields=["content"]),
        document.delete,
        lambda: Document.objects.update(content="{}"),
        Document.objects.all().delete,
        sign(document).delete,
        document.events.all().delete,
        lambda: document.events.update(facts="{}"),
    ]
    for act in refused:
        with pytest.raises(Frozen):
            act()
    assert Document.objects.get().parsed["intro_en"] == "We deliver on time."


def test_organisation_with_documents_stays(document, organisation):
    with pytest.raises(models.ProtectedError):
        organisation.delete()
    assert Document.objects.count() == 1


def test_version_cannot_be_taken_twice(document):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            organisation=document.organisation, kind="statement", subject="day-1", number=1, version=1, content="{}"
        )


@pytest.mark.django_db(transaction=True)
def test_freezes_at_the_same_instant_take_different_versions(freeze, organisation):
    start, made, failed = threading.Barrier(8), [], []

    def freeze_one(turn: int):
        try:
            start.wait()
            document = freeze({"turn": turn // 2}, subject=f"day-{turn % 2}")
            made.append((document.subject, document.number, document.version))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=freeze_one, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    numbers = {subject: number for subject, number, _version in made}
    assert sorted(numbers.values()) == [1, 2]
    assert sorted(made) == sorted((f"day-{n}", numbers[f"day-{n}"], v) for n in (0, 1) for v in (1, 2, 3, 4))
