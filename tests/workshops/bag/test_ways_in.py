"""The poster at the door and the tents on the tables: the way in for everybody, and nobody's own seat."""

import pytest

from tests.workshops.papers.reading import missing, pages, words
from workshops.doors import base_url, host, join_url, qr_svg
from workshops.papers import papers

pytestmark = pytest.mark.django_db(transaction=True)


def test_poster_says_the_way_in_on_one_page(workshop, printed):
    for language in ("en", "zh-hans"):
        pdf = printed("poster", language)
        assert missing([workshop.spoken_code, host(workshop)], words(pdf)) == []
        assert len(pages(pdf)) == 1


def test_squares_lead_to_the_door_and_to_nobodys_seat(workshop):
    square = qr_svg(join_url(base_url(workshop), workshop))
    for key in ("poster", "tents"):
        content = papers[key].content(workshop)
        assert content["qr"] == square
        assert not {seat.name for seat in workshop.seats.all()} & set(str(content).split("'"))


def test_each_group_has_a_tent_that_reads_from_both_sides(workshop, printed):
    for letter, place in (("A", "Canteen"), ("B", "")):
        group = workshop.groups.create(letter=letter, colour="red", place=place)
        seats = workshop.seats.writers().filter(group=None)[:9]
        workshop.seats.filter(pk__in=[seat.pk for seat in seats]).update(group=group)
    sides = pages(printed("tents", "en"))
    assert len(sides) == 2
    assert [side.count("Group") for side in sides] == [2, 2]
    assert [side.count("Canteen") for side in sides] == [2, 0]
    assert [side.count(workshop.spoken_code.replace(" ", "")) for side in sides] == [2, 2]
