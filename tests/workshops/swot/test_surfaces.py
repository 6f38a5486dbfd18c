"""What is pushed: a note alone to its own wall, nothing personal to any phone."""

import re

import pytest
from lxml import html

from live import feed
from live.feed import Audience

pytestmark = pytest.mark.django_db(transaction=True)


def pushed(workshop, since: int, surface: str, group: str) -> str:
    return feed.since(workshop.room.pk, Audience(surface, group, "en"), since, str(workshop.room.epoch)).html or ""


def test_note_is_pushed_to_its_own_wall_alone(workshop, groups, sit, go_to, write):
    go_to("swot", "write")
    phone = sit("p03")
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    note = write(phone, "W", "Quotes take long", evidence="Q4 2025")
    walls = {letter: pushed(workshop, before, "projector", letter) for letter in ("", "A", "B")}
    assert {letter: f'<article id="note-{note.pk}"' in html for letter, html in walls.items()} == {
        **{"": True, "A": True},
        "B": False,
    }
    assert ["data-whole" in html for html in walls.values()] == [False] * 3
    assert "Quotes take long" not in pushed(workshop, before, "phone", "A")


def test_note_that_is_hidden_leaves_the_wall(workshop, groups, go_to, hang, act, hanna):
    [note] = hang("A", "W", "Quotes take long")
    go_to("swot", "write")
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    act(hanna, f"notes/{note.pk}/hiding/", reason="it names a customer")
    assert f'<template id="note-{note.pk}" data-gone>' in pushed(workshop, before, "projector", "A")


def test_whole_wall_shows_its_notes_as_they_are_pushed(workshop, groups, sit, go_to, write, hanna, tap):
    go_to("swot", "write")
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    first = write(sit("p03"), "W", "Quotes take long", evidence="Q4 2025")
    second = write(sit("p05"), "S", "Same foreman for ten years")
    pieces = pushed(workshop, before, "projector", "")
    alone = [pieces[pieces.index(f'<article id="note-{note.pk}"') :].split("</article>")[0] for note in (first, second)]
    page = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert [article in page for article in alone] == [True, True]


def test_note_that_is_read_out_fills_its_walls_until_it_leaves_them(
    workshop, groups, sit, go_to, write, hanna, tap, act
):
    go_to("swot", "write")
    note = write(sit("p03"), "W", "Quotes take long", evidence="Q4 2025")
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    tap(hanna, "run/reading-out/", kind="note", number=note.pk)
    empty = '<div id="read-out" class="read-out" hidden></div>'
    filled = [pushed(workshop, before, "projector", letter) for letter in ("", "A", "B")]
    assert [(one.count("Q4 2025"), empty in one) for one in filled] == [(1, False), (1, False), (0, True)]
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    act(hanna, f"notes/{note.pk}/hiding/", reason="it names a customer")
    wall = pushed(workshop, before, "projector", "A")
    assert (empty in wall, f'<template id="note-{note.pk}" data-gone>' in wall) == (True, True)


def test_answer_renders_the_note_that_was_written(workshop, groups, sit, go_to, act):
    go_to("swot", "write")
    phone = sit("p03")
    fields = {"column": "W", "text": "Quotes take long", "evidence": "Q4 2025", "key": "k" * 32}
    first, again = act(phone, "swot/notes/", **fields), act(phone, "swot/notes/", **fields)
    assert [first.status_code, again.status_code] == [201, 201]
    assert without_token(first) == without_token(again)


def without_token(response) -> str:
    return re.sub(r'value="[0-9A-Za-z]{64}"', "", response.content.decode())


@pytest.mark.parametrize("step", ["evidence", "vote", "agree"])
def test_numbers_of_several_walls_carry_their_letter_for_who_stands_before_all(
    workshop, groups, sit, go_to, hang, tap, hanna, step
):
    """Both walls have a note 1; the decision maker reads which is which, a group knows its own (R-GEN-23)."""
    hang("A", "W", "Quotes take long")
    hang("B", "W", "Cores break")
    for at in ("evidence", "vote", step):
        go_to("swot", at)
    if step == "vote":
        assert tap(hanna, "run/swot/result/", wanted="1") is None

    def called(key: str) -> list[tuple[list[str], str]]:
        page = html.fromstring(sit(key).get(f"/w/{workshop.public_id}/mine/").content.decode())
        rows = [one for one in page.iter("li", "article") if one.find_class("no")]
        numbers = [one.find_class("no")[0].text_content().strip()[-1] for one in rows]
        return [([tile.text for tile in row.find_class("wall")], no) for row, no in zip(rows, numbers, strict=True)]

    assert called("p01") == [(["A"], "1"), (["B"], "1")]
    assert called("p03") == [([], "1")]
