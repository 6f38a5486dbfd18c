"""R-STRAT-3: nobody is left alone when the room leaves cluster, and the ways out."""

import pytest

from workshops.coaching import findings
from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import ParkedItem

pytestmark = pytest.mark.django_db(transaction=True)


def rules(run) -> list[str]:
    return [f"{finding.rule} {finding.level}" for finding in findings(run, locks=False)]


def test_r_strat_3_stops_on_a_loose_note_and_on_a_lone_one(workshop, go_to, next_step, hang):
    run = go_to("strategy", "cluster")
    hang("One", "Two")
    hang("Alone")
    hang("Loose", column=False)
    assert [finding.what for finding in findings(run, locks=False)] == ["No home yet: 4.", "Alone in a column: 3."]
    response = next_step()
    assert (response.status_code, response["X-Rule"]) == (409, "R-STRAT-3")
    run.refresh_from_db()
    assert run.step == "cluster"


def test_r_strat_3_is_silent_when_all_have_company(workshop, go_to, next_step, hang):
    run = go_to("strategy", "cluster")
    hang("One", "Two")
    hang("Three", "Four")
    assert rules(run) == []
    assert next_step().status_code == 302
    run.refresh_from_db()
    assert run.step == "name"


def test_r_strat_3_first_next_reveals_what_nobody_placed(workshop, sit, go_to, next_step, write, hang):
    go_to("strategy", "silent")
    note = write(sit("p03"), "Still in a hand")
    run = go_to("strategy", "cluster")
    StrategyNote.objects.filter(pk=note.pk).update(state="draft", number=None)
    hang("One", "Two")
    assert rules(run) == []
    assert next_step().status_code == 302
    run.refresh_from_db()
    note.refresh_from_db()
    assert (run.step, note.state, note.column) == ("cluster", "wall", None)
    assert rules(run) == ["R-STRAT-3 H"]
    assert next_step().status_code == 409


def test_r_strat_3_author_parks_the_own_note(workshop, sit, go_to, act, hang):
    run = go_to("strategy", "cluster")
    phone = sit("p03")
    [note] = hang("Loose", column=False)
    assert act(phone, f"strategy/notes/{note.pk}/parking/").status_code == 200
    note.refresh_from_db()
    assert (note.state, rules(run)) == ("parked", [])
    assert ParkedItem.objects.values_list("text", "raised_by").get() == ("Loose", None)


def test_r_strat_3_desk_parks_only_with_the_authors_word_while_the_author_is_here(
    workshop, sit, go_to, act, hang, hanna
):
    go_to("strategy", "cluster")
    sit("p03")
    [note] = hang("Loose", column=False)
    refused = act(hanna, f"run/strategy/notes/{note.pk}/parking/")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-STRAT-3")
    assert not ParkedItem.objects.exists()
    assert act(hanna, f"run/strategy/notes/{note.pk}/parking/", agreed="1").status_code == 302
    assert ParkedItem.objects.count() == 1


def test_r_strat_3_desk_parks_without_word_when_the_author_is_away(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    [note] = hang("Loose", column=False)
    assert act(hanna, f"run/strategy/notes/{note.pk}/parking/").status_code == 302
    note.refresh_from_db()
    assert note.state == "parked"


def test_r_strat_3_undo_takes_a_parked_note_back(workshop, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    [note] = hang("Loose", column=False)
    act(hanna, f"run/strategy/notes/{note.pk}/parking/")
    act(hanna, "run/strategy/undo/")
    note.refresh_from_db()
    assert (note.state, ParkedItem.objects.count()) == ("wall", 0)


def test_r_strat_3_note_alone_is_set_aside_with_a_reason(workshop, sit, go_to, act, hang, hanna):
    run = go_to("strategy", "cluster")
    sit("p03")
    [note] = hang("Loose", column=False)
    assert act(hanna, f"run/strategy/notes/{note.pk}/setting-aside/", reason="no").status_code == 422
    response = act(hanna, f"run/strategy/notes/{note.pk}/setting-aside/", reason="It belongs to next year's budget")
    assert response.status_code == 302
    note.refresh_from_db()
    assert (note.state, note.reason, rules(run)) == ("set_aside", "It belongs to next year's budget", [])
    assert workshop.entries.filter(rule="R-STRAT-3", subject=str(note.pk)).count() == 1


def test_r_strat_3_note_with_a_home_is_not_set_aside(workshop, sit, go_to, act, hang, hanna):
    go_to("strategy", "cluster")
    sit("p03")
    note = hang("One", "Two").notes.first()
    response = act(hanna, f"run/strategy/notes/{note.pk}/setting-aside/", reason="The room agreed")
    assert (response.status_code, response["X-Rule"]) == (409, "R-STRAT-3")
    note.refresh_from_db()
    assert note.state == "wall"


def test_r_strat_8_advises_on_contested_notes(workshop, go_to, act, hang, hanna):
    run = go_to("strategy", "cluster")
    note = hang("One", "Two").notes.first()
    assert rules(run) == []
    act(hanna, f"run/strategy/notes/{note.pk}/contest/")
    assert rules(run) == ["R-STRAT-8 S"]
    act(hanna, f"run/strategy/notes/{note.pk}/contest/")
    assert rules(run) == []


def test_r_strat_9_advises_above_twelve_notes(workshop, go_to, hang):
    run = go_to("strategy", "cluster")
    column = hang(*[f"Note {number}" for number in range(12)])
    assert rules(run) == []
    note = hang("Thirteenth", column=False)[0]
    note.hang(column)
    assert rules(run) == ["R-STRAT-9 S"]
