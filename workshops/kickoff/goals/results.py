"""What a room's hands said: sums and the middle, never who."""

from collections.abc import Iterable

from people.rounding import two_places
from workshops.kickoff.goals.models import MOST_FINGERS, GoalTemperature
from workshops.models import Workshop

QUESTIONS = ("understand", "believe")


def on_paper(workshop: Workshop, name: str) -> list[int]:
    """What was typed from paper as counts, as many values as persons (R-GEN-16)."""
    return [int(value) for value in workshop.paper_counts.of(f"goals.{name}").values_said()]


def shown(rows, name: str, typed: Iterable[int] = ()) -> list[int]:
    return [getattr(row, name) for row in rows] + list(typed)


def result_of(temperatures, understand: Iterable[int] = (), believe: Iterable[int] = ()) -> dict:
    """How many understood, their share in percent, and both means, rounded once; with what was typed from paper."""
    rows = list(temperatures)
    understands, believes = shown(rows, "understand", understand), shown(rows, "believe", believe)
    understood = sum(value >= 3 for value in understands)
    return {
        "understood": understood,
        "understood_pct": two_places(100 * understood, len(understands)),
        "understand_mean": two_places(sum(understands), len(understands)),
        "believe_mean": two_places(sum(believes), len(believes)),
    }


def hands(workshop: Workshop) -> dict:
    """For the wall: how often each number was shown, and the means."""
    rows = list(GoalTemperature.objects.filter(workshop=workshop).of_present())
    typed = {name: on_paper(workshop, name) for name in QUESTIONS}
    values = {name: shown(rows, name, typed[name]) for name in QUESTIONS}
    most = max([1, *(values[name].count(count) for name in QUESTIONS for count in range(MOST_FINGERS + 1))])
    answered = max(len(values[name]) for name in QUESTIONS)
    return result_of(rows, **typed) | {
        "answered": answered,
        "present": max(workshop.seats.writers().present().count(), answered),
        "sums": [{"name": name, "bars": bars(values[name], most)} for name in QUESTIONS],
    }


def bars(values: list[int], most: int) -> list[dict[str, int]]:
    """One bar a number of fingers; its height in hundredths of the tallest."""
    people = [values.count(count) for count in range(MOST_FINGERS + 1)]
    return [
        {"fingers": fingers, "people": count, "height": round(100 * count / most)}
        for fingers, count in enumerate(people)
    ]


def unclear_goals(workshop: Workshop) -> list[tuple]:
    """Goals that somebody finds unclear with how many do, for the console."""
    rows = GoalTemperature.objects.filter(workshop=workshop).of_present().prefetch_related("unclear")
    named = [goal for row in rows for goal in row.unclear.all()]
    return [(goal, named.count(goal)) for goal in workshop.goals.all() if goal in named]
