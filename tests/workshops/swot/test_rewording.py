"""The form behind an own note is shared by all and holds nothing of another's."""

import pytest
from django.utils import translation
from lxml import html

from workshops.kickoff.swot.models import SwotNote
from workshops.kickoff.swot.rewording import form_of

ROOM = "0" * 24
GOALS = ((7, "Orders < 100 & more"), (8, "{text}"))


def fields(text: str) -> dict[str, str]:
    form = html.fromstring(f"<div>{text}</div>").forms[0]
    return dict(form.form_values()) | {"to": form.action}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_note_finds_its_own_words_and_choices_in_its_form(language):
    first = SwotNote(
        pk=41, text='A "quoted" <b> & more', evidence="March; 3 of 40", quadrant="W", lens="policy", goal_id=8
    )
    second = SwotNote(pk=42, text="交接班", quadrant="O", customer="清禾", period="March")
    with translation.override(language):
        shown = [fields(form_of(note, ROOM, GOALS, "token")) for note in (first, second, first)]
    assert shown[0] == shown[2]
    assert len({one.pop("text_was") for one in shown[:2]}) == 2
    assert shown[:2] == [
        {
            "to": f"/w/{ROOM}/swot/notes/41/words/",
            "csrfmiddlewaretoken": "token",
            "text": 'A "quoted" <b> & more',
            "evidence": "March; 3 of 40",
            "evidence_was": "March; 3 of 40",
            "column": "W",
            "customer": "",
            "period": "",
            "lens": "policy",
            "goal": "8",
        },
        {
            "to": f"/w/{ROOM}/swot/notes/42/words/",
            "csrfmiddlewaretoken": "token",
            "text": "交接班",
            "evidence": "",
            "evidence_was": "",
            "column": "O",
            "customer": "清禾",
            "period": "March",
            "lens": "",
            "goal": "",
        },
    ]
