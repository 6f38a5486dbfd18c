"""Placing notes: phones their own, the console any; what travels to the wall; nothing is lost (R-STRAT-10)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from lxml import html

from live import feed
from live.feed import Audience
from tests.workshops.conftest import seq, touched
from workshops.kickoff.strategy.models import Column, Move, StrategyNote

pytestmark = pytest.mark.django_db(transaction=True)
WALL = Audience("projector", "", "en")


def test_author_places_an_own_note_and_it_gets_its_number(workshop, sit, go_to, write, act, hang):
    go_to("strategy", "silent")
    phone = sit("p03")
    note = write(phone, "Cut the changeover time")
    column = hang("One", "Two")
    go_to("strategy", "cluster")
    StrategyNote.objects.filter(pk=note.pk).update(state="draft", number=None)
    before = seq(workshop)
    response = act(phone, "strategy/placing/", note=note.pk, column=column.pk)
    assert (response.status_code, response.content.decode()) == (200, '<div data-poke="mine"></div>')
    note.refresh_from_db()
    assert (note.state, note.column, note.number) == ("wall", column, 4)
    assert touched(workshop, before) == [("note", str(note.pk)), ("column", str(column.pk))]


def test_phone_tells_which_numbers_are_ones_own_and_nobody_elses(workshop, sit, go_to, write, act, hang):
    go_to("strategy", "silent")
    own = sit("p03")
    beside = workshop.seats.writers().filter(group=own.seat.group).exclude(pk=own.seat.pk).first()
    phones = own, sit(beside.person.key)
    write(own, "Cut the changeover time")
    hang("One", "Two")
    go_to("strategy", "cluster")
    pages = [html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content.decode()) for phone in phones]
    assert [page.xpath("//*[@id='yours']/b/text()") for page in pages] == [["1", "2", "3"], []]


def test_anothers_note_is_not_moved_but_suggested(workshop, sit, go_to, act, hang):
    go_to("strategy", "cluster")
    [note] = hang("Cut the changeover time", column=False, key="p04")
    response = act(sit("p03"), "strategy/placing/", note=note.pk, column="new")
    assert response.status_code == 200
    note.refresh_from_db()
    assert (note.column, Column.objects.count(), Move.objects.count()) == (None, 0, 0)


def test_placing_outside_cluster_is_refused(workshop, sit, go_to, act, hang):
    go_to("strategy", "post")
    [note] = hang("Cut the changeover time", column=False)
    response = act(sit("p03"), "strategy/placing/", note=note.pk, column="new")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert not Column.objects.exists()


def test_placing_into_a_column_that_is_not_there_is_refused(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    [note] = hang("Cut the changeover time", column=False)
    for wanted in ("99999", "no number"):
        response = act(hanna, "run/strategy/placing/", note=note.pk, column=wanted)
        assert (response.status_code, response["X-Rule"]) == (409, "R-STRAT-10")
    note.refresh_from_db()
    assert note.column is None


def test_console_of_another_organisation_is_not_found(workshop, go_to, act, hang, client):
    from people.models import Organisation
    from tests.workshops.conftest import member

    go_to("strategy", "cluster")
    [note] = hang("Cut the changeover time", column=False)
    other = type(workshop)(organisation=Organisation.objects.create(name_en="Other"))
    client.force_login(member(other, "eve@example.com", "fac"), "allauth.account.auth_backends.AuthenticationBackend")
    assert act(client, "run/strategy/placing/", note=note.pk, column="new").status_code == 404
    note.refresh_from_db()
    assert note.column is None


def test_a_moved_note_travels_alone_and_other_columns_bring_the_whole_wall(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    first, second = hang("One", "Two"), hang("Three", "Four", "Five")
    note = second.notes.get(text="Five")
    before = seq(workshop)
    act(hanna, "run/strategy/placing/", note=note.pk, column=first.pk)
    moved = feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html
    assert "data-whole" not in moved
    assert f'id="note-{note.pk}"' in moved
    assert f'data-into="column-{first.pk}-notes"' in moved
    assert [f'id="column-{column.pk}-head"' in moved for column in (first, second)] == [True, True]
    assert "Three" not in moved
    before = seq(workshop)
    act(hanna, "run/strategy/placing/", note=note.pk, column="new")
    assert "data-whole" in feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html


def test_withdrawn_note_leaves_the_wall(workshop, sit, go_to, act, hang):
    go_to("strategy", "cluster")
    phone, column = sit("p03"), hang("One", "Two", "Three")
    note, before = column.notes.get(text="Three"), seq(workshop)
    assert act(phone, f"notes/{note.pk}/withdrawal/").status_code == 200
    pushed = feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html
    assert f'<template id="note-{note.pk}" data-gone></template>' in pushed
    assert "Three" not in pushed


def test_note_taken_from_its_column_says_what_else_stands_differently(workshop, go_to, hang):
    """As the views of notes do it; a column left empty brings the whole wall."""
    run, column = go_to("strategy", "cluster"), hang("One", "Two")

    def hide(text: str) -> list[tuple[str, str]]:
        before = seq(workshop)

        def verb(live, changing):
            note = live.notes.get(text=text)
            note.hide("Said twice")
            changing.touched("note", note.pk)
            run.stage.rearranged(note, changing)

        workshop.change("", "", verb)
        return touched(workshop, before)

    notes = {note.text: note for note in column.notes.all()}
    assert hide("One") == [("note", str(notes["One"].pk)), ("column", str(column.pk))]
    assert hide("Two")[1:] == [("column", str(column.pk)), ("columns", str(column.wall_id))]


def test_note_without_a_column_leaves_nothing_behind(workshop, go_to, hang):
    run, [note] = go_to("strategy", "cluster"), hang("One", column=False)
    before = seq(workshop)
    workshop.change("", "", lambda _live, changing: run.stage.rearranged(note, changing))
    assert touched(workshop, before) == []


def test_phones_hear_numbers_of_columns_and_nothing_personal(workshop, sit, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    column = hang("One", "Two")
    [note] = hang("Cut the changeover time", column=False)
    before = seq(workshop)
    act(sit("p03"), "strategy/placing/", note=note.pk, column=column.pk)
    pushed = feed.since(workshop.room.pk, Audience("phone", "", "en"), before, str(workshop.room.epoch)).html
    assert f'id="lane-{column.pk}-numbers"' in pushed
    assert ">3<" in pushed
    assert "Cut the changeover time" not in pushed
    assert "data-poke" not in pushed
    before = seq(workshop)
    act(hanna, "run/strategy/placing/", note=note.pk, column="")
    pushed = feed.since(workshop.room.pk, Audience("phone", "", "en"), before, str(workshop.room.epoch)).html
    # Its author reads elsewhere now where it hangs.
    assert pushed.count('data-poke="mine"') == 1


def test_second_note_for_a_lone_one_hangs_beside_it(workshop, sit, go_to, act, hang):
    go_to("strategy", "cluster")
    column = hang("Alone", key="p04")
    assert act(sit("p03"), "notes/", text="A different second", column=column.pk).status_code == 201
    assert list(column.notes.values_list("text", "number")) == [("Alone", 1), ("A different second", 2)]


def test_columns_are_joined_and_the_empty_one_stands_no_more(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    first, second = hang("One", "Two"), hang("Three", "Four")
    before = seq(workshop)
    assert act(hanna, f"run/strategy/columns/{second.pk}/joining/", into=first.pk).status_code == 302
    assert list(Column.objects.standing().values_list("pk", "note_count")) == [(first.pk, 4)]
    kinds = [kind for kind, _ref in touched(workshop, before)]
    assert kinds == ["note", "note", "column", "column", "columns"]


def test_column_joined_with_itself_is_refused(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    column = hang("One", "Two")
    response = act(hanna, f"run/strategy/columns/{column.pk}/joining/", into=column.pk)
    assert (response.status_code, response["X-Rule"]) == (409, "R-STRAT-10")


def test_r_strat_10_undo_brings_back_column_after_column(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    first, second = hang("One", "Two"), hang("Three", "Four")
    third = second.notes.get(text="Three")
    act(hanna, "run/strategy/placing/", note=third.pk, column=first.pk)
    act(hanna, f"run/strategy/columns/{second.pk}/joining/", into=first.pk)
    assert [column.note_count for column in Column.objects.standing()] == [4]
    assert act(hanna, "run/strategy/undo/").status_code == 302
    assert [column.note_count for column in Column.objects.standing()] == [3, 1]
    assert act(hanna, "run/strategy/undo/").status_code == 302
    assert [column.note_count for column in Column.objects.standing()] == [2, 2]
    response = act(hanna, "run/strategy/undo/")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-21")
    assert Move.objects.filter(undone_at=None).count() == 0


def test_r_strat_10_undo_puts_a_draft_back_into_its_hand(workshop, sit, go_to, write, act, hang, hanna):
    go_to("strategy", "silent")
    phone = sit("p03")
    note = write(phone, "Cut the changeover time")
    go_to("strategy", "cluster")
    StrategyNote.objects.filter(pk=note.pk).update(state="draft", number=None)
    act(phone, "strategy/placing/", note=note.pk, column="new")
    assert StrategyNote.objects.get().state == "wall"
    act(hanna, "run/strategy/undo/")
    assert StrategyNote.objects.values_list("state", "column").get() == ("draft", None)


def test_undo_leaves_what_was_taken_back_meanwhile(workshop, sit, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    column = hang("One", "Two")
    [note] = hang("Three", column=False)
    phone = sit("p03")
    act(hanna, "run/strategy/placing/", note=note.pk, column=column.pk)
    act(phone, f"notes/{note.pk}/withdrawal/")
    act(hanna, "run/strategy/undo/")
    note.refresh_from_db()
    assert note.state == "withdrawn"


def test_twenty_moves_at_once_lose_nothing(workshop, sit, go_to, act, hang):
    go_to("strategy", "cluster")
    phone, home = sit("p03"), hang("Zero", "Nought")
    notes = hang(*[f"Note {number}" for number in range(20)], column=False)

    def move(note):
        try:
            return act(phone, "strategy/placing/", note=note.pk, column=home.pk).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(move, notes))
    assert answers == [200] * 20
    assert home.notes.count() == 22
    assert sorted(home.notes.values_list("number", flat=True)) == list(range(1, 23))
    assert Move.objects.count() == 20


def test_desk_moves_several_notes_at_once_and_one_undo_brings_all_back(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    column, loose = hang("One", "Two"), hang("Three", "Four", "Five", column=False)
    chosen = " ".join(str(note.pk) for note in [*loose[:2], column.notes.first()])
    assert act(hanna, "run/strategy/placing/", note=chosen, column=column.pk).status_code == 302
    assert [note.text for note in column.notes.order_by("pk")] == ["One", "Two", "Three", "Four"]
    assert Move.objects.count() == 1
    act(hanna, "run/strategy/undo/")
    assert [note.text for note in column.notes.order_by("pk")] == ["One", "Two"]
    act(hanna, "run/strategy/placing/", note=chosen, column="new")
    assert [column.notes.count() for column in Column.objects.standing()] == [1, 3]


def test_desk_moves_none_of_several_when_one_is_not_there(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    column, loose = hang("One", "Two"), hang("Three", column=False)
    assert act(hanna, "run/strategy/placing/", note=f"{loose[0].pk} 999", column=column.pk).status_code == 409
    assert act(hanna, "run/strategy/placing/", note="one two", column=column.pk).status_code == 422
    assert (column.notes.count(), Move.objects.count()) == (2, 0)
