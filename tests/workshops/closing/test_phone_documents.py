"""A phone finds the documents of the day that are for its seat."""

import pytest

from tests.workshops.papers.conftest import held, workshop  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def offered(phone, workshop) -> list[str]:  # noqa: F811
    page = phone.get(f"/w/{workshop.public_id}/documents/").content.decode()
    keys = (
        "statement.pdf",
        "briefing.pdf",
        "bag.pdf",
        "cards.pdf",
        "day.pdf",
        "questions.pdf",
        "picture.png",
        "plan.xlsx",
    )
    return [key for key in keys if f"/{key}?" in page]


def test_seats_are_offered_what_they_may_read(held, sit):  # noqa: F811
    everybody = ["statement.pdf", "questions.pdf", "picture.png", "plan.xlsx"]
    leader = ["statement.pdf", "briefing.pdf", "day.pdf", "questions.pdf", "picture.png", "plan.xlsx"]
    assert [offered(sit(key), held) for key in ("p28", "p10", "p01")] == [everybody, everybody, leader]


def test_phone_of_a_day_that_is_over_leads_there(held, sit):  # noqa: F811
    held.agenda.update(state="locked")
    held.state = "closing"
    held.save()
    assert f'href="/w/{held.public_id}/documents/"' in sit("p28").get(f"/w/{held.public_id}/").content.decode()
