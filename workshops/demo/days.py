"""The content of a file at another time: its days move, its words stay."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

DAY = re.compile(r"\d{4}-\d\d-\d\d")
WHEN = re.compile(
    r",? (?:by|from|until) \d{1,2} [A-Z][a-z]+"
    r"|，?在?[一二三四五六七八九十]+月(?:底|[一二三四五六七八九十]+日)(?:前|起执行)?"
)
"""A day inside a promise, in either language."""


def days_later(content: Any, by: timedelta) -> Any:
    return moved(content, lambda day: day + by)


def months_later(content: Any, months: int) -> Any:
    """The last of a month stays the last, so that quarters stay quarters."""
    return moved(content, lambda day: in_months(day, months))


def in_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, last = day.year + years, calendar.monthrange(day.year, day.month)[1]
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, longest if day.day == last else min(day.day, longest))


def moved(value: Any, move: Callable[[date], date]) -> Any:
    if isinstance(value, dict):
        return {key: moved(inner, move) for key, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, move) for inner in value]
    if isinstance(value, str) and DAY.match(value):
        return move(date.fromisoformat(value[:10])).isoformat() + value[10:]
    return value


def without_day(text: str) -> str:
    """A promise without the day that it names: beside it stands the one that it was moved to."""
    return WHEN.sub("", text)
