from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from people.number import plain

register = template.Library()


@register.simple_tag(takes_context=True)
def was(context, goal, figure: str) -> str:
    """What a corrected figure was before, struck through; nothing where it stands as it was read in."""
    before = context.get("before", {}).get(goal.pk, {})
    if figure not in before:
        return ""
    return format_html('<s class="figure-was"><span class="vh">{}</span> {}</s> ', _("before:"), plain(before[figure]))
