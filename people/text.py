"""The one rule for what people write: normalised once, at the form, and counted in what readers call a character."""

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import Literal

import regex
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

CODE_POINTS_A_GRAPHEME = 8
MARKS_IN_A_ROW = 8

CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFEFF--[\t\n]]", regex.V1)
LINE_BREAKS = regex.compile(r"\r\n?|[\x0B\x0C\x85\u2028\u2029]")
BLANKS = regex.compile(r"\s+")
PILED_MARKS = regex.compile(rf"(\p{{M}}{{{MARKS_IN_A_ROW}}})\p{{M}}+")
NOTHING_TO_SEE = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}\u2800]*+")
IGNORABLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
# Joiners and variation selectors belong to the character beside them, so only these fall off the ends.
OUTER = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\u00ad\u2800"
BIDI_CONTROL = regex.compile(r"\p{Bidi_Control}")
CLUSTER = regex.compile(r"\X")
FLAG = regex.compile(r"\p{Regional_Indicator}{2}")
HAN = regex.compile(r"\p{Han}")
LATIN = regex.compile(r"\p{Latin}")
ONE_WIDE = "国"
EMOJI_STYLE = "\ufe0f"


def composed(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """Normalised to `form`. Piles of combining marks are cut first: sorting a long one takes minutes."""
    return PILED_MARKS.sub(r"\1", unicodedata.normalize(form, PILED_MARKS.sub(r"\1", text)))


def reads_chinese() -> bool:
    """Whether the reader's pages are in Chinese."""
    return (get_language() or "").startswith("zh")


def gap() -> str:
    """What stands between two sentences, or after a colon: the marks of Chinese bring their own room."""
    return "" if reads_chinese() else " "


def colon() -> str:
    """Before what the words in front of it announce."""
    return "：" if reads_chinese() else ": "


def list_comma() -> str:
    """What stands between two members of a list."""
    return pgettext("between the members of a list", ", ")


def in_sentences(sentences: Iterable[str]) -> str:
    """Sentences one after another, as the reader's language sets them."""
    return gap().join(sentences)


def in_a_row(words: Iterable[str]) -> str:
    """A list inside a sentence, its members parted as the reader's language parts them."""
    return list_comma().join(str(word) for word in words)


def normalised(text: str) -> str:
    """NFC without control characters, lone surrogates and outer blanks; tab and line feed stay.

    A text in which there is nothing to see becomes the empty text.
    """
    text = composed(CONTROL.sub("", LINE_BREAKS.sub("\n", text)))
    return "" if NOTHING_TO_SEE.fullmatch(text) else text.strip(OUTER)


def graphemes(text: str) -> int:
    """How many characters a reader counts."""
    return len(clusters(text))


def written_in(text: str, otherwise: str) -> str:
    """In which of the two languages somebody wrote, whatever the pages say; `otherwise` where no letter tells."""
    if HAN.search(text):
        return "zh-hans"
    return "en" if LATIN.search(text) else otherwise


def clipped(text: str, most: int) -> str:
    """The first so many characters as a reader counts them."""
    return "".join(match[0] for match in islice(CLUSTER.finditer(text), most)).rstrip()


def clusters(text: str) -> list[str]:
    # Long rows of flags would each be looked through from their start, so a flag is replaced by one plain character.
    return CLUSTER.findall(FLAG.sub(ONE_WIDE, text))


def display_width(text: str) -> int:
    """Columns on a wall: a wide (Chinese, Japanese, Korean, emoji) character takes two, any other one (R-GEN-10)."""
    return sum(map(columns, clusters(text)))


@lru_cache(4096)
def columns(cluster: str) -> int:
    if IGNORABLE.fullmatch(cluster):
        return 0
    wide = any(unicodedata.east_asian_width(character) in "WF" for character in cluster)
    return 2 if wide or EMOJI_STYLE in cluster else 1


def folded(text: str) -> str:
    """For comparing what was typed: NFKC, case, spaces and invisible characters folded (R-SIGN-1)."""
    text = IGNORABLE.sub("", composed(text, "NFKC")).casefold()
    return composed(BLANKS.sub("", text), "NFKC")


def holding(sought: str, texts: Iterable[str]) -> set[str]:
    """Those of the texts in which somebody who types `sought` would find it, compared as `folded`."""
    wished = folded(sought)
    return {text for text in texts if wished in folded(text)}


class ParagraphField(forms.CharField):
    """Several lines of at most `graphemes` characters; refuses with the limit and the present length (R-GEN-9)."""

    widget: type[forms.Widget] = forms.Textarea
    lines = True

    def __init__(self, graphemes: int, **options):
        self.limit = graphemes
        options.setdefault("strip", False)
        super().__init__(**options)

    def widget_attrs(self, widget):
        attributes = super().widget_attrs(widget)
        attributes["data-limit"] = str(self.limit)
        return attributes

    def bound_data(self, data, initial):
        """What was typed, shown again beside the error; what no page can carry is left out."""
        data = super().bound_data(data, initial)
        return CONTROL.sub("", LINE_BREAKS.sub("\n", data)) if isinstance(data, str) else data

    def to_python(self, value):
        text = normalised(super().to_python(value) or "")
        return text if self.lines else BLANKS.sub(" ", text)

    def validate(self, value):
        super().validate(value)
        count = graphemes(value)
        if count > self.limit:
            raise ValidationError(
                _("%(count)d characters are too many here: at most %(limit)d. Shorten it by %(over)d."),
                code="too_long",
                params={"count": count, "limit": self.limit, "over": count - self.limit},
            )
        if len(value) > CODE_POINTS_A_GRAPHEME * self.limit:
            raise ValidationError(
                _("There are too many combined marks in this text. Leave some of them out."), code="too_many_marks"
            )


class LineField(ParagraphField):
    """One line of at most `graphemes` characters; inner line breaks become spaces."""

    widget = forms.TextInput
    lines = False


def everything_prints(text: str) -> str:
    return ""


class NameField(LineField):
    """The name of a person: printed on sheets, so without hidden turns of direction, in letters that we can print."""

    # Returns the characters of a name that no font of the installation can print; whoever prints may replace it.
    unprintable: Callable[[str], str] = staticmethod(everything_prints)

    def validate(self, value):
        super().validate(value)
        if BIDI_CONTROL.search(value):
            raise ValidationError(
                _("An invisible character in this name turns the direction of writing. Type the name again by hand."),
                code="direction",
            )
        if missing := type(self).unprintable(value):
            raise ValidationError(
                _("These characters cannot be printed here: %(characters)s. Write the name another way."),
                code="unprintable",
                params={"characters": missing},
            )
