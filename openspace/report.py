"""What came of an open space, told from its rows: topics, ideas by class, to-dos, effects, visits. No author."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from openspace import afterwards
from openspace.home import award
from openspace.models import Opinion, Todo
from openspace.posting import standing
from openspace.rewards import CLASSES
from workshops.models import Workshop

FILLS = {
    "implemented": "#2E6B4F",
    "in_trial": "#3F6EA3",
    "planned": "#D8C39A",
    "stopped": "#84765F",
    "": "#EFE6D6",
}
LEFT, WIDE = 3, 94
"""Where the five lines of a number's plot begin, and how long they are, in hundredths."""


def content(workshop: Workshop) -> dict[str, Any]:
    topics = [topic_of(topic) for topic in workshop.topics.open().select_related("host", "group")]
    todos = [todo_of(line) for line in afterwards.lines(workshop)]
    measured = [one | plotted(one["before"], one["after"]) for one in todos if one["measured"]]
    here = workshop.seats.filter(role__in=["part", "lead"], checked_in_at__isnull=False)
    return {
        "people": here.count(),
        "departments": here.exclude(person=None).values("person__department").distinct().count(),
        "topics": topics,
        "ideas": sum(topic["ideas"] for topic in topics),
        "todos": todos,
        "bar": bar_of(todos),
        "done": sum(one["state"] == Todo.State.IMPLEMENTED for one in todos),
        "tried": sum(one["state"] == Todo.State.IN_TRIAL for one in todos),
        "measured": measured,
        "trials": [one for one in todos if one["state"] == Todo.State.IN_TRIAL],
        "visits": [{"week": one.week, "note": one.note} for one in workshop.visits.all()],
        "classes": [(kind.value, str(kind.label)) for kind in Opinion.Class],
    }


def bar_of(todos: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How far the to-dos are, as one bar a hundred units wide; what has no owner comes last."""
    counted = Counter(one["state"] for one in todos)
    found, at = [], 0.0
    for state, label in [*((state.value, state.label) for state in Todo.BY_PROGRESS), ("", _("No owner yet"))]:
        if count := counted[state]:
            wide = round(100 * count / len(todos), 2)
            part = {"state": state or "none", "label": str(label), "count": count, "fill": FILLS[state]}
            found.append(part | {"x": round(at, 2), "wide": wide})
            at += wide
    return found


def head_of(topic) -> dict[str, Any]:
    """What stands above a corner, on its poster and in the report."""
    return {
        "letter": topic.corner,
        "question": topic.question,
        "title": topic.title,
        "background": topic.background,
        "process": topic.process,
        "host": topic.host.name if topic.host else "",
        "came_from": topic.came_from,
    }


def topic_of(topic) -> dict[str, Any]:
    """A corner with everything on its sheet, sorted by class; what says the same comes after its first."""
    found = sorted(standing(topic), key=lambda one: (kind_place(one.kind), one.pk))
    merged = list(topic.opinions.exclude(merged_into=None).filter(state="set_aside").select_related("merged_into"))
    counted = Counter(one.kind for one in [*found, *merged])
    guests = sum(one.source == Opinion.Source.VISITOR for one in [*found, *merged])
    return head_of(topic) | {
        "ideas": len(found) + len(merged),
        "guests": guests,
        "kinds": [(kind.value, str(kind.label), counted[kind.value]) for kind in Opinion.Class],
        "sheet": [idea_of(one) for one in found] + [idea_of(one) for one in merged],
    }


def kind_place(kind: str) -> int:
    return CLASSES.index(kind) if kind in CLASSES else len(CLASSES)


def idea_of(one: Opinion) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "kind": one.kind,
        "label": str(one.get_kind_display()) if one.kind else "",
        "effect": one.effect,
        "ease": one.ease,
        "why": one.why,
        "same": one.merged_into.number if one.merged_into else None,
    }


def todo_of(line: afterwards.Line) -> dict[str, Any]:
    opinion, todo = line.opinion, line.todo
    shared = {
        "letter": opinion.topic.corner,
        "text": opinion.text,
        "kind": opinion.kind,
        "label": str(opinion.get_kind_display()),
        "effect": opinion.effect,
        "ease": opinion.ease,
    }
    if todo is None:
        return shared | dict.fromkeys(("owner", "state", "said", "effect_said", "unit", "note"), "") | NOTHING
    return shared | {
        "owner": todo.owner.name,
        "due": todo.due,
        "state": todo.state,
        "said": str(todo.get_state_display()),
        "effect_said": str(todo.get_effect_display()),
        "before": todo.before,
        "after": todo.after,
        "measured": todo.has_numbers,
        "unit": todo.unit,
        "note": todo.note,
    }


NOTHING = {"due": None, "before": None, "after": None, "measured": False}


def plotted(before: Decimal, after: Decimal) -> dict[str, float]:
    """Where both numbers stand on one line that begins at nought, or at the lower one below it."""
    low, high = min(before, after, Decimal(0)), max(before, after, Decimal(0))
    whole = (high - low) or Decimal(1)

    def place(value: Decimal) -> float:
        return round(float(LEFT + WIDE * (value - low) / whole), 1)

    return {"before_x": place(before), "after_x": place(after)}


def reward_sheet(workshop: Workshop) -> dict[str, Any]:
    """Groups in their order with what they earned; sums in the currency of the rule (R-OS-12)."""
    made = award(workshop)
    space = made["space"]
    rows = [
        {
            "group": row["reward"].group,
            "kinds": [(kind, str(label), count) for kind, label, count in row["kinds"]],
            "points": row["reward"].points,
            "paid": row["reward"].paid,
        }
        for row in made["rows"]
    ]
    rule = {
        "mode": str(space.get_mode_display()),
        "currency": space.currency,
        "budget": space.budget,
        "step": space.step,
        "own_topic": space.own_topic,
        "cap": space.cap_per_person,
        "worth": [(kind, count) for kind, count in space.weights.items() if count],
    }
    return {"rows": rows, "total": made["total"], "rule": rule, "ideas": made["ideas"]}
