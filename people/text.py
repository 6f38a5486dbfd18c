"""The one rule for what people write: normalised once, at the form, and counted in what a reader takes for a character."""

import unicodedata

import regex
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CODE_POINTS_A_GRAPHEME = 8
CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\u2028\u2029--[\t\n]]", regex.V1)
LINE_BREAKS = regex.compile(r"\r\n?|\u2028|\u2029")
BLANKS = regex.compile(r"[\s\u2028\u2029]+")


def normalised(text: str) -> str:
    """NFC without control characters, lone surrogates and outer space; tab and line feed stay."""
    text = LINE_BREAKS.sub("\n", text)
    return unicodedata.normalize("NFC", CONTROL.sub("", text)).strip()


def graphemes(text: str) -> int:
    """How many characters a reader counts."""
    return len(regex.findall(r"\X", text))


def display_width(text: str) -> int:
    """Columns on a wall: a wide (Chinese, Japanese, Korean) character takes two, any other one (R-GEN-10)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def folded(text: str) -> str:
    """For comparing what was typed: NFKC, case and spaces folded (R-SIGN-1)."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


class ParagraphField(forms.CharField):
    """Several lines of at most `graphemes` characters; refuses with the limit and the present length (R-GEN-9)."""

    widget = forms.Textarea
    lines = True

    def __init__(self, graphemes: int, **options):
        self.limit = graphemes
        options.setdefault("strip", False)
        super().__init__(**options)

    def widget_attrs(self, widget):
        attributes = super().widget_attrs(widget)
        attributes["data-limit"] = str(self.limit)
        return attributes

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
            raise ValidationError(_("There are too many combined marks in this text."), code="too_many_marks")


class LineField(ParagraphField):
    """One line of at most `graphemes` characters; inner line breaks become spaces."""

    widget = forms.TextInput
    lines = False
