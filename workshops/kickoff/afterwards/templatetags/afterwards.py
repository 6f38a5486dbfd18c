from collections import Counter

from django import template
from django.utils.translation import get_language

from people.text import in_a_row
from workshops.kickoff.afterwards.standing import last

register = template.Library()
register.filter("last_said", last)


@register.filter
def by_department(seats, language: str) -> str:
    """How many are waited for in each department, without a name."""
    counts = Counter(seat.department_in(language) for seat in seats)
    return in_a_row(f"{name} {count}" for name, count in sorted(counts.items()))


@register.filter
def beyond(count: int, shown: int) -> int:
    return count - shown


@register.filter
def in_language(english: str, chinese: str) -> str:
    """A text kept in both languages, in the reader's."""
    reads_chinese = (get_language() or "en").startswith("zh")
    return (chinese or english) if reads_chinese else (english or chinese)
