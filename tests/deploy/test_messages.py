"""The listing of texts that wait for a translator."""

import subprocess
from pathlib import Path

import messages

CATALOGUE = """
msgid ""
msgstr ""
"Project-Id-Version: Tutti\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Wall"
msgstr "墙"

#, fuzzy
msgid "Gate"
msgstr "门"

msgid "Seat"
msgstr ""

#~ msgid "Chair"
#~ msgstr ""
"""


def test_untranslated_and_uncertain_entries_are_listed_and_nothing_else(tmp_path: Path):
    catalogue = tmp_path / "django.po"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    assert messages.waiting(catalogue, "--untranslated") == ['msgid "Seat"\nmsgstr ""']
    assert messages.waiting(catalogue, "--only-fuzzy") == ['#, fuzzy\nmsgid "Gate"\nmsgstr "门"']


def test_a_complete_catalogue_lists_nothing(tmp_path: Path):
    catalogue = tmp_path / "django.po"
    catalogue.write_text(CATALOGUE.split("#, fuzzy")[0], encoding="utf-8")
    assert messages.waiting(catalogue, "--untranslated") == []
    assert subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(catalogue)]).returncode == 0
