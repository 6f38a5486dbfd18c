"""How the action plan says money, days and values; a template that has none of them gets an empty text."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format

from people.number import plain
from people.text import reads_chinese
from workshops.kickoff.actions.swot import offered
from workshops.templatetags import room

register = template.Library()
NARROW = "\u202f"


@register.filter
def money(amount: Decimal | None) -> str:
    """38 000 with narrow spaces, as both languages of the house read it; cents only where there are some."""
    if not isinstance(amount, Decimal):
        return ""
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return text.replace(",", NARROW)


@register.filter
def value(number: Decimal | None) -> str:
    """A value of a measure, without the zeros that the database adds."""
    return plain(number) if isinstance(number, Decimal) else ""


@register.filter
def day(moment: date | None) -> str:
    """Day and month: 2 Feb, 2月2日."""
    if not isinstance(moment, date):
        return ""
    return date_format(moment, "n月j日" if reads_chinese() else "j\u00a0M")


@register.filter
def day_and_year(moment: date | None) -> str:
    """Day, month and year: 2 Feb 2026, 2026年2月2日."""
    return room.day(moment) if isinstance(moment, date) else ""


@register.filter
def day_input(moment: date | None) -> str:
    """As the browser's date field wants it."""
    return moment.isoformat() if isinstance(moment, date) else ""


@register.filter
def unit(text: str) -> str:
    """The unit behind a value; a plain count has none."""
    return "" if text == "count" else f"\u00a0{text}" if text else ""


@register.simple_tag
def swot_of(action):
    """The SWOT notes that an action may name as what it answers; nothing for a row that is still to be typed."""
    return offered(action) if action else []
