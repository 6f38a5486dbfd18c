"""What is pushed: a note alone to its own wall, nothing personal to any phone."""

import pytest

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
