"""How the frozen statement is set: in the reader's language first, with its figures standing out."""

import re
from base64 import b64encode
from datetime import date
from decimal import Decimal

from django import template
from django.utils import formats, translation
from django.utils.safestring import SafeString, mark_safe

from signing.templatetags.press import day, one, pair, printed
from workshops.kickoff.consensus.wording import is_chinese
from workshops.models import Override, Picture

register = template.Library()

FIGURE = re.compile(
    r"\d{4}年\d+月\d+日|\d+ [A-Z][a-z]+ \d{4}|\d[\d.,\u202f]*(?: ?%| (?:million |billion )?[A-Z]{3}(?:/t)?)"
)


COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_]|%)| (?=…)|(?<=…) (?=\d)")
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def english_and_chinese(text: str, other: str) -> tuple[str, str]:
    return (other, text) if is_chinese(text) else (text, other)


@register.simple_tag
def both(text: str, other: str = "") -> SafeString:
    """A text with its wording in the other language, the reader's first."""
    return pair(*english_and_chinese(text, other))


@register.simple_tag
def own(text: str, other: str = "") -> SafeString:
    """The reader's of the two, or the one that there is."""
    return one(*english_and_chinese(text, other))


@register.simple_tag
def clause_heading(clause) -> SafeString:
    """By what people call a clause, in both languages, the reader's first."""
    return pair(clause.heading_in("en"), clause.heading_in("zh"))


@register.filter
def figures(text: str) -> SafeString:
    """A sentence with its numbers and dates standing out."""
    return mark_safe(FIGURE.sub(lambda found: f"<b>{found[0]}</b>", str(printed(text))))


@register.filter
def unbroken(text: str) -> str:
    """A sentence in which no line begins with what a figure counts or what is left out: 95.5 %, 31 December, by …"""
    return COUNTED.sub("\u00a0", text or "")


@register.filter
def as_read(text: str) -> SafeString:
    """What changed, for print: a date as the reader writes it, anything else as it stands."""
    return printed(day(text) if ISO_DATE.fullmatch(text) else text)


@register.filter
def share(sum_: dict | None) -> int:
    """How far together brings us on the way, in hundredths for a bar."""
    if not sum_ or not Decimal(sum_["way"]):
        return 0
    return min(100, round(100 * Decimal(sum_["together"]) / Decimal(sum_["way"])))


@register.filter
def part_of(amount: str, total: str) -> int:
    """The same for money as it is spelled in the statement."""
    spent, whole = (Decimal(text.replace("\u202f", "") or 0) for text in (amount, total))
    return min(100, round(100 * spent / whole)) if whole else 0


@register.filter
def weekday(text: str) -> str:
    """A date with its weekday, as the reader writes it: Friday 16 January 2026, 2026年1月16日 星期五."""
    when = date.fromisoformat(text)
    if (translation.get_language() or "").startswith("zh"):
        return formats.date_format(when, "Y年n月j日 l")
    return formats.date_format(when, "l j F Y")


@register.simple_tag
def small_picture(document, digest: str) -> str:
    """The small version of a frozen picture, inside the page; empty where somebody asked to take it down (R-GEN-15)."""
    if not digest:
        return ""
    pictures = Picture.objects.shown().filter(workshop__room__public_id=document.subject, digest=digest)
    picture = pictures.select_related("file").first()
    return f"data:image/jpeg;base64,{b64encode(bytes(picture.file.small)).decode()}" if picture else ""


@register.simple_tag
def not_all_had_signed(document) -> bool:
    """Whether the room went on before everybody had signed this statement, and somebody still has not (R-SIGN-5)."""
    passed = Override.objects.filter(rule="R-SIGN-5", run__workshop__room__public_id=document.subject)
    return passed.exists() and len(document.standing_signatures()) < (document.expected_signatures or 0)
