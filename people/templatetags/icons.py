from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", kind: str = ""):
    """One symbol of the sprite; decorative unless it has a `label`. `kind` "fill" fills the shape."""
    return drawn(name, str(label), kind)


@lru_cache(1024)
def drawn(name: str, label: str, kind: str) -> str:
    classes = f"i i--{kind}" if kind else "i"
    target = f"{static('icons.svg')}#i-{name}"
    if not label:
        return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, target)
    return format_html(
        '<svg class="{}" role="img" aria-label="{}"><title>{}</title><use href="{}"/></svg>',
        classes,
        label,
        label,
        target,
    )
