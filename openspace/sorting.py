"""The sheet of a home group as its tablet shows it: one idea at a time, the queue, and what is sorted (R-OS-7)."""

from typing import Any

from openspace.alike import first_alike
from openspace.models import Opinion, Topic
from openspace.posting import standing


def sheet(topic: Topic) -> dict[str, Any]:
    """The ideas by number, how many have a class, and which of them is on the table first."""
    ideas = ideas_of(topic)
    merged = topic.opinions.exclude(merged_into=None).filter(state="set_aside").select_related("merged_into")
    return {
        "ideas": ideas,
        "merged": merged.order_by("pk"),
        "done": sum(bool(idea.kind) for idea in ideas),
        "now": next((idea for idea in ideas if not idea.kind), None),
        "by_class": by_class(ideas),
    }


def ideas_of(topic: Topic) -> list[Opinion]:
    """Each with its neighbours, the earlier ones that it may say as well, and the first that looks like it."""
    ideas = list(standing(topic).select_related("group"))
    alike = first_alike(ideas)
    for place, idea in enumerate(ideas):
        idea.earlier, idea.alike = ideas[:place], alike.get(idea.pk)  # type: ignore[attr-defined]
        idea.back = ideas[place - 1] if place else None  # type: ignore[attr-defined]
        idea.on = ideas[place + 1] if place + 1 < len(ideas) else None  # type: ignore[attr-defined]
    return ideas


def by_class(ideas: list[Opinion]) -> list[tuple[str, str, list[Opinion]]]:
    """What is sorted so far, in each class by effect and ease together."""
    found = []
    for kind, label in Opinion.Class.choices:
        of_kind = [idea for idea in ideas if idea.kind == kind]
        found.append((kind, label, sorted(of_kind, key=lambda idea: -(idea.worth or 0))))
    return found
