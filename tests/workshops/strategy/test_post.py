"""Posting: ticked notes appear together with shuffled numbers; what was on its way still joins (R-GEN-3, R-GEN-23)."""

import pytest

from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


def states() -> dict[str, str]:
    return dict(StrategyNote.objects.values_list("text", "state"))


def test_ticked_notes_appear_and_all_of_who_ticked_none(workshop, sit, go_to, write, act):
    go_to("strategy", "silent")
    ticker, other = sit("p03"), sit("p04")
    ticked = write(ticker, "Ticked")
    write(ticker, "Unticked")
    write(other, "First of two")
    write(other, "Second of two")
    act(ticker, f"strategy/notes/{ticked.pk}/tick/", ticked="1")
    go_to("strategy", "post")
    assert states() == {"Ticked": "wall", "Unticked": "draft", "First of two": "wall", "Second of two": "wall"}
    assert sorted(StrategyNote.objects.on_wall().values_list("number", flat=True)) == [1, 2, 3]


def test_r_gen_23_numbers_are_shuffled(workshop, sit, go_to, write):
    go_to("strategy", "silent")
    phone = sit("p03")
    for number in range(12):
        write(phone, f"Note {number}")
    go_to("strategy", "post")
    numbers = list(StrategyNote.objects.order_by("pk").values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, 13))
    assert numbers != list(range(1, 13))


def test_r_gen_3_note_on_its_way_joins_the_wall(workshop, sit, go_to, act):
    run = go_to("strategy", "silent")
    written_for = run.position
    go_to("strategy", "post")
    response = act(sit("p03"), "notes/", text="Late but fine", step=written_for)
    assert response.status_code == 201
    assert StrategyNote.objects.values_list("text", "state", "number").get() == ("Late but fine", "wall", 1)


def test_r_gen_3_note_written_while_posting_goes_to_the_late_tray(workshop, sit, go_to, act):
    go_to("strategy", "post")
    response = act(sit("p03"), "notes/", text="Too late")
    assert response.status_code == 202
    assert not StrategyNote.objects.exists()
    assert Note.objects.values_list("text", "state").get() == ("Too late", "late")


def test_late_note_becomes_a_strategy_note_when_it_is_admitted(workshop, sit, go_to, act, hanna):
    run = go_to("strategy", "silent")
    wall, written_for = run.walls.get(), run.position
    go_to("strategy", "cluster")
    assert act(sit("p03"), "notes/", text="Too late", step=written_for, wall=wall.pk).status_code == 202
    late = Note.objects.get()
    assert act(hanna, f"notes/{late.pk}/admission/").status_code == 204
    note = StrategyNote.objects.get()
    assert (note.pk, note.text, note.state, note.number, note.author_id) == (
        late.pk,
        "Too late",
        "wall",
        1,
        late.author_id,
    )


def test_wall_shows_what_is_up_and_no_author(workshop, sit, go_to, write, hanna):
    go_to("strategy", "silent")
    phone = sit("p03")
    note = write(phone, "Cut the changeover time")
    go_to("strategy", "post")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert f'id="note-{note.pk}"' in wall
    assert "Cut the changeover time" in wall
    assert [name in wall for name in (phone.seat.name, phone.seat.name_latin)] == [False, False]
