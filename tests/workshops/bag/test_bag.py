"""The facilitator's bag: every line to say, counts with their formula, a sheet a step."""

from datetime import timedelta

import pytest

from tests.workshops.papers.reading import missing, pages, words
from workshops import script
from workshops.bag import kit, room, runsheet, shopping

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_line_to_say_stands_on_the_run_sheet(workshop, printed, language):
    found = pages(printed("bag", language))
    lead = workshop.decision_makers().get().name
    lines = [
        line.say(language).replace("{lead}", lead).replace("{n}", "1")
        for (stage, step), line in script.lines().items()
        if step in {one.key for run in workshop.agenda.filter(kind=stage) for one in run.steps}
    ]
    assert len(lines) > 45
    assert missing(lines, "".join(found)) == []
    assert [len(missing(lines, page)) < len(lines) for page in found[:3]] == [True, True, False]


def test_steps_follow_one_another_in_time(workshop):
    halves = runsheet.halves(workshop)
    steps = [step["at"] for half in halves for row in half.rows for step in row.get("steps", [])]
    assert steps == sorted(steps)
    assert [half.part for half in halves] == ["morning", "afternoon"]


def test_two_days_are_two_sheets(workshop, printed):
    workshop.second_day = workshop.first_day + timedelta(days=1)
    workshop.save()
    sheets = runsheet.halves(workshop)
    begins = [(sheet.part, sheet.begins.date(), sheet.rows[0]["en"]) for sheet in sheets]
    assert begins == [("first", workshop.first_day, "Check-in"), ("second", workshop.second_day, "Strategies")]
    found = pages(printed("bag", "en"))
    heads = [next(place for place, page in enumerate(found) if head in page) for head in ("firstday", "secondday")]
    assert (heads[0], heads[1] > heads[0], missing(["Friday 16 January 2026"], found[0])) == (0, True, [])


def test_half_day_is_one_page(workshop):
    workshop.rests.all().delete()
    assert [half.part for half in runsheet.halves(workshop)] == ["day"]


def test_things_are_counted_from_writers_and_groups(workshop):
    things = {thing.name: (thing.number, thing.formula) for thing in shopping.things(workshop)}
    counts = {name: count for name, (count, _formula) in things.items()}
    assert counts["wall papers, 1.5 × 2 m"] == 5
    assert counts["pads of straw notes"] == 2
    assert counts["thick black pens"] == 22
    assert counts["vote dots, on paper only"] == 216
    assert counts["printed drafts"] == 31
    assert (counts["chairs"], counts["lunches"]) == (42, 20)
    assert things["vote dots, on paper only"][1] == "18 × 3 a field × 4 fields"
    assert things["pads of straw notes"][1] == "18 writers × 7 strategy notes"


def test_what_a_skipped_stage_would_need_is_not_bought(workshop):
    workshop.agenda.filter(kind__in=["swot", "vision"]).update(state="skipped")
    names = {thing.name for thing in shopping.things(workshop)}
    assert {"vote dots, on paper only", "sets of eight colour pens"} & names == set()


def test_room_has_a_chair_for_each_writer_and_each_watcher(workshop):
    plan = room.plan(workshop)
    assert [len(block["chairs"]) for block in plan["blocks"]] == [9, 9]
    assert [sum(chair.is_host for chair in block["chairs"]) for block in plan["blocks"]] == [1, 1]
    assert len(plan["benches"]) == 22
    places = [(place.x, place.y) for block in plan["blocks"] for place in block["chairs"]] + [
        (place.x, place.y) for place in plan["benches"]
    ]
    assert len(set(places)) == len(places)
    assert [(0 < x < room.WIDE, 0 < y < plan["high"]) for x, y in places] == [(True, True)] * len(places)


@pytest.mark.parametrize("groups", [1, 2, 3, 4, 5])
def test_room_of_any_number_of_groups_fits_its_walls(workshop, groups):
    seats = list(workshop.seats.writers())
    for letter, colour in list(zip(room.LETTERS, room.COLOURS, strict=True))[:groups]:
        group = workshop.groups.create(letter=letter, colour=colour)
        own = seats[room.LETTERS.index(letter) :: groups]
        workshop.seats.filter(pk__in=[seat.pk for seat in own]).update(group=group)
    plan = room.plan(workshop)
    assert sum(len(block["chairs"]) for block in plan["blocks"]) == 18
    walls = [(block["x"], block["y"], block["y"] + block["high"]) for block in plan["blocks"]]
    same_side = [(one, two) for one in walls for two in walls if one < two and one[0] == two[0]]
    assert [one[2] <= two[1] for one, two in same_side] == [True] * len(same_side)
    assert max(wall[2] for wall in walls) < plan["high"]


def test_names_of_the_groups_stand_in_the_bag_with_their_host(workshop, printed):
    group = workshop.groups.create(letter="A", colour="red", host=workshop.seats.get(person__key="p22"))
    workshop.seats.filter(person__key__in=["p22", "p24", "p03"]).update(group=group)
    page = words(printed("bag", "en"))
    assert missing(["叶晨 (host)", "钱学敏", "罗静怡", "Host card"], page) == []


def test_kit_has_a_sheet_for_each_group_where_groups_work_apart(workshop):
    for letter, colour in (("A", "red"), ("B", "blue")):
        group = workshop.groups.create(letter=letter, colour=colour)
        workshop.seats.filter(role="part", pk__in=half(workshop, letter)).update(group=group)
    sheets = kit.sheets(workshop)
    silent = [one["letter"] for one in sheets if one["prompt"] == "What must we do to reach it?"]
    fist = [one["letter"] for one in sheets if "fist" in one["step"].lower()]
    assert (silent, fist) == (["A", "B"], [""])


def half(workshop, letter: str) -> list[int]:
    writers = [seat.pk for seat in workshop.seats.writers()]
    return writers[:9] if letter == "A" else writers[9:]


def test_kit_names_steps_that_there_are():
    from workshops import stages

    wrong = [(kind, step) for kind, step in kit.SHEETS if step not in {one.key for one in stages.get(kind).steps}]
    assert wrong == []
