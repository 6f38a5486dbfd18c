import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from signing.glyphs import missing_characters
from signing.templatetags.press import printed

FAMILY = "👩‍🏭"


def rendered(source: str, language: str = "en", **context) -> str:
    with translation.override(language):
        return Template("{% load press %}" + source).render(Context(context))


def test_printed_shows_what_was_written():
    assert printed("a < b & {{ c }}\n<script>") == "<bdi>a &lt; b &amp; {{ c }}<br>&lt;script&gt;</bdi>"
    assert printed("准时 95 %") == '<bdi lang="zh-Hans">准时 95 %</bdi>'
    assert printed("東京の夜") == "<bdi>東京の夜</bdi>"
    assert printed(None) == "<bdi></bdi>"


@pytest.mark.parametrize("text", ["合奏 Tutti é", FAMILY, "☑️ 🇨🇳", "مرحبا", "नमस्ते", "a\u200d\u2067b\u2011", "\u2028"])
def test_nothing_is_missing(text):
    assert missing_characters({"a": [text]}) == []
    assert "codepoint" not in printed(text)


def test_missing_character_prints_as_its_framed_number():
    """R-EXP-3"""
    frame = '<span class="codepoint">U+F8FF</span>'
    assert printed("我\uf8ff!") == f'<bdi lang="zh-Hans">我{frame}!</bdi>'
    content = {"z": ["\U000f0000 x", {"a": "\uf8ff"}], "b": "\uf8ff", "n": 1, "u": "\u0378"}
    assert missing_characters(content) == ["U+0378", "U+F8FF", "U+F0000"]


def test_what_turns_letters_around_is_seen_and_does_not_turn():
    assert printed("a\u202eb") == '<bdi>a<span class="codepoint">U+202E</span>b</bdi>'


def test_long_word_gets_places_to_break():
    assert printed("x" * 60) == f"<bdi>{'x' * 60}</bdi>"
    assert printed("x" * 70) == f"<bdi>{'x' * 30}\u200b{'x' * 30}\u200b{'x' * 10}</bdi>"
    assert printed(FAMILY * 31) == f"<bdi>{FAMILY * 30}\u200b{FAMILY}</bdi>"
    assert "\u200b" not in printed("字" * 500)


def test_pair_puts_the_language_of_the_reader_first():
    source = "{% pair en zh %}"
    english, chinese = "<bdi>Goal</bdi>", '<bdi lang="zh-Hans">目标</bdi>'
    assert rendered(source, en="Goal", zh="目标") == f'{english} <span class="other">{chinese}</span>'
    other = rendered(source, "zh-hans", en="Goal", zh="目标")
    assert other == f'{chinese} <span class="other">{english}</span>'
    assert rendered(source, "zh-hans", en="Goal", zh="") == english
    assert rendered(source, en="Tutti", zh="Tutti") == "<bdi>Tutti</bdi>"


def test_one_takes_what_there_is():
    assert rendered("{% one en zh %}", "zh-hans", en="Goal", zh="目标") == '<bdi lang="zh-Hans">目标</bdi>'
    assert rendered("{% one en zh %}", "zh-hans", en="Goal", zh="") == "<bdi>Goal</bdi>"


def test_bilingual_label():
    """A label that Django itself translates, so that the test leans on no catalogue of ours."""
    english, chinese = "<bdi>January</bdi>", '<bdi lang="zh-Hans">一月</bdi>'
    assert rendered('{% bilingual _("January") %}') == f'{english} <span class="other">{chinese}</span>'
    assert rendered('{% bilingual _("January") %}', "zh-hans").startswith(chinese)
    with pytest.raises(TemplateSyntaxError):
        rendered("{% bilingual January %}")


@pytest.mark.parametrize(
    ("source", "english", "chinese"),
    [
        ("{{ when|day }}", "16 January 2026", "2026年1月16日"),
        ("{{ when|short_day }}", "16 Jan", "1月16日"),
        ("{{ nothing|day }}", "", ""),
        ("{{ hash|grouped }}", "7c1e 90a4 d2", "7c1e 90a4 d2"),
    ],
)
def test_dates_as_the_reader_writes_them(source, english, chinese):
    context = {"when": "2026-01-16", "hash": "7c1e90a4d2"}
    assert (rendered(source, **context), rendered(source, "zh-hans", **context)) == (english, chinese)
