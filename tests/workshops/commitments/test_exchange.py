"""The example's signatures in, out again, and what the file expects of them."""

import base64
import io

import pytest
from PIL import Image

from signing import chain
from tests.workshops import days
from workshops import exchange
from workshops.kickoff.commitments import hands
from workshops.kickoff.commitments.exchange import CommitmentsPart
from workshops.kickoff.consensus import versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def day(transactional_db, example):
    return days.held(example)


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


def on_paper(example) -> dict:
    """The example with one page signed with a pen."""
    image = io.BytesIO()
    Image.new("RGB", (30, 40), "white").save(image, "JPEG")
    rows = [dict(row) for row in example["signatures"]]
    row = next(row for row in rows if row["person"] == "p34")
    row.pop("strokes")
    row |= {"mode": "paper", "photo": base64.b64encode(image.getvalue()).decode(), "entered_by": "Hanna"}
    return example | {"signatures": rows}


def test_page_signed_with_a_pen_comes_back_equal(transactional_db, example):
    """R-SIGN-1"""
    content = on_paper(example)
    day = exchange.import_workshop(content)
    assert CommitmentsPart().dump(day, exchange.Book(day))["signatures"] == content["signatures"]


def test_r_sign_3_hand_under_an_earlier_version_is_not_moved_by_an_import(transactional_db, example):
    rows = [row | {"statement_version": 1} if row["person"] == "p34" else row for row in example["signatures"]]
    day = exchange.import_workshop(example | {"signatures": rows})
    assert len(hands.standing(day)) == 18


def test_other_signatures_of_the_day_are_not_taken_for_the_own_sheet(transactional_db, example):
    day = exchange.import_workshop({key: value for key, value in example.items() if key != "signatures"})
    signed_elsewhere = day.seats.writers().filter(person__signatures__isnull=False).distinct()
    assert signed_elsewhere.count() > 0
    assert [hands.last_of(seat) for seat in signed_elsewhere] == [None] * signed_elsewhere.count()
