"""Mean immediacy plus mean speed, rounded once; ties by relevance, notes, age; waves."""

from decimal import Decimal

import pytest

from workshops.kickoff.strategy.models import Column, Score
from workshops.kickoff.strategy.ranking import adds_up, rank_columns, ranked, standing

pytestmark = pytest.mark.django_db(transaction=True)


def score(column: Column, workshop, immediacy: int, speed: int, relevance: int | None = None) -> None:
    seats = list(workshop.seats.writers())
    for scale, total in (("immediacy", immediacy), ("speed", speed), ("relevance", relevance)):
        if total is not None:
            for place, seat in enumerate(seats):
                Score.give(column, seat, scale, total // len(seats) + (place < total % len(seats)))


def test_sum_is_rounded_once_and_relevance_breaks_the_tie(workshop, go_to, hang):
    go_to("strategy", "rank")
    older, younger = hang("One", "Two", heading="Raise"), hang("Three", "Four", heading="Win")
    score(older, workshop, 71, 68, 36)
    score(younger, workshop, 74, 65, 54)
    assert [standing(column).rank_score for column in (older, younger)] == [Decimal("7.72"), Decimal("7.72")]
    assert [standing(column).immediacy_mean for column in (older, younger)] == [Decimal("3.94"), Decimal("4.11")]
    assert list(ranked(workshop)) == [younger, older]


def test_ties_go_to_more_notes_then_to_the_older_and_unscored_come_last(workshop, go_to, hang):
    go_to("strategy", "rank")
    unscored = hang("A", "B", "C", "D", "E")
    older, younger, fuller = hang("One", "Two"), hang("Three", "Four"), hang("Five", "Six", "Seven")
    for column in (older, younger, fuller):
        score(column, workshop, 54, 54, 36)
    assert list(ranked(workshop)) == [fuller, older, younger, unscored]


def test_waves_follow_ranks_and_a_reason_by_hand_stays(workshop, go_to, hang):
    go_to("strategy", "rank")
    columns = [hang(f"One {n}", f"Two {n}") for n in range(9)]
    columns[0].wave, columns[0].wave_reason = 2, "After the summer"
    columns[0].save()
    rank_columns(workshop)
    ranks = list(Column.objects.order_by("rank").values_list("rank", "wave"))
    assert ranks == [(1, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 2), (9, 2)]


def test_annex_has_no_rank(workshop, go_to, hang):
    go_to("strategy", "rank")
    kept, annexed = hang("One", "Two"), hang("Three", "Four")
    Column.objects.filter(pk=annexed.pk).update(wave=3, wave_reason="Not this year", rank=1)
    rank_columns(workshop)
    assert list(Column.objects.order_by("pk").values_list("pk", "rank", "wave")) == [
        (kept.pk, 1, 1),
        (annexed.pk, None, 3),
    ]


def test_score_given_again_replaces_the_first(workshop, go_to, hang):
    go_to("strategy", "rank")
    column, seat = hang("One", "Two"), workshop.seats.writers().first()
    Score.give(column, seat, "speed", 2)
    Score.give(column, seat, "speed", 5)
    assert Score.objects.values_list("scale", "value").get() == ("speed", 5)


def test_effects_of_the_first_wave_add_up(workshop, go_to, hang):
    go_to("strategy", "rank")
    goal = workshop.goals.get(key="G3")
    first, second, later = hang("One", "Two"), hang("Three", "Four"), hang("Five", "Six")
    for column, value in ((first, "3.4"), (second, "2.5"), (later, "9")):
        column.effect_values.create(goal=goal, value=Decimal(value))
    Column.objects.filter(pk=later.pk).update(wave=2)
    sums = adds_up(workshop)["G3"]
    assert sums == {"together": Decimal("5.9"), "way": Decimal("6.6"), "open": Decimal("0.7")}
    first.effect_values.update(value=Decimal("30"))
    assert adds_up(workshop)["G3"]["open"] == 0


@pytest.mark.parametrize(("other", "read"), [("增加收入", "增加收入"), ("", "Raise revenue")])
def test_a_strategy_is_called_in_the_readers_language_where_both_are_typed(other, read, workshop, go_to, hang):
    go_to("strategy", "rank")
    column = hang("One", heading="Raise revenue")
    column.name_as("Raise revenue", other)
    assert (column.name_in("en"), column.name_in("zh-hans")) == ("Raise revenue", read)
