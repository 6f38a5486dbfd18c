"""What the close keeps goes out of a workshop file and in again."""

import pytest

from workshops import exchange
from workshops.kickoff.closing import words
from workshops.kickoff.closing.dates import keep_all, planned
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = ("next_dates", "words", "late_notes", "parked_items")


def test_words_dates_and_late_notes_come_back_equal(workshop, go_to, sit):
    run = go_to("close", "word")
    wall = words.wall_of(run)
    words.say(wall, "踏实", "zh-hans", sit("p03").seat)
    words.say(wall, "light", "en")
    keep_all(workshop, None)
    swot = workshop.wall_for(workshop.agenda.get(kind="swot"))
    for text, state in (("Too late", "late"), ("来晚了", "set_aside")):
        workshop.notes.create(text=text, state=state, wall=swot, author=sit("p28").seat)
    content = exchange.export_workshop(workshop)
    assert [row["text"] for row in content["words"]] == ["踏实", "light"]
    assert [row["outcome"] for row in content["late_notes"]] == ["open", "left"]
    again = exchange.import_workshop(content)
    exported = exchange.export_workshop(again)
    assert {key: exported[key] for key in KEYS} == {key: content[key] for key in KEYS}
    assert [row.is_kept for row in planned(again)] == [True] * 10
    assert Note.objects.filter(workshop=again, state="late", wall__run__kind="swot").count() == 1


def test_day_without_a_close_has_none_of_it(workshop):
    content = exchange.export_workshop(workshop)
    assert [key for key in KEYS if key in content] == ["parked_items"]
