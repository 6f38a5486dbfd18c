"""What the fonts of this machine can print, and what is said while nobody can tell."""

import pytest

from signing import glyphs
from signing.glyphs import missing_characters
from signing.templatetags.press import printed


@pytest.fixture
def asked_anew(monkeypatch):
    """As a process that was just started; a look at the fonts that failed is tried again at once."""
    monkeypatch.setattr(glyphs, "AGAIN", 0)
    monkeypatch.setattr(glyphs, "covered", glyphs.kept_once_known(glyphs.covered.__wrapped__))


@pytest.fixture
def fonts(monkeypatch, tmp_path):
    """What `fc-list` is on this machine, as a script; each call is counted."""

    def are(script: str) -> None:
        (tmp_path / "fc-list").write_text(f"#!/bin/sh\necho x >> {tmp_path / 'calls'}\n{script}\n")
        (tmp_path / "fc-list").chmod(0o755)

    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    are.calls = lambda: (tmp_path / "calls").read_text().count("x")
    return are


def test_fonts_that_did_not_answer_are_asked_again_and_then_kept(asked_anew, fonts):
    fonts("echo 'TrueType|61'; exit 1")
    assert glyphs.covered() == frozenset()
    fonts("echo 'TrueType|61-63 5408'")
    assert glyphs.covered() == {0x61, 0x62, 0x63, 0x5408}
    fonts("exit 1")
    assert (glyphs.covered(), fonts.calls()) == ({0x61, 0x62, 0x63, 0x5408}, 2)


def test_fonts_that_did_not_answer_are_left_alone_for_a_while(asked_anew, fonts, monkeypatch):
    monkeypatch.setattr(glyphs, "AGAIN", 60)
    fonts("exit 1")
    assert (missing_characters("准时 on time"), fonts.calls()) == ([], 1)


def test_without_an_answer_only_what_no_font_has_is_framed(asked_anew, fonts):
    """R-EXP-3"""
    fonts("exit 1")
    assert missing_characters("合奏\uf8ff") == ["U+F8FF"]
    assert printed("合奏") == '<bdi lang="zh-Hans">合奏</bdi>'
    fonts("echo 'TrueType|5408'")
    assert missing_characters("合奏\uf8ff") == ["U+594F", "U+F8FF"]
