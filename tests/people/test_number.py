from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people.number import NumberField, plain


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[
            ("1.5", "1.5"),
            ("1,5", "1.5"),
            ("-0,25", "-0.25"),
            ("１．５", "1.5"),
            ("１，５", "1.5"),
            ("−3", "-3"),
            ("+3", "3"),
        ],
        *[
            ("1 084", "1084"),
            ("1\u202f084", "1084"),
            ("1'084", "1084"),
            ("1,084,000", "1084000"),
            ("1.084.000", "1084000"),
        ],
        *[("1,084.5", "1084.5"), ("1.084,5", "1084.5"), ("0,125", "0.125"), ("1084,5", "1084.5"), ("1.084", "1.084")],
        ("012,5", "12.5"),
    ],
)
def test_a_number_is_read_with_point_or_comma(typed, number):
    assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1,084", "12,500", "-7,250"])
def test_a_comma_before_three_digits_could_mean_either(typed):
    with pytest.raises(ValidationError) as refusal:
        NumberField().clean(typed)
    assert refusal.value.code == "ambiguous"
    assert refusal.value.params == {"typed": typed, "large": typed.replace(",", ""), "small": typed.replace(",", ".")}


@pytest.mark.parametrize(
    "typed", ["abc", "1.2.3", "1,2,3", "1e5", "NaN", "Infinity", "1,23.4", "٣" * 100, "--1", "1..5", "\x00"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(typed):
    try:
        number = NumberField(required=False).clean(typed)
    except ValidationError:
        return
    assert number is None or number.is_finite()


@given(st.decimals(-(10**11), 10**11, places=4))
def test_a_number_reads_back_as_it_was_shown(number):
    assert NumberField().clean(plain(number)) == number


def test_zeros_of_the_database_are_not_shown():
    assert [plain(Decimal(text)) for text in ("46.0000", "0.0000", "95.5000", "1000.0000")] == [
        "46",
        "0",
        "95.5",
        "1000",
    ]
    assert plain(None) == ""
