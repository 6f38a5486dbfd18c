"""A workshop as a file: what comes out goes in again, and every expected value is recomputed."""

import copy
import json
from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from tests.workshops import days
from workshops import exchange, stages, standins
from workshops.kickoff.swot.models import SwotNote
from workshops.management.commands.check_example import checked
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

SERVER_TIMES = ("frozen_at", "content_hash")


def exported(workshop) -> dict:
    return exchange.export_workshop(Workshop.objects.get(pk=workshop.pk))


def without_server_times(content):
    """What two installations must agree on: everything but the moments and hashes of their own freezes."""
    if isinstance(content, dict):
        return {key: without_server_times(value) for key, value in content.items() if key not in SERVER_TIMES}
    return [without_server_times(item) for item in content] if isinstance(content, list) else content


def test_example_holds(example):
    report = checked(example)
    assert report["mismatches"] == []
    assert report["checked"] >= 40


def test_export_of_an_import_imports_to_an_equal_workshop(example):
    first = exported(exchange.import_workshop(example))
    second = exported(exchange.import_workshop(copy.deepcopy(first)))
    assert without_server_times(second) == without_server_times(first)


def test_export_says_what_the_file_said(example):
    out = exported(days.held(example))
    for key in ("departments", "people", "goals", "contract", "commitments", "parked_items"):
        assert out[key] == example[key], key
    assert [row["text"] for row in out["strategy_notes"]] == [row["text"] for row in example["strategy_notes"]]
    assert [row["id"] for row in out["key_actions"]] == [row["id"] for row in example["key_actions"]]


def test_key_posts_travel_in_the_file(example):
    example["people"][2]["key_post"] = True
    workshop = exchange.import_plan(example, None, None)
    assert [person.key for person in workshop.organisation.people.filter(key_post=True)] == ["p03"]
    assert exported(workshop)["people"] == example["people"]


def test_plan_says_nothing_of_the_day(example):
    workshop = exchange.import_plan(example, None, None)
    assert (workshop.notes.count(), workshop.actions.count(), workshop.columns.count()) == (0, 0, 0)
    assert workshop.seats.count() == 42
    assert workshop.seats.filter(checked_in_at__isnull=False).count() == 0


def changed(example, change) -> list[str]:
    content = copy.deepcopy(example)
    change(content)
    return sorted(one["path"] for one in checked(content)["mismatches"])


def test_one_other_tap_is_named(example):
    def change(content):
        content["contract"]["taps"]["p03"] = "concern"
        content["contract"]["concerns"].append({"person": "p03", "text": "Why today?", "reply": "Because."})

    assert changed(example, change) == ["expected.contract"]


def test_one_other_budget_is_named(example):
    def change(content):
        content["decisions"][0]["amount"] = 37000.0

    assert changed(example, change) == ["expected.budget"]


def test_one_note_less_is_named(example):
    def change(content):
        content["strategy_notes"] = [row for row in content["strategy_notes"] if row["id"] != "t02"]

    paths = changed(example, change)
    column = next(row["final_column"] for row in example["strategy_notes"] if row["id"] == "t02")
    assert paths == ["expected.strategy_notes", f"strategy_columns[{column}].expected.note_count"]


def test_one_other_score_is_named(example):
    def change(content):
        content["strategy_columns"][0]["immediacy"]["p03"] = 1

    column = example["strategy_columns"][0]["id"]
    assert changed(example, change) == [
        f"strategy_columns[{column}].expected.immediacy_mean",
        f"strategy_columns[{column}].expected.rank_score",
    ]


def test_one_signature_less_is_named(example):
    def change(content):
        content["signatures"] = [row for row in content["signatures"] if row["person"] != "p03"]

    assert changed(example, change) == ["expected.signatures", "expected.signed_by_evening"]


def test_changed_expectation_is_the_only_thing_that_differs(example):
    def change(content):
        content["expected"]["contract"]["agree"] = 3

    assert changed(example, change) == ["expected.contract"]


@pytest.mark.parametrize("content", [[], {}, {"event": {}}, "text", None])
def test_what_is_no_workshop_is_refused_and_leaves_nothing(content):
    with pytest.raises(exchange.NotAWorkshopFile):
        exchange.import_plan(content, None, None)
    assert Workshop.objects.count() == 0


def test_export_command_writes_what_import_command_reads(example, tmp_path, capsys):
    file = tmp_path / "day.json"
    file.write_text(json.dumps(example), encoding="utf-8")
    call_command("import_workshop", file)
    room = json.loads(capsys.readouterr().out)["workshop"]
    call_command("export_workshop", room)
    written = json.loads(capsys.readouterr().out)
    assert written == exported(Workshop.objects.get(room__public_id=room))


def test_import_command_names_what_is_wrong(tmp_path):
    file = tmp_path / "day.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="is not a workshop file"):
        call_command("import_workshop", file)


def test_people_of_the_door_come_back_with_their_name_and_times(workshop):
    """An export of a day with somebody who typed the own name imports to an equal day."""
    department = workshop.organisation.departments.first()
    seat = workshop.seats.create(
        name="Lin Yue", department_en=department.name_en, department_zh=department.name_zh, role="part"
    )
    seat.claim("en")
    workshop.seats.create(name="Mei", role="cofac")
    content = exchange.export_workshop(workshop)
    (row,) = [row for row in content["attendance"] if row.get("name") == "Lin Yue"]
    assert (row["person"], row["department"], row["role"]) == (f"seat-{seat.key}", department.key, "writer")
    again = exchange.import_workshop(content)
    made = again.seats.get(name="Lin Yue")
    assert (made.person, made.key, made.department_en, made.checked_in_at is not None) == (
        None,
        seat.key,
        department.name_en,
        True,
    )
    assert again.seats.get(name="Mei").role == "cofac"


def test_opening_and_second_day_are_taken_along_where_they_are_unusual(workshop):
    assert {"opening", "second_day_from"} & set(exchange.export_workshop(workshop)["event"]) == set()
    workshop.opening, workshop.second_day_from = time(9, 30), "swot"
    workshop.second_day = workshop.first_day + timedelta(days=1)
    workshop.save()
    again = exchange.import_plan(exchange.export_workshop(workshop), None, None)
    assert (again.opening, again.second_day, again.second_day_from) == (time(9, 30), workshop.second_day, "swot")


def test_broken_opening_is_refused_with_its_place(workshop):
    content = exchange.export_workshop(workshop)
    content["event"]["opening"] = "half past nine"
    with pytest.raises(exchange.NotAWorkshopFile, match=r"event\.opening"):
        exchange.import_plan(content, None, None)


def changed_by_hand(workshop: Workshop) -> None:
    """What no verb of the example does: another plan, a stand-in, questioners, and counts from paper."""
    agenda, people = workshop.agenda, workshop.organisation.people
    agenda.filter(kind="town").update(is_short=True, saved_minutes=8, minutes=37)
    agenda.filter(kind="close").update(state="skipped", reason="The bus leaves")
    agenda.get(kind="strategy").anonymous.create(step="silent")
    workshop.rests.filter(after="swot").update(minutes=45)
    workshop.rests.create(after="goals", minutes=5)
    workshop.seats.filter(person__key__in=["p33", "p34"]).update(asks=True)
    workshop.organisation.forfeit_cap = Decimal("80.50")
    workshop.organisation.save()
    standins.name(workshop, people.get(key="p02"))
    letters = {group.letter: group for group in workshop.groups.all()}
    counts = workshop.paper_counts
    counts.create(question="goals.understand", group=letters["A"], value="4", count=3)
    counts.create(question="contract.agree", value="agree", count=2)
    column = workshop.columns.get(key="C1")
    counts.create(question=f"relevance.{column.pk}", group=letters["B"], value="2", count=4)
    note = SwotNote.objects.get(workshop=workshop, key="s01")
    for value, count in (("sheets", 2), (str(note.pk), 3)):
        counts.create(question=f"swot.{note.quadrant}", group=letters["A"], value=value, count=count)


def test_plan_stand_in_questioners_and_paper_come_out_and_go_in(example):
    workshop = exchange.import_workshop(example)
    changed_by_hand(workshop)
    first = exported(workshop)
    town, close, strategy = (
        {run["stage"]: run for run in first["agenda"]}[kind] for kind in ("town", "close", "strategy")
    )
    assert town == {"stage": "town", "minutes": 37, "saved_minutes": 8}
    assert (close["skipped"], strategy["anonymous"]) == ("The bus leaves", ["silent"])
    assert {"after": "swot", "minutes": 45} in first["breaks"]
    assert first["organisation"]["forfeit_cap"] == 80.5
    assert [row["person"] for row in first["attendance"] if row.get("asks")] == ["p33", "p34"]
    assert first["stand_in"]["deputy"] == "p02"
    assert first["paper_counts"] == [
        {"question": "contract.agree", "value": "agree", "count": 2},
        {"question": "goals.understand", "group": "A", "value": "4", "count": 3},
    ]
    assert first["strategy_columns"][1]["on_paper"] == [{"scale": "relevance", "group": "B", "value": 2, "count": 4}]
    assert first["swot_sheets"] == [{"group": "A", "field": "S", "sheets": 2, "dots": {"s01": 3}}]
    again = exchange.import_workshop(copy.deepcopy(first))
    assert without_server_times(exported(again)) == without_server_times(first)
    by_hand = again.paper_counts.exclude(question__startswith="clause")
    assert (by_hand.count(), workshop.paper_counts.count()) == (5, 5)


def test_groups_are_ticked_as_drafted_where_they_are(example):
    """P08: the demonstration brings its draft; a bare plan of the same file has none, and says so."""
    drafted = exchange.import_prepared(example, None, None)
    bare = exchange.import_plan(example, None, None)
    told = [
        (list(one.groups.values_list("letter", "host__person__key")), one.checklist.get(key="P08").state)
        for one in (drafted, bare)
    ]
    assert told == [([("A", "p29"), ("B", "p23")], "done"), ([], "open")]
    assert (drafted.groups.get(letter="A").seats.count(), drafted.notes.count(), drafted.state) == (9, 0, "prepared")


def test_file_without_them_gets_the_plan_of_its_variant(example):
    workshop = exchange.import_plan(example, None, None)
    kinds = list(workshop.agenda.values_list("kind", flat=True))
    assert (kinds, workshop.rests.count()) == (stages.variant("full"), len(stages.BREAKS))


@pytest.mark.parametrize(
    ("key", "rows", "path"),
    [
        ("agenda", [{"stage": "dance", "minutes": 5}], r"agenda\[0\]\.stage"),
        ("agenda", [{"stage": "swot", "minutes": 5, "anonymous": ["vote"]}], r"agenda\[0\]\.anonymous\[0\]"),
        ("breaks", [{"after": "swot", "minutes": -5}], r"breaks\[0\]\.minutes"),
    ],
)
def test_broken_plan_is_refused_with_its_place(example, key, rows, path):
    with pytest.raises(exchange.NotAWorkshopFile, match=path):
        exchange.import_plan(example | {key: rows}, None, None)
