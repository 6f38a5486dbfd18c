"""How templates of a room say times and modes."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

ICONS = {"write": "pencil", "talk": "quote", "look": "eye", "move": "feet"}


@register.filter
def milliseconds(moment) -> int | str:
    """A moment for the browser's clock, which counts milliseconds."""
    return int(moment.timestamp() * 1000) if moment else ""


@register.filter
def mode_icon(mode: str) -> str:
    return ICONS.get(mode, "eye")


@register.filter
def mode_name(mode: str) -> str:
    return {"write": _("We write"), "talk": _("We talk"), "look": _("We look"), "move": _("We move")}.get(mode, "")


@register.filter
def lead_cue(mode: str) -> str:
    """The line of the briefing page that fits the mode: what helps from the chair of the decision maker."""
    return {
        "write": _("Write with everybody, or watch. No verdicts today."),
        "talk": _("Not a word while columns form. Ask: what makes you think so?"),
        "look": _("Watch. Ask for the source, not for the author."),
        "move": _("Walk along. Thank people for what you see."),
    }.get(mode, "")


@register.filter
def newest_first(number: int) -> str:
    """An order in which the highest number comes first."""
    return f"{999_999_999 - int(number):09d}"
