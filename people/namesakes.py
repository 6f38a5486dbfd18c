"""Namesakes: whoever shares a name with somebody in the same list is called by the department too (R-PREP-8)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language


def told_apart(people: Iterable[Any] | None) -> list[Any]:
    """People, or the seats they have, each as it is `called` in this list."""
    listed, language = list(people or ()), get_language() or "en"
    times = Counter(one.name for one in listed)
    for one in listed:
        department = one.department_in(language) if times[one.name] > 1 else ""
        one.called = f"{one.name} · {department}" if department else one.name
    return listed
