"""The example's signatures in, out again, and what the file expects of them."""

import pytest

from signing import chain
from workshops import exchange
from workshops.kickoff.commitments import hands
from workshops.kickoff.commitments.exchange import CommitmentsPart
from workshops.kickoff.consensus import versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def day(transactional_db, example):
    return exchange.import_workshop(example)


def test_commitments_and_signatures_come_back_equal(day, example):
    made = CommitmentsPart().dump(day, exchange.Book(day))
    assert made == {"commitments": example["commitments"], "signatures": example["signatures"]}


def test_expected_counts_are_reached(day, example):
    checks = CommitmentsPart().checks(day, example, exchange.Book(day))
    assert [(one.path, one.expected, one.got) for one in checks] == [
        ("expected.signatures", 19, 19),
        ("expected.late_signatures", 1, 1),
        ("expected.signed_by_evening", 18, 18),
    ]


def test_expected_is_only_compared_and_never_read(transactional_db, example):
    wrong = example | {"expected": example["expected"] | {"signatures": 7}}
    day = exchange.import_workshop(wrong)
    assert len(hands.standing(day)) == 19


def test_all_signed_of_all_expected(day):
    assert versions.newest(day).expected_signatures == 19


def test_chain_of_the_imported_day_is_intact(day):
    assert chain.verify(day.organisation) == []
