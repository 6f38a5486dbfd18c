"""Steps 4 and 4b: five classes, reasons, what waits, and the reward sheet; R-OS-7, R-OS-10, R-OS-12."""

import pytest

from live.models import Change
from openspace.models import Opinion, Space
from openspace.models.opinion import LATE, NO_TIME
from openspace.results import points, to_do_list
from tests.workshops import days
from tests.workshops.conftest import led
from workshops.models import Note, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """The example as it was held: forty ideas, all classified."""
    return led(days.held(example))


@pytest.fixture
def home(workshop, step):
    return step("home")


def idea(workshop, text) -> Opinion:
    return Opinion.objects.get(workshop=workshop, text=text)


def clocks_told_by(workshop, act) -> tuple[int, bool]:
    """How it was answered, and whether every screen is told the time anew: the minutes hang on the ideas."""
    before = Change.objects.filter(room=workshop.room, kind="step").count()
    answered = act().status_code
    return answered, Change.objects.filter(room=workshop.room, kind="step").count() > before


def forget(*ideas: Opinion) -> None:
    Opinion.objects.filter(pk__in=[one.pk for one in ideas]).update(kind="", why="", effect=None, ease=None)


def classify(phone, opinion, **data):
    return phone.post(f"/w/{opinion.workshop.public_id}/opinions/{opinion.pk}/class/", data)


def merge(phone, opinion, **data):
    return phone.post(f"/w/{opinion.workshop.public_id}/opinions/{opinion.pk}/merging/", data)


def refusal(response) -> tuple[int, str]:
    return response.status_code, response.get("X-Rule", "")


def said(opinion) -> tuple:
    opinion.refresh_from_db()
    return opinion.kind, opinion.effect, opinion.ease, opinion.why


# ---- a class -------------------------------------------------------------------------------------------------


def test_r_os_7_host_enters_what_the_home_group_agreed_on(workshop, home, sit):
    first = idea(workshop, "Buy a new compressor")
    forget(first)
    host = sit("p26")
    assert classify(host, first, kind="testable", effect="3", ease="2").status_code == 200
    assert (*said(first), first.classified_by) == ("testable", 3, 2, "", host.seat)


def test_r_os_7_only_the_host_of_the_home_group_classifies(workshop, home, sit, client, hanna):
    first = idea(workshop, "Buy a new compressor")
    forget(first)
    for key in ("p06", "p15", "p07"):
        assert refusal(classify(sit(key), first, kind="thinkable")) == (403, "R-OS-7")
    assert classify(client, first, kind="thinkable").status_code == 403
    assert classify(hanna, first, kind="thinkable").status_code == 403
    assert said(first)[0] == ""


@pytest.mark.parametrize("kind", ["pending", "not_considered"])
def test_r_os_7_what_waits_or_is_left_needs_a_reason(workshop, home, sit, kind):
    first = idea(workshop, "Buy a new compressor")
    forget(first)
    host = sit("p26")
    assert refusal(classify(host, first, kind=kind)) == (422, "R-OS-7")
    assert said(first)[0] == ""
    assert classify(host, first, kind=kind, why="Replaced in 2024").status_code == 200
    assert said(first) == (kind, None, None, "Replaced in 2024")


@pytest.mark.parametrize("kind", ["feasible", "testable"])
def test_r_os_7_what_is_done_needs_effect_and_ease(workshop, home, sit, kind):
    first = idea(workshop, "Buy a new compressor")
    forget(first)
    host = sit("p26")
    assert refusal(classify(host, first, kind=kind, effect="3")) == (422, "R-OS-7")
    assert classify(host, first, kind=kind, effect="6", ease="1").status_code == 422
    assert said(first)[0] == ""
    assert classify(host, first, kind=kind, effect="0", ease="5").status_code == 200


def test_no_sixth_class(workshop, home, sit):
    first = idea(workshop, "Buy a new compressor")
    assert classify(sit("p26"), first, kind="brilliant").status_code == 422
    assert said(first)[0] == "not_considered"


def test_nothing_is_classified_while_people_walk(workshop, sit, step):
    step("walk")
    first = idea(workshop, "Buy a new compressor")
    forget(first)
    assert refusal(classify(sit("p26"), first, kind="thinkable")) == (409, "R-GEN-2")


def test_r_os_7_stops_while_an_idea_has_no_class(workshop, home, hanna, asked, next_step):
    assert "R-OS-7" not in [rule for rule, _level in asked()]
    forget(idea(workshop, "Buy a new compressor"), idea(workshop, "Barcode on every pattern"))
    assert ("R-OS-7", "H") in asked()
    assert refusal(next_step()) == (409, "R-OS-7")
    assert hanna.post(f"/w/{workshop.public_id}/run/opinions/pending/").status_code == 302
    assert said(idea(workshop, "Buy a new compressor")) == ("pending", None, None, NO_TIME)
    assert said(idea(workshop, "Ask the power supplier for the 15-minute load curve"))[0] == "feasible"
    assert next_step().status_code == 302


def test_phone_sets_nothing_pending_in_bulk(workshop, home, sit):
    forget(idea(workshop, "Buy a new compressor"))
    assert sit("p26").post(f"/w/{workshop.public_id}/run/opinions/pending/").status_code == 302
    assert said(idea(workshop, "Buy a new compressor"))[0] == ""


# ---- the same twice ------------------------------------------------------------------------------------------


def test_r_os_7_duplicate_takes_the_class_of_the_first_and_earns_nothing(workshop, home, sit):
    host, first = sit("p26"), idea(workshop, "Read all main meters at 22:00 and 6:00 for ten days")
    second = idea(workshop, "Ask the power supplier for the 15-minute load curve")
    assert points(workshop)[second.pk] == 3
    assert clocks_told_by(workshop, lambda: merge(host, second, first=first.pk)) == (200, True)
    assert said(second)[0] == "feasible"
    assert second.pk not in points(workshop)
    assert clocks_told_by(workshop, lambda: classify(host, first, kind="thinkable")) == (200, False)
    assert said(second)[0] == "thinkable"
    assert merge(host, second).status_code == 200
    second.refresh_from_db()
    assert (second.kind, second.state, second.merged_into) == ("", "wall", None)


def test_duplicate_goes_into_an_earlier_idea_of_its_own_sheet(workshop, home, sit):
    host, first = sit("p26"), idea(workshop, "Buy a new compressor")
    elsewhere, later = idea(workshop, "Barcode on every pattern"), idea(workshop, "请大学做能源诊断")
    for other in (elsewhere, later):
        assert refusal(merge(host, first, first=other.pk)) == (409, "R-OS-5")
    assert refusal(merge(sit("p06"), later, first=first.pk)) == (403, "R-OS-7")


# ---- late ----------------------------------------------------------------------------------------------------


def test_r_os_7_late_idea_of_the_walk_joins_while_home_groups_work(workshop, sit, step):
    step("walk")
    topic = workshop.topics.get(corner="A")
    step("home")
    form = {"text": "On its way", "wall": topic.wall.pk, "step": "openspace.walk.0"}
    writer = sit("p22")
    told = clocks_told_by(workshop, lambda: writer.post(f"/w/{workshop.public_id}/opinions/", form))
    assert told == (201, True)
    assert said(idea(workshop, "On its way"))[0] == ""


def test_r_os_7_idea_added_after_home_is_pending_and_earns_nothing(workshop, sit, step, hanna):
    step("award")
    topic = workshop.topics.get(corner="A")
    form = {"text": "Too late", "wall": topic.wall.pk, "step": "openspace.walk.0"}
    assert sit("p22").post(f"/w/{workshop.public_id}/opinions/", form).status_code == 202
    hanna.post(f"/w/{workshop.public_id}/notes/{Note.objects.get(text='Too late').pk}/admission/")
    late = idea(workshop, "Too late")
    assert (late.kind, late.why) == ("pending", LATE)
    assert late.pk not in points(workshop)


# ---- thanks --------------------------------------------------------------------------------------------------


def test_r_os_12_wall_shows_groups_in_their_order_with_their_sums(workshop, step, hanna, example):
    step("award")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    sums = [str(paid) for paid in example["expected_rewards"]["paid"].values()]
    places = [wall.index(f"</small> {paid}</p>") for paid in sums]
    assert places == sorted(places)
    assert "CNY 2,000" in wall
    people = workshop.seats.writers()
    assert [seat.name for seat in people if seat.name in wall] == []


def test_award_without_budget_thanks_and_pays_nobody(workshop, step, hanna):
    Space.objects.filter(workshop=workshop).update(budget=0)
    step("award")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert ("Thanks only" in wall, "award__sum" in wall, "40 ideas" in wall) == (True, False, True)


def test_r_os_10_hidden_and_withdrawn_ideas_earn_nothing(workshop, home, hanna):
    first = idea(workshop, "Ask the power supplier for the 15-minute load curve")
    assert points(workshop)[first.pk] == 3
    reason = {"reason": "Names a colleague in passing"}
    hanna.post(f"/w/{workshop.public_id}/notes/{first.pk}/hiding/", reason)
    assert first.pk not in points(workshop)


def test_event_ends_with_the_award_and_closes(workshop, step, hanna, next_step):
    step("award")
    assert next_step().status_code == 302
    assert Workshop.objects.get(pk=workshop.pk).state == "closing"
    for path in ("wall/", "run/", "papers/", "plan/"):
        assert hanna.get(f"/w/{workshop.public_id}/{path}").status_code == 200
    hanna.post(f"/w/{workshop.public_id}/run/closure/")
    assert Workshop.objects.get(pk=workshop.pk).state == "closed"


def test_minutes_of_home_follow_the_ideas(workshop, home):
    assert [minutes for _step, minutes in home.plan] == [15, 35, 40, 57, 10]
    home.minutes = 140
    assert [minutes for _step, minutes in home.plan] == [15, 35, 50, 57, 10]
    Opinion.objects.filter(workshop=workshop).delete()
    assert home.open_step.minutes_of(home) == 30


def test_r_os_16_to_do_list_follows_class_then_effect_and_ease_then_time(workshop, home, sit):
    order = [one.text for one in to_do_list(workshop)]
    first = "Ask the power supplier for the 15-minute load curve"
    assert (order[0], len(order)) == (first, 27)
    classify(sit("p26"), idea(workshop, first), kind="testable", effect="5", ease="5")
    moved = [one.text for one in to_do_list(workshop)]
    feasible = Opinion.objects.filter(workshop=workshop, kind="feasible", merged_into=None).count()
    assert moved.index(first) == feasible
    classify(sit("p26"), idea(workshop, first), kind="thinkable")
    assert first not in [one.text for one in to_do_list(workshop)]
