"""Breaks on the plan: added, moved, held at a fixed time; time to spare makes up for a late start."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops.models import Workshop
from workshops.timetable import Timetable

pytestmark = pytest.mark.django_db(transaction=True)


def breaks(workshop) -> dict[str, int]:
    return dict(workshop.rests.values_list("after", "minutes"))


def rests(page) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath("//li[@data-rest]//*[contains(@class,'pill')]")]


def post(client, workshop, path: str, **data) -> int:
    return client.post(f"/w/{workshop.public_id}/plan/{path}/", data).status_code


def test_break_moves_to_another_stage_and_one_is_added(workshop, hanna):
    before = breaks(workshop)
    assert post(hanna, workshop, "stages/vision/rest/place", after="stakes") == 302
    assert breaks(workshop) == {"stakes": before["vision"]} | {k: v for k, v in before.items() if k != "vision"}
    assert post(hanna, workshop, "rests", after="goals") == 302
    assert breaks(workshop)["goals"] == 10


def test_break_moves_nowhere_where_none_can_stand(workshop, hanna, go_to):
    before = breaks(workshop)
    assert post(hanna, workshop, "stages/vision/rest/place", after="swot") == 409
    assert post(hanna, workshop, "stages/vision/rest/place", after="close") == 409
    assert post(hanna, workshop, "stages/goals/rest/place", after="town") == 409
    go_to("strategy", "silent")
    assert post(hanna, workshop, "stages/strategy/rest/place", after="vision") == 409
    assert post(hanna, workshop, "rests", after="goals") == 409
    assert breaks(workshop) == before


def test_break_at_a_fixed_time_leaves_time_to_spare_or_comes_late(workshop, hanna):
    planned = next(slot for slot in Timetable.of(workshop).slots if slot.run is None and slot.minutes == 60)
    later = planned.at + timedelta(minutes=11)
    assert post(hanna, workshop, "stages/swot/rest/time", fixed_at=f"{later:%H:%M}") == 302
    table = Timetable.of(Workshop.objects.get(pk=workshop.pk))
    lunch = next(slot for slot in table.slots if slot.run is None and slot.minutes == 60)
    assert (lunch.at, lunch.spare, lunch.late) == (later, 11, 0)
    post(hanna, workshop, "stages/swot/rest/time", fixed_at=f"{planned.at - timedelta(minutes=4):%H:%M}")
    table = Timetable.of(Workshop.objects.get(pk=workshop.pk))
    lunch = next(slot for slot in table.slots if slot.run is None and slot.minutes == 60)
    assert (lunch.at, lunch.spare, lunch.late) == (planned.at, 0, 4)
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/plan/").content.decode())
    assert rests(page) == [f"{planned.at - timedelta(minutes=4):%H:%M}", "4 min too late"]


def test_minutes_to_spare_before_a_break_make_up_for_a_late_start(workshop, hanna, go_to):
    go_to("goals", "show")
    lunch = next(slot for slot in Timetable.of(workshop).slots if slot.run is None and slot.minutes == 60)
    workshop.rests.filter(after="swot").update(fixed_at=(lunch.at + timedelta(minutes=6)).time())
    table = Timetable.of(Workshop.objects.get(pk=workshop.pk))
    opened = table.slot_of(table.current).run
    opened.opened_at = table.slot_of(table.current).at + timedelta(minutes=10)
    late = {slot.run.kind: by for slot, by in table.delayed(table.coming) if slot.run}
    assert (late["swot"], late["strategy"]) == (timedelta(minutes=10), timedelta(minutes=4))
    opened.opened_at = table.slot_of(table.current).at - timedelta(minutes=10)
    early = {slot.run.kind: by for slot, by in table.delayed(table.coming) if slot.run}
    assert (early["swot"], early["strategy"]) == (timedelta(minutes=-10), timedelta())


@pytest.fixture
def on_break(workshop, go_to, hanna):
    """Everybody has come, and a break of ten minutes is held since five."""
    workshop.rests.create(after="checkin", minutes=10)
    run = go_to("checkin", "arrive")
    hanna.post(f"/w/{workshop.public_id}/run/pause/")
    began = timezone.now() - timedelta(minutes=5)
    opened = began - timedelta(minutes=run.minutes)
    workshop.agenda.filter(pk=run.pk).update(paused_at=began, opened_at=opened, step_opened_at=opened)
    return began


def test_break_is_told_before_next_and_says_on_every_screen_when_it_ends(workshop, hanna, on_break):
    back = on_break + timedelta(minutes=10)
    at = f"{back.astimezone(workshop.organisation.zone):%H:%M}"
    console, wall = (hanna.get(f"/w/{workshop.public_id}/{page}/").content.decode() for page in ("run/panel", "wall"))
    assert (f"Break until {at}" in console, f"Back at <b>{at}</b>" in wall) == (True, True)
    assert "disabled" not in console
    hanna.post(f"/w/{workshop.public_id}/run/resumption/")
    console = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert "Break first, 10 min." in console


def test_break_that_is_due_stands_beside_next(workshop, hanna, go_to):
    """The red button alone would skip it unseen."""
    go_to("vision", "name")
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/").content)
    beside = page.xpath("//form[@id='next']//button[@form='pause']")
    assert [" ".join(one.text_content().split()) for one in beside] == ["Break, 15 min"]
    assert len(page.xpath("//form[@id='pause'][contains(@action, '/run/pause/')]")) == 1


def test_break_that_the_plan_knows_makes_nobody_late(workshop, on_break):
    workshop = Workshop.objects.get(pk=workshop.pk)
    assert Timetable.of(workshop).behind == 0
    overdue = on_break + timedelta(minutes=17)
    assert Timetable.of(workshop, overdue).behind == 7


def test_next_leads_out_of_a_break_and_out_of_no_other_pause(workshop, on_break, next_step, hanna):
    next_step()
    assert Workshop.objects.get(pk=workshop.pk).position == "contract.welcome.0"
    hanna.post(f"/w/{workshop.public_id}/run/pause/")
    assert next_step()["X-Rule"] == "R-GEN-1"
