"""The coach on the console: R-GEN-6, -7, -10, -11, -17, R-DEC-6, R-DAY-4."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from workshops import cards
from workshops.kickoff.strategy.boards import company_board
from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.models import StageRun, Workshop
from workshops.templatetags.room import milliseconds

pytestmark = pytest.mark.django_db(transaction=True)


def rules(workshop) -> list[str]:
    return [card.rule for card in cards.of(Workshop.objects.get(pk=workshop.pk))]


def open_since(run: StageRun, minutes: float) -> None:
    StageRun.objects.filter(pk=run.pk).update(step_opened_at=timezone.now() - timedelta(minutes=minutes))


@pytest.fixture
def due(workshop, hanna):
    """When the console asks for itself without a tap, as its page says."""

    def said():
        page = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
        found = re.search(r'data-due="(\d+)"', page)
        return int(found[1]) if found else None

    return said


@pytest.fixture
def wall(workshop, everybody_here, go_to):
    """`wall("One", "Two")` hangs these notes together in a column of the open clustering."""
    run = go_to("strategy", "cluster")
    board = workshop.wall_for(run)
    column = Column.open_on(board)

    def hung(*texts):
        notes = [StrategyNote.write(board, workshop.seats.get(person__key="p03"), text, "en") for text in texts]
        for note in notes:
            note.hang(column)
        return notes

    return hung


def test_r_gen_6_time_is_up_and_five_minutes_more(workshop, everybody_here, go_to, hanna):
    run = go_to("strategy", "post")
    open_since(run, run.step_minutes - 1)
    assert rules(workshop) == []
    open_since(run, run.step_minutes + 1)
    (card,) = cards.of(workshop)
    assert (card.rule, card.level) == ("R-GEN-6", "S")
    hanna.post(card.fixes[0].url, card.fixes[0].fields)
    assert rules(workshop) == []


def test_r_gen_7_half_time_names_who_has_not_written_on_the_console_alone(workshop, everybody_here, go_to, sit, hanna):
    run = go_to("strategy", "silent")
    open_since(run, run.step_minutes / 2 - 1)
    assert rules(workshop) == []
    workshop.seats.writers().exclude(person__key__in=["p03", "p04"]).update(left_at=timezone.now())
    StrategyNote.write(workshop.wall_for(run), workshop.seats.get(person__key="p04"), "Raise the yield", "en")
    open_since(run, run.step_minutes / 2 + 1)
    name = workshop.seats.get(person__key="p03").name
    (card,) = cards.of(workshop)
    assert (card.rule, card.what) == ("R-GEN-7", f"Half time. Not written yet: {name}.")
    assert card.what in hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert card.what not in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    open_since(run, run.step_minutes + 1)
    told = [card.what for card in cards.of(workshop) if card.rule == "R-GEN-7"]
    assert told == [f"Not written yet: {name}."]


def test_r_gen_7_says_nothing_where_no_author_is_stored(workshop, everybody_here, go_to):
    run = go_to("strategy", "silent")
    run.anonymous.create(step="silent")
    open_since(run, run.step_minutes / 2 + 1)
    assert rules(workshop) == []


def test_r_gen_6_and_r_gen_7_the_console_knows_when_to_look_again(workshop, everybody_here, go_to, hanna, due):
    run = go_to("strategy", "silent")
    opened = StageRun.objects.get(pk=run.pk).step_opened_at
    minutes = [5, run.step_minutes / 2, run.step_minutes]
    five, half, end = sorted(opened + timedelta(minutes=one) for one in minutes)
    assert due() == milliseconds(five)
    for moment, following in ((five, half), (half, end), (end, None)):
        gone = timezone.now() - moment - timedelta(seconds=1)
        StageRun.objects.filter(pk=run.pk).update(step_opened_at=opened + gone)
        assert due() == (milliseconds(following + gone) if following else None)


def test_r_gen_21_the_console_looks_again_when_back_is_over(workshop, everybody_here, go_to, next_step, due):
    go_to("contract", "welcome")
    next_step()
    assert due() == milliseconds(workshop.advances.get().at + timedelta(seconds=10))
    workshop.advances.update(at=timezone.now() - timedelta(seconds=11))
    assert due() == milliseconds(workshop.agenda.get(kind="contract").half_time)


def test_r_gen_6_nothing_is_due_in_a_pause(workshop, everybody_here, go_to, hanna, due):
    go_to("strategy", "post")
    assert due()
    hanna.post(f"/w/{workshop.public_id}/run/pause/")
    assert due() is None


def test_r_gen_10_wide_note(workshop, wall):
    wall("Raise the yield", "x" * 80)
    assert rules(workshop) == []
    wall("国" * 41)
    assert rules(workshop) == ["R-GEN-10"]


def test_r_dec_6_note_that_judges(workshop, wall):
    wall("Some are lazy", "Two of five sheets are missing")
    (card,) = cards.of(workshop)
    assert (card.rule, card.what) == ("R-DEC-6", "These notes speak of a person: 1.")


def test_r_gen_11_same_text_is_merged_as_one_with_plus(workshop, wall, hanna):
    one, other = wall("Raise the yield", "raise THE  yield!")
    (card,) = cards.of(workshop)
    assert card.rule == "R-GEN-11"
    hanna.post(card.fixes[0].url, card.fixes[0].fields)
    other.refresh_from_db()
    assert (other.state, other.merged_into_id, one.plus, rules(workshop)) == ("set_aside", one.pk, 1, [])


def test_r_strat_3_plus_counts_as_a_second_note(workshop, wall):
    one, other = wall("Raise the yield", "Raise the yield")
    run = workshop.current
    other.merge_into(one.note_ptr)
    assert [len(company_board(run).columns[0].hanging), company_board(run).lone] == [1, []]
    other.state, other.merged_into = "withdrawn", None
    other.save()
    assert company_board(run).lone == [one]


def test_r_gen_11_alike_is_a_hint_without_a_tap(workshop, wall):
    line = "Raise the first-pass yield of the furnace line"
    wall(line, f"{line}s", "Level the plan", f"{line} 2")
    (card,) = cards.of(workshop)
    assert (card.rule, card.what, card.fixes) == ("R-GEN-11", "1, 2, 4 sound alike.", ())


def test_r_gen_11_notes_of_two_walls_are_called_with_their_letter(workshop, wall):
    one, *_ = wall("国" * 41, "国" * 42, "国" * 43)
    board = one.wall
    board.group = workshop.groups.create(letter="B", colour="blue")
    board.save()
    assert [card.what for card in cards.of(workshop)] == [
        "Too long to read from three metres: B 1, B 2, B 3.",
        "B 1, B 2, B 3 sound alike.",
    ]


def test_r_gen_11_other_wall_is_refused(workshop, wall, hanna):
    one, other = wall("Raise the yield", "Lower the scrap")
    workshop.notes.filter(pk=other.pk).update(wall=workshop.wall_for(workshop.agenda.get(kind="swot")))
    refused = hanna.post(f"/w/{workshop.public_id}/notes/{other.pk}/merging/", {"into": one.pk})
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-11")


def test_r_gen_17_card_goes_when_it_is_dismissed(workshop, wall, hanna):
    wall("Some are lazy")
    (card,) = cards.of(workshop)
    hanna.post(f"/w/{workshop.public_id}/run/cards/", {"card": cards.name_of(card, workshop)})
    assert rules(workshop) == []
    wall("Others are careless")
    assert rules(workshop) == ["R-DEC-6"]


def test_what_asks_for_a_reason_is_not_put_off(workshop, everybody_here, go_to, hanna):
    run = go_to("strategy", "silent")
    panel = f"/w/{workshop.public_id}/run/panel/"
    before = [(gate["finding"].rule, gate["finding"].level) for gate in hanna.get(panel).context["gates"]]
    for about in ("", "few"):
        hanna.post(f"/w/{workshop.public_id}/run/cards/", {"card": f"R-STRAT-1 {run.position} {about}"})
    after = [(gate["finding"].rule, gate["finding"].level) for gate in hanna.get(panel).context["gates"]]
    assert (before, after) == ([("R-STRAT-1", "O"), ("R-STRAT-1", "S")], [("R-STRAT-1", "O")])


@pytest.mark.parametrize(("stage", "step"), [("contract", "welcome"), ("actions", "decide"), ("grouping", "reveal")])
def test_r_day_4_decision_maker_is_missing(workshop, everybody_here, go_to, stage, step):
    workshop.seats.filter(role="lead").update(left_at=timezone.now())
    go_to(stage, step)
    assert ("R-DAY-4" in rules(workshop)) == (stage != "grouping")
    workshop.seats.filter(role="lead").update(left_at=None)
    assert "R-DAY-4" not in rules(workshop)


def test_r_day_4_is_told_before_the_stage_opens(workshop, everybody_here, go_to):
    workshop.seats.filter(role="lead").update(left_at=timezone.now())
    go_to("checkin", "arrive")
    assert rules(workshop) == ["R-DAY-4"]


def test_r_gen_10_and_r_dec_6_are_told_to_the_author(workshop, everybody_here, go_to, sit):
    go_to("strategy", "silent")
    phone = sit("p03")
    answers = [
        phone.post(f"/w/{workshop.public_id}/notes/", {"text": text}).content.decode()
        for text in ("x" * 81, "Fine", "They are lazy")
    ]
    assert ["fewer words" in answer for answer in answers] == [True, False, False]
    assert ["made it possible" in answer for answer in answers] == [False, False, True]
