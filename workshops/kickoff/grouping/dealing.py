"""Who sits where: the draft for the day. The same roster gives the same groups."""

from collections import Counter
from math import ceil

from workshops.models import Seat, Workshop
from workshops.models.group import LETTERS, Group

WITHOUT_LETTER = 3
"""A room of fewer writers is one group without letter or host (R-GRP-1)."""
TWO_GROUPS, FULL_GROUP, MOST_GROUPS = 16, 12, 5
TWO_OF_TWELVE = 2 * FULL_GROUP


def group_count(writers: int) -> int:
    """How many groups a room of so many writers is dealt into (R-GRP-1, R-GRP-2, R-GRP-3)."""
    if writers < WITHOUT_LETTER:
        return 0
    if writers < TWO_GROUPS:
        return 1
    return 2 if writers <= TWO_OF_TWELVE else min(MOST_GROUPS, ceil(writers / FULL_GROUP))


def to_deal(workshop: Workshop) -> list[Seat]:
    """Who counts in n of the grouping: writers of the roster and of the door who have not left."""
    return list(workshop.seats.writers().filter(left_at=None).select_related("person__department"))


def in_order(seats: list[Seat], keys: dict[tuple[str, str], str]) -> list[Seat]:
    """Departments by number of writers, then by key; inside one who has fewer superiors first, then by id."""
    sizes = Counter(seat.department for seat in seats)

    def place(seat: Seat):
        above = len(seat.person.superiors()) if seat.person else 0
        who = (0, seat.person.key, 0) if seat.person else (1, "", seat.pk)
        return -sizes[seat.department], keys.get(seat.department, ""), seat.department, above, who

    return sorted(seats, key=place)


def dealt(seats: list[Seat], count: int, keys: dict[tuple[str, str], str]) -> list[list[Seat]]:
    """One by one to the smallest group that still lacks the department, else to the smallest; ties by order."""
    hands: list[list[Seat]] = [[] for _group in range(count)]
    for seat in in_order(seats, keys) if hands else []:
        lacking = [hand for hand in hands if seat.department not in {one.department for one in hand}]
        min(lacking or hands, key=len).append(seat)
    return hands


def department_keys(workshop: Workshop) -> dict[tuple[str, str], str]:
    return {(one.name_en, one.name_zh): one.key for one in workshop.organisation.departments.all()}


def deal(workshop: Workshop, count: int) -> list[Group]:
    """Lay the room out in so many groups; letters that are not needed any more are given back."""
    hands = dealt(to_deal(workshop), count, department_keys(workshop))
    for group in workshop.groups.exclude(letter__in=LETTERS[:count]):
        group.vanish()
    groups = []
    for letter, colour, hand in zip(LETTERS, Group.Colour, hands, strict=False):
        group, _new = workshop.groups.get_or_create(letter=letter, defaults={"colour": colour})
        for seat in hand:
            group.take(seat)
        groups.append(group)
    return groups
