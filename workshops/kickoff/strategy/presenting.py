"""Which group drafts the actions of a strategy and answers for it."""

from collections import Counter

from workshops.kickoff.strategy.models import Column
from workshops.kickoff.strategy.ranking import ranked
from workshops.models import Group, StageRun


def notes_of(column: Column) -> Counter:
    return Counter(column.notes.filter(state="wall").exclude(group=None).values_list("group", flat=True))


def dealt(columns: list[Column], groups: list[Group]) -> dict[int, Group]:
    """In rank order the group with most notes in it, ties to the one with fewer so far, then by letter.

    While there are enough, each group gets one: the last of the group with most.
    """
    given: dict[int, Group] = {}
    for column in columns:
        notes, load = notes_of(column), Counter(group.pk for group in given.values())
        given[column.pk] = min(groups, key=lambda group: (-notes[group.pk], load[group.pk], group.letter))
    for group in groups if len(columns) >= len(groups) else []:
        load = Counter(one.pk for one in given.values())
        if not load[group.pk]:
            fullest = max(groups, key=lambda one: load[one.pk])
            last = [column for column in columns if given[column.pk] == fullest][-1]
            given[last.pk] = group
    return given


def give_presenters(run: StageRun) -> None:
    """Give each strategy a group that is here; one set by hand stays, unless its group has gone."""
    groups = [group for group in run.workshop.working_groups() if group]
    columns = ranked(run.workshop)
    by_hand = {column.pk for column in columns if column.presented_by_hand and column.presented_by in groups}
    given = dealt(columns, groups) if groups else {}
    for column in columns:
        if column.pk not in by_hand:
            column.presented_by, column.presented_by_hand = given.get(column.pk), False
            column.save(update_fields=["presented_by", "presented_by_hand"])
