import re
import time
import unicodedata
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from people.text import (
    LineField,
    NameField,
    ParagraphField,
    display_width,
    folded,
    graphemes,
    in_a_row,
    in_sentences,
    normalised,
    written_in,
)

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u3164\u115f\u1160\uffa0\u2800\u034f\U000e0041"
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a  ", "a"),
        ("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a\tb"),
        ("a\x00b\x07c\x1b", "abc"),
        ("a\ud800b\udfff", "ab"),
        ("a\ufffeb\U0010ffff", "ab"),
        ("e\u0301", "é"),
        ("\u200b张三\u200b\u3000", "张三"),
        ("❤\ufe0f", "❤\ufe0f"),
        (FAMILY, FAMILY),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ไทย\u200bไทย", "ไทย\u200bไทย"),
        ("a" + "\u0335" * 30 + "b", "a" + "\u0335" * 8 + "b"),
    ],
)
def test_normalised(typed, kept):
    assert normalised(typed) == kept


@pytest.mark.parametrize("nothing", ["", " \t\n\u3000", *ZERO_WIDTH, ZERO_WIDTH, f" {ZERO_WIDTH}\n{ZERO_WIDTH}"])
def test_nothing_to_see_is_empty(nothing):
    assert normalised(nothing) == ""
    for field in (LineField(10), ParagraphField(10)):
        with pytest.raises(ValidationError) as refusal:
            field.clean(nothing)
        assert refusal.value.code == "required"


@given(ANY_TEXT)
def test_normalised_twice_is_normalised_once(typed):
    once = normalised(typed)
    assert normalised(once) == once


@given(ANY_TEXT)
def test_normalised_can_be_stored_printed_and_compared(typed):
    kept = normalised(typed)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert [
        character for character in kept if unicodedata.category(character) == "Cc" and character not in "\t\n"
    ] == []
    assert kept == kept.strip()


@given(ANY_TEXT)
def test_folded_twice_is_folded_once_and_ignores_case_and_form(typed):
    once = folded(normalised(typed))
    assert folded(once) == once
    assert folded(unicodedata.normalize("NFD", normalised(typed))) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sun Wei", "ＳＵＮ　wei"), ("Straße", "STRASSE"), ("Li\u200b Wei", "liwei"), ("é", "e\u0301"), ("張 三", "張三")],
)
def test_folded_makes_equal_what_reads_equal(one, other):
    assert folded(one) == folded(other)


def test_folded_keeps_apart_what_reads_differently():
    assert folded("李伟 2") != folded("李伟")
    assert folded("张三") != folded("張三")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("合奏", 2), (FAMILY, 1), ("🇨🇳🇩🇪", 2), ("e\u0301", 1), ("a\nb", 3), ("क्षि", 1), ("👍🏽", 1), ("1️⃣", 1)],
)
def test_graphemes_counts_what_a_reader_counts(text, count):
    assert graphemes(text) == count


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("合奏", 4),
        ("a合", 3),
        ("，", 2),
        ("é", 1),
        ("e\u0301", 1),
        (FAMILY, 2),
        ("🇨🇳", 2),
        ("❤\ufe0f", 2),
        ("a\u200bb", 2),
        ("가", 2),
        (" ", 1),
    ],
)
def test_display_width_counts_columns(text, width):
    assert display_width(text) == width


@given(ANY_TEXT, ANY_TEXT)
def test_counting_is_never_more_than_code_points(one, other):
    assert graphemes(one + other) <= graphemes(one) + graphemes(other) <= len(one + other)
    assert display_width(one) <= 2 * graphemes(one)


@given(ANY_TEXT)
def test_both_fields_treat_one_line_alike(typed):
    def outcome(field):
        try:
            return field.clean(typed)
        except ValidationError as refusal:
            return refusal.code, refusal.messages

    if "\n" not in normalised(typed) and "\t" not in normalised(typed):
        one, several = outcome(LineField(20)), outcome(ParagraphField(20))
        assert (one, True) == (several, True) or folded(str(one)) == folded(str(several))


def test_a_line_joins_lines_and_a_paragraph_keeps_them():
    assert LineField(20).clean(" one\r\n\ttwo  three ") == "one two three"
    assert ParagraphField(20).clean(" one\r\ntwo ") == "one\ntwo"


@pytest.mark.parametrize("field", [LineField, ParagraphField])
def test_the_limit_is_in_graphemes(field):
    assert field(3).clean(FAMILY * 3) == FAMILY * 3
    with pytest.raises(ValidationError) as refusal:
        field(3).clean(FAMILY * 5)
    assert refusal.value.code == "too_long"
    expected = gettext("%(count)d characters are too many here: at most %(limit)d. Shorten it by %(over)d.")
    assert refusal.value.messages == [expected % {"count": 5, "limit": 3, "over": 2}]


@pytest.mark.parametrize("field", [LineField, ParagraphField])
def test_more_marks_than_the_database_has_room_for_are_refused(field):
    with pytest.raises(ValidationError) as refusal:
        field(1).clean("a" + "\u0335" * 8)
    assert refusal.value.code == "too_many_marks"


HUGE = {
    "plain": ("a" * 5_000_000, "too_long"),
    "flags": ("🇨" * 200_000, "too_long"),
    "unordered marks": ("a" + "\u0315\u0300" * 200_000, None),
    "zero width": ("\u200b" * 5_000_000, "required"),
    "surrogates": ("\ud800" * 500_000, "required"),
    "gaps": (("a" + " \t" * 4999) * 300, "too_long"),
}


@pytest.mark.parametrize("field", [LineField, ParagraphField])
@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_text_is_answered_quickly(field, kind):
    huge, expected = HUGE[kind]
    begun, code = time.process_time(), None
    try:
        field(200).clean(huge)
    except ValidationError as refusal:
        code = refusal.code
    assert time.process_time() - begun < 8
    assert code == expected


class OneField(forms.Form):
    text = LineField(5)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_form_shows_again_what_was_typed_beside_the_refusal(language):
    with override(language):
        form = OneField({"text": "  much <too> long\ud800\x00  "})
        refusal = gettext("%(count)d characters are too many here: at most %(limit)d. Shorten it by %(over)d.")
        assert form.errors == {"text": [refusal % {"count": 15, "limit": 5, "over": 10}]}
        page = form.as_p()
    assert page.encode("utf-8").decode("utf-8") == page
    assert form["text"].value() == "  much <too> long  "
    assert 'value="  much &lt;too&gt; long  "' in page
    assert 'data-limit="5"' in page


@pytest.mark.parametrize("control", "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
def test_a_name_turns_no_direction(control):
    assert LineField(40).clean(f"Li{control}Wei") == f"Li{control}Wei"
    with pytest.raises(ValidationError) as refusal:
        NameField(40).clean(f"Li{control}Wei")
    assert refusal.value.code == "direction"


@pytest.mark.parametrize("name", ["梁启文", "Ibrahim Yılmaz", "محمد", "Nguyễn Thị Ánh", "O’Neill-Δ", "နန်း", "𠮷田"])
def test_names_of_all_scripts_are_kept(name):
    assert NameField(40).clean(name) == name


def test_a_name_that_cannot_be_printed_says_which_characters():
    class PrintedField(NameField):
        unprintable = staticmethod(lambda text: "".join(character for character in text if character == "𠮷"))

    assert PrintedField(40).clean("吉田") == "吉田"
    with pytest.raises(ValidationError) as refusal:
        PrintedField(40).clean("𠮷田")
    assert refusal.value.params == {"characters": "𠮷"}


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        ("交期 12 天", "en", "zh-hans"),
        ("Night shift waits for 砂芯", "en", "zh-hans"),
        ("Lead time: 12 days", "zh-hans", "en"),
        ("95 %", "zh-hans", "zh-hans"),
        ("95 %", "en", "en"),
    ],
)
def test_language_is_that_of_the_characters_and_not_of_the_page(text, otherwise, language):
    assert written_in(text, otherwise) == language


def test_marks_between_words_are_those_of_the_readers_language():
    line = (
        "{{ said|in_sentences }}{% gap %}{{ said|in_a_row }}{% comma %}a{% semicolon %}b{% colon %}c{% list_comma %}d"
    )
    template = engines["django"].from_string(line)
    with override("en"):
        assert template.render({"said": ["One.", "Two."]}) == "One. Two. One., Two., a; b: c, d"
    with override("zh-hans"):
        assert (in_sentences(["一。", "二。"]), in_a_row("甲乙")) == ("一。二。", "甲、乙")
        assert template.render({"said": ["一。", "二。"]}) == "一。二。一。、二。，a；b：c、d"


TEMPLATES = Path(__file__).parents[2] / "templates"
ENDED = r"""(?:[.?!]"\s*%\}|[.?!](?:</\w+>)?\{% endblocktranslate %\})"""
BETWEEN = r"(?:</?(?:a|b|bdi|em|i|s|small|strong)\b[^>]*>|\{% (?:if|elif|else|endif|with|endwith)\b[^%]*%\})*"
SPACED = re.compile(rf"{ENDED}{BETWEEN} {BETWEEN}\{{% (?:translate|blocktranslate)\b")


def test_no_sentence_of_a_template_follows_another_after_a_space():
    """In Chinese the space is a hole: `{% gap %}` stands there."""
    files = {str(file.relative_to(TEMPLATES)): file.read_text() for file in TEMPLATES.rglob("*.html")}
    holes = {name: [one[-60:] for one in SPACED.findall(text)] for name, text in files.items()}
    assert {name: found for name, found in holes.items() if found} == {}
