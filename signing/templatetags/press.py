"""How frozen words get onto paper: each character seen, each word broken where it must, both scripts side by side."""

import datetime

import regex
from django import template
from django.utils import formats, timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from people.text import display_width, reads_chinese
from signing import glyphs
from signing.canonical import grouped

register = template.Library()
register.filter("grouped", grouped)

# One unbroken word of thousands of characters takes the press minutes: it gets invisible places to break.
LONG_WORD = regex.compile(r"[^\s\u200b\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]{61,}")
PIECE = regex.compile(r"\X{1,30}")
BREAK = "\u200b"
THREE_LINES = 105
"""Display width that the running head holds."""
CHINESE = regex.compile(r"\p{Han}")
OTHER_EAST_ASIAN = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Hangul}]")


@register.filter
def printed(text) -> SafeString:
    """What somebody wrote, for print: escaped, isolated from its surroundings, a missing glyph as its framed number."""
    text = LONG_WORD.sub(lambda word: BREAK.join(PIECE.findall(word[0])), str(text if text is not None else ""))
    marked = "".join(_character(character) for character in text).replace("\n", "<br>")
    chinese = CHINESE.search(text) and not OTHER_EAST_ASIAN.search(text)
    return mark_safe(f'<bdi lang="zh-Hans">{marked}</bdi>' if chinese else f"<bdi>{marked}</bdi>")


def _character(character: str) -> str:
    if glyphs.is_missing(character):
        return f'<span class="codepoint">{glyphs.code_point(character)}</span>'
    return escape(character)


@register.simple_tag
def head_size(*texts) -> str:
    """The class of a running head whose names need more than three lines beside the whole stave."""
    width = sum(display_width(str(text or "")) for text in texts)
    return " running-head--long" if width > THREE_LINES else ""


@register.simple_tag
def one(english, chinese) -> SafeString:
    """Of a pair of frozen texts the reader's, or the one that there is."""
    first, second = (chinese, english) if reads_chinese() else (english, chinese)
    return printed(first or second)


@register.simple_tag
def pair(english, chinese) -> SafeString:
    """A pair of frozen texts side by side: the reader's first, the other one lighter."""
    first, second = (chinese, english) if reads_chinese() else (english, chinese)
    if not first or not second or first == second:
        return printed(first or second)
    return mark_safe(f'{printed(first)} <span class="other">{printed(second)}</span>')


class Bilingual(template.Node):
    def __init__(self, words: str):
        self.words = words

    def render(self, context):
        with translation.override("en"):
            english = translation.gettext(self.words)
        with translation.override("zh-hans"):
            chinese = translation.gettext(self.words)
        return pair(english, chinese)


@register.tag
def bilingual(parser, token):
    """`{% bilingual _("Signatures") %}`: a label of the tool in both languages, the reader's first."""
    words = token.split_contents()
    if len(words) != 2 or not words[1].startswith('_("'):
        raise template.TemplateSyntaxError('use {% bilingual _("the words") %}')
    return Bilingual(words[1][3:-2])


@register.filter
def day(value) -> str:
    """A date, a time or an ISO date as the reader writes it: 16 January 2026, 2026年1月16日."""
    return formats.date_format(_date(value), "Y年n月j日" if reads_chinese() else "j F Y") if value else ""


@register.filter
def short_day(value) -> str:
    """The same without the year: 16 Jan, 1月16日."""
    return formats.date_format(_date(value), "n月j日" if reads_chinese() else "j M") if value else ""


@register.filter
def clock(value) -> str:
    """Hour and minute of a time in the document's own zone."""
    return timezone.localtime(value).strftime("%H:%M")


@register.filter
def day_and_clock(value) -> str:
    """Both of a moment: 16 January 2026, 09:12 and 2026年1月16日 09:12."""
    return _both(day(value), clock(value))


@register.filter
def short_day_and_clock(value) -> str:
    return _both(short_day(value), clock(value))


def _both(day: str, clock: str) -> str:
    return f"{day} {clock}" if reads_chinese() else f"{day}, {clock}"


def _date(value):
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
    return timezone.localtime(value) if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value
