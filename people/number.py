"""Numbers as people type them, with a point or a comma, and as people read them."""

import re
import unicodedata
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
GROUPED = re.compile(r"[+-]?\d{1,3}(?P<group>[,.])\d{3}((?P=group)\d{3})*(?P<rest>(?!(?P=group))[,.]\d+)?")
PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")


def plain(value: Decimal | None) -> str:
    """Without the zeros that the database adds: 46.0000 is 46."""
    if value is None:
        return ""
    return format(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize(), "f")


class NumberField(forms.DecimalField):
    """A decimal number that may be typed as 1.5 or 1,5; where a comma could mean either, the refusal asks."""

    widget = forms.TextInput

    def __init__(self, **options):
        super().__init__(**{"max_digits": 16, "decimal_places": 4} | options)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return plain(value) if isinstance(value, Decimal) else value

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        text = re.sub(r"[\s'’_]", "", unicodedata.normalize("NFKC", value[:60])).replace("\u2212", "-")
        if AMBIGUOUS.fullmatch(text):
            raise ValidationError(
                _("Does %(typed)s mean %(large)s or %(small)s? Write it without the comma, or with a point."),
                code="ambiguous",
                params={"typed": text, "large": text.replace(",", ""), "small": text.replace(",", ".")},
            )
        if (match := GROUPED.fullmatch(text)) and (match["rest"] or text.count(match["group"]) > 1):
            text = text.replace(match["group"], "")
        elif not PLAIN.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text.replace(",", "."))
