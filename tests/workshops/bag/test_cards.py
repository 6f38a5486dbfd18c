"""Name cards: a name that faces the room, the way back to the seat on the other side (R-GEN-13)."""

import pytest

from tests.workshops.papers.reading import missing, pages, words
from workshops.doors import personal_url, qr_svg

pytestmark = pytest.mark.django_db(transaction=True)


def test_everybody_has_a_card_with_name_and_pin(workshop, printed):
    pdf = printed("cards", "en")
    page = words(pdf)
    seats = list(workshop.seats.all())
    assert missing([seat.name for seat in seats], page) == []
    assert missing([f"PIN {seat.pin}" for seat in seats], page) == []
    assert len(pages(pdf)) == 7
    assert ["English" in one for one in pages(pdf)] == [True] * 7


def test_square_is_the_own_one_of_each_seat(workshop):
    from workshops.papers import papers

    cards = papers["cards"].content(workshop)["cards"]
    assert [card["qr"] for card in cards] == [qr_svg(personal_url(seat)) for seat in workshop.seats.all()]
    assert len({card["qr"] for card in cards}) == 42


def test_released_seat_gets_another_card(workshop):
    from workshops.papers import papers

    before = papers["cards"].content(workshop)["cards"][0]
    workshop.seats.first().release()
    after = papers["cards"].content(workshop)["cards"][0]
    assert (before["qr"] == after["qr"], before["name"] == after["name"]) == (False, True)
