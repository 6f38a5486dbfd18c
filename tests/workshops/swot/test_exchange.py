"""The SWOT of a file: loaded by the same verbs, recomputed, written back, loaded to the same again."""

import copy

import pytest

from live import Refused
from workshops import exchange
from workshops.exchange import Book
from workshops.kickoff.swot.exchange import SwotPart
from workshops.kickoff.swot.models import SwotNote
from workshops.reading import NotAWorkshopFile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def part() -> SwotPart:
    return SwotPart()


@pytest.fixture
def loaded(workshop, groups, example, part):
    part.load(workshop, example, Book(workshop))
    return workshop


def test_everything_expected_is_reproduced(loaded, example, part):
    made = list(part.checks(loaded, example, Book(loaded)))
    assert [one for one in made if not one.holds] == []
    names = ("expected_votes", "expected_rank", "expected_flags")
    assert sorted(one.path for one in made) == sorted(
        ["expected.swot_notes", "expected.swot_votes", "expected.swot_evidence_pct"]
        + [f"swot_notes[{row['id']}].{name}" for row in example["swot_notes"] for name in names]
    )


def test_expected_values_are_never_read_by_the_import(workshop, groups, example, part):
    blind = copy.deepcopy({key: example[key] for key in ("swot_notes", "swot_votes")})
    for row in blind["swot_notes"]:
        for name in [name for name in row if name.startswith("expected")]:
            del row[name]
    part.load(workshop, blind, Book(workshop))
    assert [one for one in part.checks(workshop, example, Book(workshop)) if not one.holds] == []


def test_a_vote_more_changes_the_rank(workshop, groups, example, part):
    changed = example | {"swot_votes": [row for row in example["swot_votes"] if row["field"] != "S"]}
    part.load(workshop, changed, Book(workshop))
    wrong = {one.path for one in part.checks(workshop, example, Book(workshop)) if not one.holds}
    assert {"expected.swot_votes", "swot_notes[s32].expected_rank"} <= wrong


def test_note_that_names_a_person_is_hidden_with_its_reason(loaded, example):
    note = SwotNote.objects.get(key="s15")
    assert (note.state, note.number, note.rank) == ("hidden", None, None)
    assert note.reason == "names a person; the group keeps the fact about missing records instead"


def test_priorities_and_lists_are_as_the_room_chose(loaded):
    chosen = SwotNote.objects.filter(priority=True).order_by("key").values_list("key", flat=True)
    assert list(chosen) == ["s09", "s10", "s39", "s40"]
    tops = SwotNote.objects.filter(top=True, group__letter="B", quadrant="W").order_by("rank")
    assert list(tops.values_list("key", flat=True)) == ["s44", "s45", "s46", "s39", "s40"]


def test_written_back_it_loads_to_the_same(loaded, groups, example, part):
    top = SwotNote.objects.get(key="s44")
    top.list_as_top(False)
    SwotNote.objects.get(key="s53").merge_into(SwotNote.objects.get(key="s51"))
    SwotNote.objects.filter(key="s52").update(period="Dec 2025", beforehand=True)
    written = part.dump(loaded, Book(loaded))
    again = exchange.import_plan(example, None, None)
    for letter, group in groups.items():
        made = again.groups.create(letter=letter, colour=group.colour)
        again.seats.filter(person__key__in=group.seats.values("person__key")).update(group=made)
    part.load(again, written, Book(again))
    assert part.dump(again, Book(again)) == written
    assert (len(written["swot_notes"]), sum(len(row["votes"]) for row in written["swot_votes"])) == (60, 213)


def test_facts_that_were_never_put_up_are_in_no_file(loaded, part):
    seat = loaded.seats.get(person__key="p03")
    SwotNote.keep_fact(loaded, seat, "Mine alone", "en", quadrant="S")
    assert "Mine alone" not in [row["text"] for row in part.dump(loaded, Book(loaded))["swot_notes"]]


def test_r_swot_9_ballot_of_four_is_refused(workshop, groups, example, part):
    changed = copy.deepcopy({key: example[key] for key in ("swot_notes", "swot_votes")})
    changed["swot_votes"][0]["votes"].append("s01")
    with pytest.raises(Refused) as refused:
        part.load(workshop, changed, Book(workshop))
    assert refused.value.rule == "R-SWOT-9"


@pytest.mark.parametrize(
    ("row", "name", "value", "place"),
    [
        *[(0, "quadrant", "X", "swot_notes[0].quadrant"), (0, "goal", "G9", "swot_notes[0].goal")],
        *[(1, "author", "p99", "swot_notes[1].author"), (2, "lens", "moon", "swot_notes[2].lens")],
        *[(3, "id", "s01", "swot_notes[3].id"), (8, "whys", "because", "swot_notes[8].whys")],
    ],
)
def test_broken_note_is_refused_with_the_place(workshop, groups, example, part, row, name, value, place):
    changed = copy.deepcopy({key: example[key] for key in ("swot_notes", "swot_votes")})
    changed["swot_notes"][row][name] = value
    with pytest.raises(NotAWorkshopFile, match=place.replace("[", r"\[").replace("]", r"\]")):
        part.load(workshop, changed, Book(workshop))
