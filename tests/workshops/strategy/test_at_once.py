"""F16: two hands at one thing of a strategy wall; whoever comes second sees what the first did, nothing is lost."""

import pytest

from workshops.forms import mark
from workshops.kickoff.strategy.models import Column, Move, StrategyNote
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer["X-Rule"]


def fates() -> list[tuple[str, str]]:
    return list(StrategyNote.objects.order_by("pk").values_list("text", "state"))


@pytest.fixture
def desk(go_to, act, hanna):
    """`desk("undo/")` waits to be asked; notes may be moved and columns named."""
    go_to("strategy", "cluster")
    return lambda address, **data: lambda: act(hanna, address, **data)


def joining(desk, column, into):
    return desk(f"run/strategy/columns/{column.pk}/joining/", into=into.pk)


def naming(desk, column, heading):
    return desk(f"run/strategy/columns/{column.pk}/heading/", heading=heading, heading_was=mark(""))


def merging(desk, note, into):
    return desk(f"notes/{note.pk}/merging/", into=into.pk)


def test_f16_two_who_undo_take_one_move_back(desk, hang, overtaken):
    home, loose = hang("One", "Two"), hang("Three", "Four", column=False)
    for note in loose:
        desk("run/strategy/placing/", note=note.pk, column=home.pk)()
    undo = desk("run/strategy/undo/", move=Move.objects.last().pk)
    second, first = overtaken(undo, undo)
    assert (first.status_code, refusal(second)) == (302, (409, "R-GEN-21"))
    assert sorted(home.notes.values_list("text", flat=True)) == ["One", "Three", "Two"]


def test_f16_column_that_was_joined_meanwhile_takes_no_heading(desk, hang, overtaken):
    gone, home = hang("One", "Two"), hang("Three", "Four")
    second, first = overtaken(naming(desk, gone, "Train people"), joining(desk, gone, home))
    assert (first.status_code, refusal(second)) == (302, (409, "R-STRAT-10"))
    assert list(Column.objects.standing().values_list("note_count", "heading")) == [(4, "")]
    other = hang("Five")
    second, first = overtaken(joining(desk, other, home), naming(desk, other, "Train people"))
    assert (first.status_code, second.status_code) == (302, 302)
    desk("run/strategy/undo/")()
    assert list(Column.objects.standing().values_list("note_count", "heading")) == [(4, ""), (1, "Train people")]


def test_f16_of_two_headings_the_second_is_told_the_first(desk, hang, overtaken):
    column = hang("One", "Two")
    second, first = overtaken(naming(desk, column, "Train people"), naming(desk, column, "Halve the changeover"))
    assert (first.status_code, refusal(second)) == (302, (409, "R-GEN-4"))
    assert "Halve the changeover" in second.content.decode()
    assert Column.objects.get().heading == "Halve the changeover"


def test_f16_note_that_is_merged_while_it_is_moved_stays_merged(desk, hang, overtaken):
    home = hang("One", "Two")
    younger, older = hang("Three", "Four", column=False)
    moving = desk("run/strategy/placing/", note=younger.pk, column=home.pk)
    second, first = overtaken(moving, merging(desk, younger, older))
    assert (first.status_code, refusal(second)) == (302, (409, "R-STRAT-10"))
    desk(f"notes/{younger.pk}/return/")()
    second, first = overtaken(merging(desk, younger, older), moving)
    assert (first.status_code, second.status_code) == (302, 302)
    desk("run/strategy/undo/")()
    assert fates()[2:] == [("Three", "set_aside"), ("Four", "wall")]
    assert older.plus == 1


def test_f16_of_two_merged_into_each_other_one_stays(desk, hang, overtaken):
    one, other = hang("One", "Two", column=False)
    second, first = overtaken(merging(desk, one, other), merging(desk, other, one))
    assert (first.status_code, refusal(second)) == (302, (409, "R-GEN-11"))
    assert fates() == [("One", "wall"), ("Two", "set_aside")]


@pytest.mark.parametrize("address", ["notes/{}/hiding/", "run/strategy/placing/"])
def test_f16_note_that_its_author_takes_back_meanwhile_is_gone(desk, hang, sit, act, overtaken, address):
    phone, home = sit("p03"), hang("One", "Two")
    [note] = hang("Three", column=False)
    acting = desk(address.format(note.pk), note=note.pk, column=home.pk, reason="Not for this wall")
    second, first = overtaken(acting, lambda: act(phone, f"notes/{note.pk}/withdrawal/"))
    assert (first.status_code, second.status_code) == (200, 409)
    assert Note.objects.get(pk=note.pk).state == "withdrawn"
    desk(f"notes/{note.pk}/return/")()
    assert Note.objects.get(pk=note.pk).state == "withdrawn"


def test_f16_note_that_is_held_after_its_move_is_not_freed_by_undo(desk, hang):
    home = hang("One", "Two")
    [note] = hang("Three", column=False)
    desk("run/strategy/placing/", note=note.pk, column=home.pk)()
    Note.objects.get(pk=note.pk).hold()
    assert desk("run/strategy/undo/")().status_code == 302
    assert Note.objects.get(pk=note.pk).state == "held"
