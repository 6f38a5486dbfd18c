"""What came of an open space, counted from its rows."""

from collections import Counter, defaultdict
from collections.abc import Hashable

from openspace.models import Opinion, Space
from openspace.models.opinion import TO_DO
from openspace.rewards import CLASSES, Idea, Reward, earning
from openspace.rewards import points as points_of
from openspace.rewards import rewards as rewards_of
from workshops.models import Note, Workshop


def ideas(workshop: Workshop) -> list[Idea]:
    """The opinions that may earn: hidden, withdrawn, late and merged ones do not (R-OS-10)."""
    standing = Opinion.objects.filter(workshop=workshop, state=Note.State.WALL, merged_into=None, is_late=False)
    return [
        Idea(one.pk, one.topic_id, one.author_id, letter(one.group), letter(one.topic.group), one.kind, one.created_at)
        for one in standing.select_related("group", "topic__group").order_by("pk")
    ]


def letter(group) -> str | None:
    return group.letter if group else None


def groups(workshop: Workshop) -> list[str]:
    """The letters of the home groups, in their order."""
    return [topic.group.letter for topic in workshop.topics.open().select_related("group") if topic.group]


def rewards(workshop: Workshop) -> list[Reward]:
    """The sum of each home group by what is classified so far (R-OS-12)."""
    return rewards_of(Space.of(workshop).rule, groups(workshop), ideas(workshop))


def earned_kinds(workshop: Workshop) -> dict[Hashable, Counter[str]]:
    """How many ideas of each class earn for each group."""
    found: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for idea in earning(Space.of(workshop).rule, ideas(workshop)):
        found[idea.group][idea.kind] += 1
    return found


def points(workshop: Workshop) -> dict[int, int]:
    """What each opinion earns for its author's group, by its number; one that earns nothing is not in it."""
    return points_of(Space.of(workshop).rule, ideas(workshop))  # type: ignore[return-value]


def visits(workshop: Workshop) -> dict[int, set[int]]:
    """At which topics of others each seat has a sentence on the sheet."""
    found: dict[int, set[int]] = defaultdict(set)
    written = Opinion.objects.filter(workshop=workshop, author__isnull=False).exclude(state__in=["withdrawn", "hidden"])
    for author, group, topic, home in written.values_list("author", "group", "topic", "topic__group"):
        if group != home:
            found[author].add(topic)
    return found


def to_do_list(workshop: Workshop) -> list[Opinion]:
    """What is to be done, in the order of R-OS-16: class, then effect and ease together, then time."""
    standing = Opinion.objects.filter(workshop=workshop, state=Note.State.WALL, merged_into=None, kind__in=TO_DO)
    return sorted(standing, key=lambda one: (CLASSES.index(one.kind), -(one.worth or 0), one.pk))
