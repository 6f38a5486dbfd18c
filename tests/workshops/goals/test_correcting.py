"""A wrong figure on the wall: the decision maker alone corrects it; R-GREAD-3, R-GOAL-8, R-GEN-5."""

from decimal import Decimal

import pytest
from lxml import html

from live import feed
from live.feed import Audience
from live.models import Change
from people.models import Goal, GoalVersion, Membership
from tests.workshops import days
from tests.workshops.conftest import seq
from tests.workshops.papers.reading import cells
from workshops import exchange
from workshops.exchange import Book, NotAWorkshopFile
from workshops.kickoff.actions.models import STALE
from workshops.kickoff.closing import report
from workshops.kickoff.consensus import versions
from workshops.kickoff.goals import correcting
from workshops.kickoff.goals.exchange import GoalsPart
from workshops.kickoff.goals.models import Correction
from workshops.models import Seat
from workshops.papers import papers

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "Finance read the wrong line."
FIGURES = ("last_year", "floor", "balance", "sprint", "challenge", "quarter_1", "quarter_2", "quarter_3", "quarter_4")


@pytest.fixture
def goal(workshop) -> Goal:
    return workshop.goals.get(key="G1")


@pytest.fixture
def correct(workshop, goal):
    """Sends the figures of the page with what is changed, as a phone does."""

    def sent(client, **changes):
        stand = {name: str(value) for name in FIGURES if (value := getattr(goal, name)) is not None}
        data = stand | {"version": goal.version, "reason": WRONG} | changes
        return client.post(f"/w/{workshop.public_id}/goals/{goal.pk}/figures/", data)

    return sent


def everything(workshop) -> list:
    kept = [list(model.objects.order_by("pk").values()) for model in (Goal, GoalVersion, Correction)]
    return [*kept, list(workshop.agenda.values("kind", "revision")), list(workshop.parked_items.values())]


@pytest.mark.parametrize("step", ["show", "restate", "temperature"])
def test_r_gread_3_decision_maker_corrects_and_everything_says_what_it_was(workshop, sit, go_to, goal, correct, step):
    run, lead = go_to("goals", step), sit("p01")
    before, old = seq(workshop), goal.floor
    answer = correct(lead, floor=str(old + 1))
    goal.refresh_from_db()
    run.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, f"/w/{workshop.public_id}/")
    assert (goal.floor, goal.version, run.revision) == (old + 1, 2, 1)
    [one] = Correction.of(workshop)
    assert (one.version.number, one.version.reason, one.version.by) == (2, WRONG, lead.seat.person)
    assert list(one.version.changes.values_list("figure", "old", "new")) == [("floor", old, old + 1)]
    entry = workshop.entries.get(rule="R-GREAD-3")
    assert (entry.act, entry.seat, entry.subject, entry.reason) == ("corrected a goal", lead.seat, "G1 2", WRONG)
    touched = Change.objects.filter(room=workshop.room, seq__gt=before).values_list("kind", "ref")
    assert list(touched) == [("step", "")]


def test_screens_show_what_the_figure_was(workshop, sit, go_to, goal, correct, hanna):
    go_to("goals", "show")
    lead, phone = sit("p01"), sit("p03")
    before = seq(workshop)
    correct(lead, floor=str(goal.floor + 1))
    audience = {name: Audience(name, "", "en") for name in ("projector", "phone")}
    pushed = {
        name: feed.since(workshop.room.pk, one, before, str(workshop.room.epoch)).html for name, one in audience.items()
    }
    was = f"{goal.floor:f}".rstrip("0").rstrip(".")
    assert f'<tspan class="goal-was">{was}</tspan> corrected' in pushed["projector"]
    assert pushed["phone"].endswith('<div data-poke="mine"></div>')
    struck = f'<s class="figure-was"><span class="vh">before:</span> {was}</s>'
    mine = [client.get(f"/w/{workshop.public_id}/mine/").content.decode().count(struck) for client in (phone, lead)]
    assert mine == [1, 1]
    console = hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    assert 'data-correction="G1 2"' in console
    assert WRONG in console
    [row] = [row for row in report.reasons(workshop) if row["what"] == "Corrected"]
    assert (f"floor {was} → " in row["about"], row["why"], row["who"]) == (True, WRONG, lead.seat.person.name)


@pytest.mark.parametrize(("state", "status", "version"), [("live", 409, 1), ("prepared", 302, 2), ("closing", 302, 2)])
def test_r_gread_3_desk_leaves_a_goal_alone_while_a_room_reads_it(workshop, hanna, goal, state, status, version):
    """Before and after the day it is taken back there, as a new version with its reason."""
    workshop.state = state
    workshop.save()
    Membership.objects.create(user=workshop.facilitator, organisation=workshop.organisation, role="admin")
    answer = hanna.post(f"/o/{goal.organisation_id}/goals/{goal.pk}/reopen/", {"reason": WRONG})
    goal.refresh_from_db()
    assert (answer.status_code, goal.version, f"“{workshop}” reads this goal today." in answer.content.decode()) == (
        status,
        version,
        status == 409,
    )


def test_statement_workbook_and_differences_say_what_the_figure_was(transactional_db, example):
    """R-GREAD-3: in the hash, beside the goal, and with its reason in the next version."""
    day = days.held(example)
    goal, lead, was = day.goals.get(key="G1"), day.seats.get(person__key="p01"), "46 → 47"
    first = versions.newest(day)
    correcting.correct(day, lead, goal.pk, 1, {"floor": Decimal(47)}, WRONG)
    second = versions.fix(day, why=versions.said_why(day))
    [row] = second.parsed["goals"][0]["corrected"]
    assert ("corrected" in first.parsed["goals"][0], row["figures"], row["why"], row["by"]) == (
        False,
        [{"figure": "floor", "old": "46", "new": "47"}],
        WRONG,
        lead.name,
    )
    [told] = [one for one in second.parsed["changes"] if one["ref"] == "G1"]
    assert (told["field_key"], told["old"], told["new"], told["why"]) == ("floor", "46", "47", WRONG)
    page = " ".join(html.fromstring(second.html("en")).text_content().split())
    assert f"Corrected on the day: floor {was} · {WRONG} · {lead.name}" in page
    sheet = cells(papers["plan"].make(day, "en", "xlsx")[0])["Goals"]
    assert [bool(line[9]) for line in sheet] == [True, True, False, False, False]
    assert sheet[1][9] == f"floor {was} · {WRONG} · {lead.name}"


def test_decision_log_of_the_afternoon_still_tells_it(workshop, sit, go_to, goal, correct, hanna):
    go_to("goals", "show")
    correct(sit("p01"), floor=str(goal.floor + 1))
    for stage, step in (("actions", "draft"), ("town", "ask")):
        go_to(stage, step)
        assert 'data-correction="G1 2"' in hanna.get(f"/w/{workshop.public_id}/run/").content.decode()


def test_what_stands_on_the_goals_is_to_be_looked_at_again(transactional_db, example):
    """R-GEN-5: as when the stage is reopened; nothing is deleted."""
    day = days.held(example)
    actions = day.actions.count()
    day.agenda.get(kind="goals").revise()
    marked = day.stale.standing().filter(because="goals")
    assert (actions > 0, marked.filter(kind=STALE).count(), day.actions.count()) == (True, actions, actions)


@pytest.mark.parametrize("who", ["p03", "p10"])
def test_r_gread_3_nobody_else_corrects_or_sees_the_page(workshop, sit, go_to, goal, correct, who):
    go_to("goals", "show")
    phone, before = sit(who), everything(workshop)
    looked = phone.get(f"/w/{workshop.public_id}/goals/{goal.pk}/figures/")
    refused = correct(phone, floor=str(goal.floor + 1))
    assert [(one.status_code, one["X-Rule"]) for one in (looked, refused)] == [(403, "R-GREAD-3")] * 2
    assert everything(workshop) == before
    assert b"/figures/" not in phone.get(f"/w/{workshop.public_id}/mine/").content


def test_stand_in_corrects_and_the_record_names_them(workshop, sit, go_to, goal, correct):
    go_to("goals", "show")
    deputy = sit("p03")
    Seat.objects.filter(pk=deputy.seat.pk).update(stands_in_for=workshop.seats.get(person__key="p01"))
    assert correct(deputy, floor=str(goal.floor + 1)).status_code == 302
    assert Correction.objects.get().version.by == deputy.seat.person


def test_seat_without_a_person_corrects_nothing(workshop, sit, go_to, goal, correct):
    go_to("goals", "show")
    lead, before = sit("p01"), everything(workshop)
    Seat.objects.filter(pk=lead.seat.pk).update(person=None, name="Somebody")
    refused = correct(lead, floor=str(goal.floor + 1))
    assert (refused.status_code, refused["X-Rule"], everything(workshop)) == (403, "R-GREAD-3", before)


@pytest.mark.parametrize(("stage", "step"), [("stakes", "ideas"), ("swot", "write")])
def test_outside_the_read_in_the_way_is_to_reopen_it(workshop, sit, go_to, goal, correct, stage, step):
    go_to(stage, step)
    before, refused = everything(workshop), correct(sit("p01"), floor=str(goal.floor + 1))
    assert (refused.status_code, refused["X-Rule"], everything(workshop)) == (409, "R-GREAD-3", before)
    assert "Ask to reopen that stage." in refused.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Every figure is as it was. Change the one that is wrong."),
        ({"floor": "a lot"}, "Enter a number."),
        ({"floor": "200"}, "R-GOAL-1"),
        ({"quarter_4": "24"}, "R-GOAL-5"),
        ({"floor": "", "balance": "51"}, "This field is required."),
        ({"floor": "47", "reason": ""}, "This field is required."),
    ],
)
def test_what_is_not_right_yet_keeps_what_was_typed(workshop, sit, go_to, correct, changes, said):
    go_to("goals", "show")
    lead, before = sit("p01"), everything(workshop)
    answer = correct(lead, **changes)
    page = answer.content.decode()
    assert (answer.status_code, said in page, everything(workshop)) == (422, True, before)
    for name, typed in changes.items():
        assert not typed or f'value="{typed}"' in page, name


def test_two_who_correct_at_once_make_one_version(workshop, sit, go_to, goal, correct):
    go_to("goals", "show")
    lead = sit("p01")
    assert correct(lead, floor=str(goal.floor + 1)).status_code == 302
    before = everything(workshop)
    late = correct(lead, floor=str(goal.floor + 2))
    assert (late.status_code, late["X-Rule"], everything(workshop)) == (409, "R-GREAD-3", before)


def test_repeated_key_is_one_correction(workshop, sit, go_to, goal, correct):
    go_to("goals", "show")
    lead = sit("p01")
    for _time in range(2):
        assert correct(lead, floor=str(goal.floor + 1), key="a" * 32).status_code == 302
    assert (Correction.objects.count(), workshop.agenda.get(kind="goals").revision) == (1, 1)


def test_r_goal_8_wish_to_change_a_goal_of_a_signed_contract_is_parked(workshop, sit, go_to, goal, correct):
    go_to("goals", "show")
    Goal.objects.filter(pk=goal.pk).update(held_by="C-2026-4")
    lead = sit("p01")
    assert (
        "The signed contract C-2026-4 holds this goal."
        in lead.get(f"/w/{workshop.public_id}/goals/{goal.pk}/figures/").content.decode()
    )
    answer = correct(lead, floor=str(goal.floor + 1))
    item, was = workshop.parked_items.get(), f"{goal.floor:f}".rstrip("0").rstrip(".")
    assert (answer.status_code, item.text in answer.content.decode()) == (202, True)
    assert (item.raised_by, f"floor {was} → " in item.text, item.text.endswith(WRONG)) == (lead.seat, True, True)
    goal.refresh_from_db()
    assert (f"{goal.floor:f}".rstrip("0").rstrip("."), goal.version, Correction.objects.count()) == (was, 1, 0)
    assert workshop.agenda.get(kind="goals").revision == 0


def test_corrections_go_out_and_come_back(workshop, example, sit, go_to, goal, correct):
    go_to("goals", "show")
    old = goal.floor
    correct(sit("p01"), floor=str(old + 1))
    written = GoalsPart().dump(workshop, Book(workshop))
    [row] = written["goal_readin"]["corrections"]
    assert (row["goal"], row["version"], row["by"], row["reason"]) == ("G1", 2, "p01", WRONG)
    assert row["figures"] == {"floor": [float(old), float(old + 1)]}
    again = exchange.import_plan(exchange.export_workshop(workshop), None, None)
    GoalsPart().load(again, written, Book(again))
    assert GoalsPart().dump(again, Book(again)) == written
    copy = again.goals.get(key="G1")
    assert (copy.pk == goal.pk, copy.floor, copy.version) == (False, old + Decimal(1), 2)


def test_figure_that_no_goal_has_is_no_workshop_file(workshop):
    row = {
        "goal": "G1",
        "version": 2,
        "reason": WRONG,
        "by": None,
        "at": "2026-01-16T02:00:00Z",
        "figures": {"wage": [1, 2]},
    }
    with pytest.raises(NotAWorkshopFile):
        GoalsPart().load(workshop, {"goal_readin": {"corrections": [row]}}, Book(workshop))
