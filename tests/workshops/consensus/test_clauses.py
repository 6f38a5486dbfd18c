"""The clauses as they are generated, and other words for one of them."""

import pytest

from workshops.kickoff.consensus import clauses
from workshops.kickoff.consensus.models import Clause

pytestmark = pytest.mark.django_db(transaction=True)


def rows(workshop) -> list[tuple[str, str, int]]:
    return list(workshop.clauses.standing().values_list("kind", "ref", "revision"))


def test_clauses_are_the_goal_line_and_one_a_strategy_with_decisions_and_introduction(workshop, go_to):
    workshop.introduction = "Eighteen colleagues built this plan."
    workshop.save()
    go_to("consensus", "read")
    assert rows(workshop) == [
        ("intro", "", 1),
        ("goals", "", 1),
        ("strategy", "C2", 1),
        ("strategy", "C1", 1),
        ("strategy", "C4", 1),
        ("strategy", "C5", 1),
        ("strategy", "C3", 1),
        ("decisions", "", 1),
    ]
    assert [one.ref for one in workshop.clauses.asked()] == ["", "C2", "C1", "C4", "C5", "C3"]


def test_clause_says_heading_effect_and_deeds_in_both_languages(clause):
    one = clause("C3")
    heading, effect, deed, _other = one.text_en.split("\n")
    assert (heading, effect) == (
        "Win and grow key accounts",
        "Two local pump makers and one heat-pump part bring about 5 million.",
    )
    assert deed.startswith("Visit two local pump makers with an engineer, Carlos Mendes, ")
    assert one.text_zh.split("\n")[0] == "赢得并做大重点客户"


def test_third_wave_has_no_clause_and_second_wave_keeps_its_own_in_the_annex(workshop, go_to):
    workshop.columns.filter(key="C3").update(wave=3)
    workshop.columns.filter(key="C5").update(wave=2)
    go_to("consensus", "read")
    assert [one.ref for one in workshop.clauses.asked()] == ["", "C2", "C1", "C4", "C5"]


def test_sync_changes_nothing_while_the_words_are_the_same(workshop, reading):
    before = rows(workshop)
    assert (clauses.sync(workshop), rows(workshop)) == ([], before)


def test_other_words_raise_the_revision_of_that_clause_alone(workshop, clause):
    workshop.columns.filter(key="C5").update(effect="Shifts are complete.")
    changed = clauses.sync(workshop)
    assert [(one.ref, one.revision) for one in changed] == [("C5", 2)]
    assert clause("C5").reworded_in("en") == (
        ["Two trained posts per newcomer keep shifts complete and defects low."],
        ["Shifts are complete."],
    )
    assert {one.revision for one in workshop.clauses.exclude(ref="C5")} == {1}


def test_clause_of_a_strategy_that_went_stands_no_longer_and_comes_back(workshop, clause):
    gone = clause("C3")
    workshop.columns.filter(key="C3").update(wave=3)
    clauses.sync(workshop)
    assert Clause.objects.get(pk=gone.pk).stands is False
    workshop.columns.filter(key="C3").update(wave=1)
    clauses.sync(workshop)
    assert (clause("C3").pk, clause("C3").revision) == (gone.pk, 1)


def test_room_that_comes_back_from_a_reopened_stage_reads_the_words_as_they_are(workshop, hanna, reading, clause):
    where = f"/w/{workshop.public_id}/run/"
    hanna.post(where + "pause/")
    workshop.columns.filter(key="C5").update(effect="Shifts are complete.")
    hanna.post(where + "resumption/")
    assert clause("C5").revision == 2


def test_wall_goes_clause_by_clause_and_to_the_one_that_was_tapped(workshop, hanna, reading, clause):
    where = f"/w/{workshop.public_id}/run/clauses/shown/"
    seen = [clauses.shown_clause(reading).ref]
    for _press in range(6):
        hanna.post(where)
        seen.append(clauses.shown_clause(reading).ref)
    assert seen == ["", "C2", "C1", "C4", "C5", "C3", ""]
    hanna.post(where, {"clause": clause("C4").pk})
    assert clauses.shown_clause(reading).ref == "C4"


def test_phones_do_not_turn_the_wall(workshop, sit, reading):
    sit("p03").post(f"/w/{workshop.public_id}/run/clauses/shown/")
    assert clauses.shown_clause(reading).ref == ""
