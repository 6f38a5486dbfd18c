"""Strategies of a file: loaded by the same verbs, recomputed, written back, loaded to the same again."""

import pytest

from workshops import exchange
from workshops.exchange import Book
from workshops.kickoff.grouping.exchange import GroupsPart
from workshops.kickoff.strategy.exchange import StrategyPart, ordered
from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.kickoff.strategy.presenting import dealt

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = ("strategy_notes", "group_columns", "strategy_columns")


@pytest.fixture
def part() -> StrategyPart:
    return StrategyPart()


@pytest.fixture
def loaded(workshop, example, part):
    GroupsPart().load(workshop, example, Book(workshop))
    part.load(workshop, example, Book(workshop))
    return workshop


def test_everything_expected_is_reproduced(loaded, example, part):
    made = list(part.checks(loaded, example, Book(loaded)))
    assert [one for one in made if not one.holds] == []
    assert sorted(one.path for one in made) == sorted(
        [f"expected.{name}" for name in ("adds_up", "columns", "orphans_before", "strategy_notes", "strategy_order")]
        + [
            f"strategy_columns[{row['id']}].expected.{name}"
            for row in example["strategy_columns"]
            for name in row["expected"]
        ]
    )


def test_a_changed_score_changes_the_result(workshop, example, part):
    changed = example | {"strategy_columns": [dict(row) for row in example["strategy_columns"]]}
    changed["strategy_columns"][0]["speed"] = dict.fromkeys(changed["strategy_columns"][0]["speed"], 1)
    GroupsPart().load(workshop, changed, Book(workshop))
    part.load(workshop, changed, Book(workshop))
    wrong = {one.path for one in part.checks(workshop, changed, Book(workshop)) if not one.holds}
    assert "strategy_columns[C2].expected.rank_score" in wrong
    assert "expected.strategy_order" in wrong


def test_expected_values_are_never_read_by_the_import(workshop, example, part):
    blind = {key: example[key] for key in KEYS}
    blind["strategy_columns"] = [
        {key: value for key, value in row.items() if key != "expected"} for row in example["strategy_columns"]
    ]
    GroupsPart().load(workshop, example, Book(workshop))
    part.load(workshop, blind, Book(workshop))
    assert list(Column.objects.exclude(rank=None).order_by("rank").values_list("key", flat=True)) == [
        "C2",
        "C1",
        "C4",
        "C5",
        "C3",
    ]


def test_notes_and_columns_keep_their_names(loaded, example):
    notes = {
        note.key: (note.text, note.group_column and note.group_column.key, note.column.key, note.author.person.key)
        for note in StrategyNote.objects.all()
    }
    assert notes == {
        row["id"]: (row["text"], row["group_column"], row["final_column"], row["author"])
        for row in example["strategy_notes"]
    }
    assert {column.key: sorted(one.key for one in column.merged_from.all()) for column in ordered(loaded)} == {
        row["id"]: row["merged_from"] for row in example["strategy_columns"]
    }


def test_presenters_of_the_file_are_what_the_rule_of_the_day_gives(loaded, example):
    given = dealt(ordered(loaded), list(loaded.groups.all()))
    assert {column.key: given[column.pk].letter for column in ordered(loaded)} == {
        row["id"]: row["presented_by"] for row in example["strategy_columns"]
    }


def test_written_back_it_loads_to_the_same(loaded, example, part):
    written = part.dump(loaded, Book(loaded))
    again = exchange.import_plan(example, None, None)
    GroupsPart().load(again, example, Book(again))
    part.load(again, written, Book(again))
    assert part.dump(again, Book(again)) == written
    assert [row["id"] for row in written["strategy_columns"]] == ["C2", "C1", "C4", "C5", "C3"]
    assert len(written["strategy_notes"]) == 45


def test_ways_out_are_kept(workshop, example, part):
    rows = [dict(row) for row in example["strategy_notes"][:4]]
    rows[0] |= {"way_out": "parked", "final_column": None}
    rows[1] |= {"way_out": "set_aside", "final_column": None, "reason": "It belongs to next year"}
    content = {key: example[key] for key in KEYS} | {"strategy_notes": rows}
    GroupsPart().load(workshop, example, Book(workshop))
    part.load(workshop, content, Book(workshop))
    assert list(StrategyNote.objects.order_by("key").values_list("state", "reason")) == [
        ("parked", ""),
        ("set_aside", "It belongs to next year"),
        ("wall", ""),
        ("wall", ""),
    ]
    written = part.dump(workshop, Book(workshop))["strategy_notes"]
    assert [row["way_out"] for row in written] == ["parked", "set_aside", None, None]
