"""How templates of a room say times and modes."""

import re
from secrets import token_hex
from zlib import crc32

from django import template
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.namesakes import told_apart
from people.text import reads_chinese, written_in
from workshops.bag.leader import PARTS
from workshops.forms import mark
from workshops.newest import MOST

register = template.Library()

WORDS = re.compile(r"(?:^|>)\s*[^<\s]")
"""Whether anything stands between the tags."""
ROOMY = tuple("。？！：；，、”）")
"""Marks of Chinese bring the room behind them."""
READERS_TOKEN = token_hex(16)
"""Stands in forms that are rendered once for many, until each reader's own token against forged forms does."""
ICONS = {"write": "pencil", "talk": "quote", "look": "eye", "move": "feet"}


@register.filter
def milliseconds(moment) -> int | str:
    """A moment for the browser's clock, which counts milliseconds."""
    return int(moment.timestamp() * 1000) if moment else ""


register.filter(mark)
register.filter(told_apart)


@register.filter
def at_most(listed):
    """What a screen lists of very many: as many as it can bear. `left_out` says of the rest where it is."""
    return listed[:MOST]


@register.filter
def beyond(listed) -> int:
    """How many of a list `at_most` leaves out."""
    return max(0, len(listed) - MOST)


@register.inclusion_tag("partials/left_out.html")
def left_out(listed, count: int = 0) -> dict[str, int]:
    """How many are not listed, of a list, or of so many where the list holds those alone that are."""
    return {"left_out": count - len(listed) if count else beyond(listed)}


@register.filter
def mode_icon(mode: str) -> str:
    return ICONS.get(mode, "eye")


@register.filter
def mode_name(mode: str) -> str:
    return {"write": _("We write"), "talk": _("We talk"), "look": _("We look"), "move": _("We move")}.get(mode, "")


LISTEN = gettext_lazy("Listen first. Ask: what makes you think so?")
WALK = gettext_lazy("Walk along. Thank people for what you see.")
CUES = {
    ("contract", "look"): gettext_lazy("You open: why we are here, and no verdicts today."),
    ("contract", "write"): gettext_lazy("The facilitator answers the concerns. No verdicts today."),
    ("goals", "look"): gettext_lazy("You explain: the number, the reason, what you worry about."),
    ("strategy", "talk"): gettext_lazy("Not a word while columns form. Ask: what makes you think so?"),
    ("vision", "move"): WALK,
    **{(stage, "talk"): LISTEN for stage in ("vision", "stakes", "goals", "consensus")},
}
"""Steps in which the line of the briefing page for the whole stage would say too little."""
BY_MODE = {
    "write": gettext_lazy("Write with everybody, or watch. No verdicts today."),
    "talk": LISTEN,
    "look": gettext_lazy("Watch. Ask for the source, not for the author."),
    "move": WALK,
}


@register.filter
def lead_cue(mode: str, stage: str = "") -> str:
    """The line of the briefing page for this stage: what helps from the chair of the decision maker.

    A stage that the page does not know has the line of its mode.
    """
    if found := CUES.get((stage, mode)):
        return str(found)
    return str(PARTS[stage].line) if stage in PARTS else str(BY_MODE.get(mode, ""))


@register.simple_block_tag
def behind_a_tap(content: str, label: str) -> str:
    """What the own region holds while the room looks up (R-GEN-22); no tap where nothing stands behind it."""
    if not WORDS.search(content) and "<img" not in content:
        return ""
    summary = format_html('<summary class="btn btn--wide lookup__in">{}</summary>', label)
    # With a name of its own it stays open for itself alone, whatever comes or goes in it or beside it.
    name = f"behind-{crc32(str(label).encode()):x}"
    return format_html('<details class="lookup__behind" id="{}">{}{}</details>', name, summary, content)


@register.filter
def with_token(shared: str, token) -> str:
    """What was rendered once for many, with this reader's own token in its forms."""
    return mark_safe(shared.replace(READERS_TOKEN, str(token)))


@register.filter
def lang(text: str) -> str:
    """` lang="…"` for words of somebody that stand among those of another language."""
    language = written_in(str(text or ""), "")
    return format_html(' lang="{}"', language) if language else ""


def spoken(text) -> str:
    """A text as it is marked in the source, or a lazy one, in the language that is on."""
    return _(text) if isinstance(text, str) else str(text)


@register.simple_tag(takes_context=True)
def beside(context, text, element: str = "span") -> str:
    """The same text of the tool in the other language, on a wall that both read; a text as it is marked, not turned.

    Nothing where one holds the other: SWOT, SWOT 分析. `element` is what bears it: in a drawing a `tspan`.
    """
    other = context.get("other_language")
    if not other:
        return ""
    here = spoken(text)
    with translation.override(other.lower()):
        said = spoken(text)
    return second(here, said, other, element)


def second(here: str, said: str, other: str, element: str = "span") -> str:
    """What stands behind a text: the same in the other language; nothing where one holds the other."""
    if said in here or here in said:
        return ""
    between = "" if here.endswith(ROOMY) or here[-1:].isspace() else " "
    return format_html('{}<{} lang="{}">{}</{}>', between, element, other, said, element)


class Twice(template.Node):
    """What stands between `in_both` and `endin_both`, rendered once in each language."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context) -> str:
        here, other = self.nodelist.render(context), context.get("other_language")
        if not other:
            return here
        with translation.override(other.lower()):
            said = self.nodelist.render(context)
        return format_html("{}{}", here, second(here, said, other))


@register.tag
def in_both(parser, _token) -> Twice:
    """Words of the tool that hold numbers or names, in both languages on a wall that both read; `beside` for others."""
    nodelist = parser.parse(("endin_both",))
    parser.delete_first_token()
    return Twice(nodelist)


@register.filter
def newest_first(number: int) -> str:
    """An order in which the highest number comes first."""
    return f"{999_999_999 - int(number):09d}"


@register.filter(expects_localtime=True)
def day(date) -> str:
    """A date as people here write it, or that of a moment in the zone at hand: 16 Jan 2026, 2026年1月16日."""
    return formats.date_format(date, "Y年n月j日" if reads_chinese() else "j M Y") if date else ""


@register.filter(expects_localtime=True)
def weekday(date) -> str:
    """The same with the day of the week: Friday 16 January 2026."""
    return formats.date_format(date, "Y年n月j日 l" if reads_chinese() else "l j F Y") if date else ""


@register.filter
def hour(moment) -> str:
    """The time of day of a moment that already stands in its own zone."""
    return f"{moment:%H:%M}" if moment else ""


@register.filter
def hour_in(moment, workshop) -> str:
    """The time of day where the workshop is held."""
    return f"{moment.astimezone(workshop.organisation.zone):%H:%M}" if moment else ""


@register.filter
def heads(count: int) -> range:
    """As many note heads as people, up to a dozen."""
    return range(min(int(count), 12))


@register.filter
def named(thing, language: str) -> str:
    """What has a name in both languages, in the reader's own."""
    return thing.name_in(language)


@register.filter
def tenths(value) -> int:
    """A value of ten as whole hundredths, for the length of a bar."""
    return round(float(value or 0) * 10)


@register.filter
def figure(value) -> str:
    """A number without the noughts that its column adds: 95.5, 50, 1,200."""
    if value in (None, ""):
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def taps(count: int) -> range:
    """A head for everybody who said yes."""
    return range(min(int(count), 200))
