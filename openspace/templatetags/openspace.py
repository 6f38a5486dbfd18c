import re

from django import template

from openspace.wording import judging_word

register = template.Library()

register.filter("judging", judging_word)


@register.filter
def first_part(rule: str) -> str:
    """A rule as the line below the wall says it: up to its first pause."""
    return re.split("[;，]", rule)[0]


@register.filter
def times(count: int) -> range:
    """So many times, for heads in a row; a row holds twenty."""
    return range(min(20, count))
