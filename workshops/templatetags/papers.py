"""What papers draw besides words."""

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from workshops.templatetags.room import ICONS

register = template.Library()
FOLDER = Path(settings.BASE_DIR) / "static" / "icons"


@cache
@register.simple_tag
def drawn(name: str) -> SafeString:
    """One of our icons as lines in the page itself: a paper fetches nothing."""
    return mark_safe((FOLDER / f"{name}.svg").read_text().replace("<svg ", '<svg class="i" aria-hidden="true" ', 1))


@register.simple_tag
def drawn_mode(mode: str) -> SafeString:
    return drawn(ICONS.get(mode, "eye"))


@register.filter
def lines(count: int) -> range:
    """As many empty lines to write on."""
    return range(int(count))


@register.filter
def thousands(digits: str) -> str:
    """300000 as 300 000, with a space that neither breaks nor is mistaken for a point."""
    whole, point, cents = str(digits).partition(".")
    return f"{int(whole):,}".replace(",", "\u202f") + point + cents if whole.isdigit() else str(digits)


@register.filter
def signed(minutes: int) -> str:
    """Minutes more or less than planned: +10, −4, and a dot for none."""
    return f"+{minutes}" if minutes > 0 else f"−{-minutes}" if minutes < 0 else "·"
