"""Everything works on paper too: notes of a group or of a known person, answers as counts (R-GEN-16)."""

import pytest

from workshops.kickoff.swot.models import SwotNote
from workshops.models import Note, PaperCount, Seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def groups(workshop):
    """Two groups with everybody in one of them, present; p03 is the host of A."""
    workshop.groups.all().delete()
    made = [workshop.groups.create(letter=letter, colour=colour) for letter, colour in (("A", "red"), ("B", "blue"))]
    for number, seat in enumerate(workshop.seats.writers()):
        workshop.seats.filter(pk=seat.pk).update(group=made[number % 2])
    made[0].host = workshop.seats.get(person__key="p03")
    made[0].save()
    workshop.seats.writers().update(checked_in_at="2026-01-16T00:45:00Z")
    return made


def run(workshop, where: str) -> str:
    return f"/w/{workshop.public_id}/run/paper/{where}"


def test_r_gen_16_note_of_a_group_hangs_for_its_paper(workshop, groups, hanna, go_to):
    go_to("strategy", "silent")
    answer = hanna.post(run(workshop, "notes/"), {"group": "B", "text": "Fit furnace lids"})
    assert answer.status_code == 302
    note = Note.objects.get()
    assert (note.text, note.author.name, note.author.role, note.wall.group) == (
        "Fit furnace lids",
        "Paper B",
        "paper",
        groups[1],
    )
    assert list(workshop.entries.filter(act="typed a note from paper").values_list("rule", flat=True)) == ["R-GEN-16"]


def test_r_gen_16_paper_of_a_group_is_nobody_who_counts(workshop, groups, hanna, go_to, client):
    go_to("strategy", "silent")
    before = workshop.seats.writers().present().count()
    hanna.post(run(workshop, "notes/"), {"group": "A", "text": "One"})
    hanna.post(run(workshop, "notes/"), {"group": "A", "text": "Two"})
    assert workshop.seats.filter(role=Seat.Role.SHEETS).count() == 1
    assert workshop.seats.writers().present().count() == before
    pages = [client.get(f"/j/{workshop.join_code}"), hanna.get(f"/w/{workshop.public_id}/plan/")]
    assert ["Paper A" in page.content.decode() for page in pages] == [False, False]


def test_r_gen_16_note_of_a_known_person_is_its_own(workshop, groups, hanna, go_to):
    own = workshop.seats.get(person__key="p03")
    hanna.post(f"/w/{workshop.public_id}/run/seats/{own.pk}/paper/")
    go_to("strategy", "silent")
    hanna.post(run(workshop, "notes/"), {"group": "A", "text": "Fit lids", "seat": own.pk})
    assert Note.objects.get().author == own


def test_r_gen_16_nothing_is_typed_for_somebody_with_a_phone(workshop, groups, hanna, go_to):
    workshop.seats.filter(person__key="p05").update(kind="paper")
    own = workshop.seats.get(person__key="p03")
    go_to("strategy", "silent")
    answer = hanna.post(run(workshop, "notes/"), {"group": own.group.letter, "text": "Fit lids", "seat": own.pk})
    assert not Note.objects.filter(author=own).exists()
    assert answer.status_code in (302, 422)


def test_r_gen_16_note_of_a_sheet_goes_into_its_field_with_its_fact(workshop, groups, hanna, go_to):
    go_to("swot", "write")
    data = {"group": "B", "text": "Two furnaces leak", "column": "W", "evidence": "Audit: 7 of 9"}
    assert hanna.post(run(workshop, "notes/"), data).status_code == 302
    note = SwotNote.objects.get()
    assert (note.quadrant, note.wall.group, note.author.name) == ("W", groups[1], "Paper B")
    assert hanna.post(run(workshop, "notes/"), data | {"column": "X"}).status_code == 422


def test_r_gen_16_repeated_key_hangs_one_note(workshop, groups, hanna, go_to):
    go_to("strategy", "silent")
    data = {"group": "A", "text": "Fit lids", "key": "k" * 20}
    assert [hanna.post(run(workshop, "notes/"), data).status_code for _turn in range(2)] == [302, 302]
    assert Note.objects.count() == 1


def test_r_gen_16_step_without_notes_takes_none(workshop, groups, hanna, go_to):
    go_to("contract", "agree")
    answer = hanna.post(run(workshop, "notes/"), {"group": "A", "text": "Fit lids"})
    assert (answer.status_code, answer["X-Rule"], Note.objects.count()) == (409, "R-GEN-2", 0)


def test_r_gen_16_host_types_for_the_own_group_and_no_other(workshop, groups, sit, go_to):
    """R-ROLE-7: what says another group is not asked."""
    go_to("strategy", "silent")
    host = sit("p03")
    address = f"/w/{workshop.public_id}/paper/notes/"
    assert host.post(address, {"group": "B", "text": "Fit lids"}).status_code == 302
    assert Note.objects.get().wall.group == groups[0]
    other = sit("p05")
    refused = other.post(address, {"text": "Mine"})
    assert (refused.status_code, refused["X-Rule"], Note.objects.count()) == (403, "R-GEN-16", 1)


def test_r_gen_19_paper_that_blames_is_held_too(workshop, groups, hanna, go_to):
    go_to("strategy", "silent")
    name = workshop.seats.get(person__key="p08").name
    hanna.post(run(workshop, "notes/"), {"group": "A", "text": f"{name} is always lazy"})
    assert Note.objects.get().state == "held"


def test_r_gen_16_agreements_are_counted_as_persons(workshop, groups, hanna, go_to):
    step = go_to("contract", "agree")
    where = run(workshop, "counts/contract.agree/")
    assert hanna.post(where, {"group": "A", "count_agree": "5"}).status_code == 302
    hanna.post(where, {"group": "B", "count_agree": "4"})
    hanna.post(where, {"group": "B", "count_agree": "6"})
    assert list(PaperCount.objects.values_list("group__letter", "value", "count")) == [
        ("A", "agree", 5),
        ("B", "agree", 6),
    ]
    shown = step.open_step.projector(step, None)
    assert (shown["agreed"], shown["present"], shown["share"]) == (11, 18, 61)


def test_r_gen_16_temperatures_are_counted_as_persons(workshop, groups, hanna, go_to):
    step = go_to("goals", "temperature")
    hanna.post(run(workshop, "counts/goals.understand/"), {"group": "A", "count_4": "3", "count_1": "1"})
    hands = step.open_step.projector(step, None)["hands"]
    assert (hands["answered"], hands["understood"], str(hands["understand_mean"])) == (4, 3, "3.25")


def test_r_gen_16_scores_are_counted_as_persons(workshop, groups, hanna, go_to):
    from workshops.kickoff.strategy.models import Column, StrategyNote
    from workshops.kickoff.strategy.ranking import standing

    step = go_to("strategy", "relevance")
    wall = workshop.wall_for(step)
    column = Column.objects.create(workshop=workshop, wall=wall, key="C1", heading="Raise yield")
    StrategyNote.write(wall, workshop.seats.writers().first(), "Fit lids", "en").hang(column)
    question = step.open_step.counts(step)[0].question
    hanna.post(run(workshop, f"counts/{question}/"), {"group": "A", "count_3": "2", "count_1": "1"})
    assert standing(column).relevance_median == 3


def test_r_gen_16_what_is_not_asked_now_is_not_counted(workshop, groups, hanna, go_to):
    go_to("strategy", "silent")
    answer = hanna.post(run(workshop, "counts/contract.agree/"), {"group": "A", "count_agree": "5"})
    assert (answer.status_code, PaperCount.objects.count()) == (409, 0)


def test_page_offers_what_the_open_step_takes(workshop, groups, hanna, go_to, sit):
    go_to("strategy", "silent")
    page = hanna.get(run(workshop, "")).content.decode()
    assert (page.count("paper/notes/"), page.count("paper/counts/")) == (2, 0)
    go_to("contract", "agree")
    own = sit("p03").get(f"/w/{workshop.public_id}/paper/").content.decode()
    assert (own.count("paper/notes/"), own.count("paper/counts/")) == (0, 1)
