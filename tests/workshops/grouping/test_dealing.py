"""The draft of the groups: the algorithm of the day, the same for the same roster."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.kickoff.grouping import dealing
from workshops.models import Seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("writers", "groups"),
    [(0, 0), (2, 0), (3, 1), (10, 1), (15, 1), (16, 2), (24, 2), (25, 3), (36, 3), (37, 4), (60, 5), (90, 5)],
)
def test_r_grp_1_2_3_how_many_groups(writers, groups):
    assert dealing.group_count(writers) == groups


def test_example_is_dealt_as_its_file_says(workshop, example):
    dealing.deal(workshop, dealing.group_count(len(dealing.to_deal(workshop))))
    dealt = {group.letter: sorted(seat.person.key for seat in group.writers) for group in workshop.groups.all()}
    assert dealt == example["expected"]["groups"]


@given(st.lists(st.sampled_from("ABCDEF"), min_size=3, max_size=60), st.integers(1, 5))
def test_everybody_is_dealt_once_and_sizes_differ_by_few(departments, count):
    seats = [Seat(pk=number, department_en=name) for number, name in enumerate(departments)]
    hands = dealing.dealt(seats, count, {})
    assert sorted(seat.pk for hand in hands for seat in hand) == list(range(len(departments)))
    assert dealing.dealt(list(reversed(seats)), count, {}) == hands
    for name in set(departments):
        shares = sorted(sum(seat.department_en == name for seat in hand) for hand in hands)
        if departments.count(name) <= count:
            assert shares[-1] == 1
    assert all(len(hand) >= 0 for hand, _next in pairwise(hands))


def test_dealing_anew_gives_letters_back_and_keeps_those_that_hold_notes(workshop, roster):
    roster(40)
    dealing.deal(workshop, 4)
    wall = workshop.wall_for(workshop.agenda.get(kind="vision"), workshop.groups.get(letter="D"))
    workshop.notes.create(wall=wall, group=wall.group, text="A kite over the lake")
    dealing.deal(workshop, 2)
    assert [(group.letter, group.writers.count()) for group in workshop.groups.all()] == [
        ("A", 20),
        ("B", 20),
        ("D", 0),
    ]
    assert workshop.notes.get().group.letter == "D"
