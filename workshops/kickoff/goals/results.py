"""What a room's hands said: sums and the middle, never who."""

from decimal import Decimal

from people.rounding import two_places
from workshops.kickoff.goals.models import MOST_FINGERS, GoalTemperature
from workshops.models import Workshop


def result_of(temperatures) -> dict[str, Decimal | int | None]:
    """How many understood, their share in percent, and both means, rounded once."""
    rows = list(temperatures)
    understood = sum(row.understand >= 3 for row in rows)
    return {
        "understood": understood,
        "understood_pct": two_places(100 * understood, len(rows)),
        "understand_mean": two_places(sum(row.understand for row in rows), len(rows)),
        "believe_mean": two_places(sum(row.believe for row in rows), len(rows)),
    }


def hands(workshop: Workshop) -> dict:
    """For the wall: how often each number was shown, and the means."""
    rows = list(GoalTemperature.objects.filter(workshop=workshop).of_present())
    most = max([1, *(counted(rows, name, count) for name in QUESTIONS for count in range(MOST_FINGERS + 1))])
    return result_of(rows) | {
        "answered": len(rows),
        "present": workshop.seats.writers().present().count(),
        "sums": [{"name": name, "bars": bars(rows, name, most)} for name in QUESTIONS],
    }


QUESTIONS = ("understand", "believe")


def counted(rows, name: str, count: int) -> int:
    return sum(getattr(row, name) == count for row in rows)


def bars(rows, name: str, most: int) -> list[dict[str, int]]:
    """One bar a number of fingers; its height in hundredths of the tallest."""
    people = [counted(rows, name, count) for count in range(MOST_FINGERS + 1)]
    return [
        {"fingers": fingers, "people": count, "height": round(100 * count / most)}
        for fingers, count in enumerate(people)
    ]


def unclear_goals(workshop: Workshop) -> list[tuple]:
    """Goals that somebody finds unclear with how many do, for the console."""
    rows = GoalTemperature.objects.filter(workshop=workshop).of_present().prefetch_related("unclear")
    named = [goal for row in rows for goal in row.unclear.all()]
    return [(goal, named.count(goal)) for goal in workshop.goals.all() if goal in named]
