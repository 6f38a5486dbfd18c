"""The plan of a day: R-DAY-1, -2, -3, R-ROLE-4, its opening and breaks, and what is left out when it is late."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops import stages
from workshops.day_rules import day_advice
from workshops.models import Workshop
from workshops.timetable import Timetable

pytestmark = pytest.mark.django_db(transaction=True)


def post(client, workshop, address, **data):
    return client.post(f"/w/{workshop.public_id}/{address}", data)


def fresh(workshop) -> Workshop:
    return Workshop.objects.get(pk=workshop.pk)


def advice(workshop) -> list[str]:
    return [finding.rule for finding in day_advice(fresh(workshop))]


def kinds(workshop) -> list[str]:
    return list(workshop.agenda.order_by("order").values_list("kind", flat=True))


def test_example_day_has_no_advice(workshop):
    assert advice(workshop) == []


def test_r_day_1_movement_one_is_cut(workshop, hanna):
    post(hanna, workshop, "run/stages/stakes/skip/", reason="Out of time")
    assert advice(workshop) == []
    post(hanna, workshop, "plan/stages/vision/minutes/", minutes=50)
    assert advice(workshop) == ["R-DAY-1"]
    post(hanna, workshop, "run/stages/vision/skip/", reason="Out of time")
    assert "R-DAY-1" in advice(workshop)


def test_r_day_2_day_ends_after_six(workshop, hanna):
    post(hanna, workshop, "plan/day/", opening="09:30", second_day_from="strategy")
    assert (fresh(workshop).opening, advice(workshop)) == (time(9, 30), ["R-DAY-2"])
    later = (workshop.first_day + timedelta(days=1)).isoformat()
    post(hanna, workshop, "plan/day/", opening="09:30", second_day=later, second_day_from="strategy")
    assert advice(workshop) == []


def test_r_day_2_long_stretch_offers_a_break(workshop, hanna):
    post(hanna, workshop, "plan/stages/vision/rest/", minutes=0)
    (finding,) = [one for one in day_advice(fresh(workshop)) if one.about != "end"]
    assert (finding.rule, finding.about) == ("R-DAY-2", "stakes")
    hanna.post(finding.fixes[0].url, finding.fixes[0].fields)
    assert (fresh(workshop).rests.get(after="vision").minutes, advice(workshop)) == (10, [])


def test_r_day_2_fewer_than_two_breaks(workshop, hanna):
    for kind in ("vision", "strategy", "consensus"):
        post(hanna, workshop, f"plan/stages/{kind}/rest/", minutes=0)
    assert "Fewer than two breaks." in [finding.what for finding in day_advice(fresh(workshop))]


def test_r_role_4_facilitator_should_not_decide(workshop):
    lead = workshop.decision_makers().get().person
    membership = workshop.facilitator.memberships.get()
    assert advice(workshop) == []
    membership.person = lead
    membership.save()
    assert advice(workshop) == ["R-ROLE-4"]


@pytest.mark.parametrize("variant", list(stages.VARIANTS))
def test_r_day_3_variants_are_lists_of_stages(variant):
    listed = stages.variant(variant)
    assert {"checkin", "goals", "consensus", "close"} <= set(listed)
    assert set(listed) <= set(stages.registry)
    assert (listed.index("signing") < listed.index("town")) == (variant == "commit_first") if "town" in listed else True


def test_r_day_3_stage_is_added_in_its_place(workshop, hanna):
    workshop.agenda.filter(kind__in=["swot", "stakes"]).delete()
    assert fresh(workshop).addable == ["stakes", "swot"]
    post(hanna, workshop, "run/stages/swot/adding/")
    assert kinds(workshop)[4:7] == ["goals", "swot", "strategy"]
    assert workshop.agenda.get(kind="swot").minutes == 65


def test_r_day_3_stage_is_not_added_after_its_turn(workshop, hanna, go_to):
    workshop.agenda.filter(kind="swot").delete()
    go_to("strategy", "silent")
    refused = post(hanna, workshop, "run/stages/swot/adding/")
    assert (refused.status_code, refused["X-Rule"], "swot" in kinds(workshop)) == (409, "R-DAY-3", False)


def test_minutes_follow_the_roster_until_a_stage_begins(workshop, hanna, go_to):
    go_to("contract", "welcome")
    pair = [workshop.groups.create(letter=letter, colour=colour) for letter, colour in (("A", "red"), ("B", "blue"))]
    workshop.seats.writers().update(group=pair[0])
    workshop.agenda.filter(kind="contract").update(minutes=33)
    post(hanna, workshop, "plan/minutes/")
    planned = dict(workshop.agenda.values_list("kind", "minutes"))
    expected = {"contract": 33, "grouping": 5, "vision": 70, "strategy": 85, "town": 45, "signing": 21, "close": 11}
    assert {kind: planned[kind] for kind in expected} == expected


# ---- late --------------------------------------------------------------------------------------------------------


@pytest.fixture
def late(workshop, go_to):
    """The room is in the goals and 18 minutes behind."""
    run = go_to("goals", "restate")
    planned = Timetable.of(fresh(workshop)).slot_of(run).at
    first = workshop.agenda.get(kind="checkin")
    first.opened_at = timezone.now() - timedelta(minutes=18) - (planned - Timetable.of(fresh(workshop)).slots[0].at)
    first.save()
    return run


def test_room_is_late_by_what_the_open_step_takes_longer(workshop, go_to):
    """Plan and clock beside the line to say and the line of the day agree, in the step and in the next."""
    run = go_to("swot", "write")
    first = workshop.agenda.get(kind="checkin")
    table = Timetable.of(fresh(workshop))
    first.opened_at = run.opened_at - (table.slot_of(run).at - table.slots[0].at)
    first.save()
    over = run.opened_at + timedelta(minutes=run.step_minutes + 6)
    assert Timetable.of(fresh(workshop), over).behind == 6
    run.extra_seconds = 600
    run.save()
    assert Timetable.of(fresh(workshop), over).behind == 10
    run.step, run.extra_seconds, run.step_opened_at = "evidence", 0, over
    run.save()
    assert Timetable.of(fresh(workshop), over).behind == 6


def test_drift_plan_offers_short_forms_and_never_a_signature(workshop, late, hanna):
    page = hanna.get(f"/w/{workshop.public_id}/run/drift/").content.decode()
    offered = [kind for kind in stages.SHORT_FORMS if f'name="short" value="{kind}"' in page]
    assert offered == ["goals", "swot", "consensus", "town"]
    assert ("18 minutes behind the plan" in page, "The day is on time" in page) == (True, False)


def test_drift_plan_says_that_the_day_is_on_time(workshop, go_to, hanna):
    go_to("checkin", "arrive")
    assert "The day is on time" in hanna.get(f"/w/{workshop.public_id}/run/drift/").content.decode()


def test_drift_plan_says_when_the_open_stage_began_and_by_how_much_it_is_early(workshop, late, hanna):
    first = workshop.agenda.get(kind="checkin")
    first.opened_at += timedelta(minutes=138)
    first.save()
    late.refresh_from_db()
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/drift/").content)
    [headline] = page.xpath("//h1/text()")
    assert headline == "120 minutes ahead of the plan"
    [start] = page.xpath("//form[@id='drift']//tbody/tr[1]/td[3]/b/text()")
    assert start == f"{late.opened_at.astimezone(workshop.organisation.zone):%H:%M}"
    panel = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
    assert [one.text_content() for one in panel.xpath("//*[contains(@class, 'band__drift')]")] == ["120 min ahead"]
    [advice] = panel.xpath("//*[@class='say__ahead']")
    assert advice.text_content() == f"Ahead? {late.open_step.line.ahead('en')}"


def test_console_tells_what_a_group_does_that_is_ahead(workshop, go_to, hanna):
    go_to("vision", "draw")
    panel = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
    [said] = panel.xpath("//p[@class='say__ahead']")
    assert said.text_content() == "Ahead? Who is not in the picture yet? Draw them in."


def test_drift_plan_is_used_with_one_reason_for_all(workshop, late, hanna):
    before = Timetable.of(fresh(workshop))
    answer = post(hanna, workshop, "run/drift/use/", short=["swot", "town"], reason="Out of time")
    assert answer.headers["Location"] == f"/w/{workshop.public_id}/run/"
    short = workshop.agenda.filter(is_short=True)
    assert list(short.values_list("kind", "overrides__reason")) == [("swot", "Out of time"), ("town", "Out of time")]
    saved = timedelta(minutes=sum(run.saved_minutes for run in short))
    after = Timetable.of(fresh(workshop))
    assert (after.until, after.ends()) == (before.until, before.ends() - saved)


def test_room_catches_up_by_a_short_form_and_is_late_again_without_it(workshop, late, hanna):
    place = f"/w/{workshop.public_id}/run/drift/"
    post(hanna, workshop, "run/drift/use/", short="goals", reason="Out of time")
    saved = workshop.agenda.get(kind="goals").saved_minutes
    assert (saved, Timetable.of(fresh(workshop)).behind) == (5, 13)
    page = html.fromstring(hanna.get(place).content)
    [again] = page.xpath("//button[@form='long-goals']")
    [form] = page.xpath("//form[@id='long-goals']")
    before = fresh(workshop).room.seq
    answer = hanna.post(form.get("action"), {"long": "1"}, headers={"referer": f"http://testserver{place}"})
    assert (again.text_content(), answer.headers["Location"]) == ("All its steps again", place)
    assert Timetable.of(fresh(workshop)).behind == 18
    touched = workshop.room.changes.filter(seq__gt=before).values_list("kind", flat=True)
    assert sorted(touched) == ["agenda", "step"], "phones count the minutes of the open step"


def test_short_form_of_the_plan_makes_the_plan_shorter(workshop, hanna):
    before = Timetable.of(workshop).until
    hanna.post(f"/w/{workshop.public_id}/run/stages/swot/shortness/", {"reason": "Out of time"})
    saved = workshop.agenda.get(kind="swot").saved_minutes
    assert Timetable.of(fresh(workshop)).until == before - timedelta(minutes=saved)


def told(workshop) -> list[str]:
    """The times that the room was told, as the plan shows them for what is still to come."""
    return [f"{slot.at:%H:%M}" for slot in Timetable.of(fresh(workshop)).slots]


def test_minutes_changed_during_the_day_make_the_room_less_late_and_leave_its_times(workshop, late, hanna):
    before, times = Timetable.of(fresh(workshop)), told(workshop)
    planned = workshop.agenda.get(kind="goals").minutes
    post(hanna, workshop, "plan/stages/goals/minutes/", minutes=planned - 6)
    post(hanna, workshop, "plan/stages/town/minutes/", minutes=35)
    after = Timetable.of(fresh(workshop))
    saved = timedelta(minutes=6 + workshop.agenda.get(kind="town").told_minutes - 35)
    assert (told(workshop), after.behind) == (times, 12)
    assert (after.until, after.ends()) == (before.until, before.ends() - saved)
    post(hanna, workshop, "plan/stages/goals/minutes/", minutes=planned + 4)
    assert (told(workshop), Timetable.of(fresh(workshop)).behind) == (times, 22)


def test_plan_shows_when_stages_begin_by_now_above_the_time_told(workshop, late, hanna):
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/plan/").content)
    zone, table = workshop.organisation.zone, Timetable.of(fresh(workshop))
    [swot] = [slot.at for slot in table.stages if slot.run.kind == "swot"]
    shown = {
        kind: page.xpath(f"//li[@id='stage-{kind}']/span[1]//text()[normalize-space()]") for kind in ("goals", "swot")
    }
    assert shown["goals"][0].strip() == f"{late.opened_at.astimezone(zone):%H:%M}"
    assert [text.strip() for text in shown["swot"]] == [f"{swot + timedelta(minutes=18):%H:%M}", f"{swot:%H:%M}"]


def test_stage_skipped_during_the_day_lets_the_room_catch_up_and_keeps_the_break(workshop, late, hanna, go_to):
    before, times = Timetable.of(fresh(workshop)), told(workshop)
    swot, lunch = before.slots[7], before.slots[8]
    assert (swot.run.kind, lunch.minutes) == ("swot", 60)
    hanna.post(f"/w/{workshop.public_id}/run/stages/swot/skip/", {"reason": "Out of time"})
    after = Timetable.of(fresh(workshop))
    assert told(workshop) == [time for place, time in enumerate(times) if place != 7]
    assert (after.slots[7].minutes, after.slots[7].spare, after.behind) == (60, swot.minutes, 18)
    assert (after.until, after.ends()) == (before.until, before.ends() - timedelta(minutes=swot.minutes))
    [empty] = [part for part in after.parts() if part["state"] == "out"]
    assert (empty["label"], empty["minutes"], after.total) == ("SWOT", swot.minutes, before.total)
    rest = go_to("goals", "temperature").rest
    assert (rest.after, rest.minutes) == ("swot", 60), "lunch is held though its stage is not"
    hanna.post(f"/w/{workshop.public_id}/run/stages/swot/place/")
    assert (told(workshop), Timetable.of(fresh(workshop)).ends()) == (times, before.ends())


def test_break_made_short_or_left_out_during_the_day_lets_the_room_catch_up(workshop, late, hanna):
    before = Timetable.of(fresh(workshop))
    post(hanna, workshop, "plan/stages/swot/rest/", minutes=45)
    post(hanna, workshop, "plan/stages/strategy/rest/", minutes=0)
    after = Timetable.of(fresh(workshop))
    assert (after.until, after.ends()) == (before.until, before.ends() - timedelta(minutes=25))
    assert [slot.at for slot in after.stages] == [slot.at for slot in before.stages]
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/plan/").content)
    assert page.xpath("//@data-rest") == ["vision", "swot", "consensus"]
    post(hanna, workshop, "plan/rests/", after="strategy")
    assert Timetable.of(fresh(workshop)).ends() == before.ends() - timedelta(minutes=15)


def test_stage_that_joins_during_the_day_makes_the_room_later(workshop, hanna, go_to):
    workshop.agenda.filter(kind="town").delete()
    go_to("goals", "restate")
    before = Timetable.of(fresh(workshop))
    hanna.post(f"/w/{workshop.public_id}/run/stages/town/adding/")
    after, minutes = Timetable.of(fresh(workshop)), workshop.agenda.get(kind="town").minutes
    assert (after.until, after.ends()) == (before.until, before.ends() + timedelta(minutes=minutes))


@pytest.mark.parametrize("hour", [9, 16, 21, 23])
def test_late_room_stays_late_past_midnight(workshop, go_to, hour):
    """Somebody tries the day in the evening: midnight is no night between two days, nor is lunch fixed for tomorrow."""
    began = datetime.combine(workshop.first_day, time(hour), workshop.organisation.zone)
    workshop.rests.filter(after="vision").update(fixed_at=time(8))
    run = go_to("checkin", "arrive")
    workshop.agenda.filter(pk=run.pk).update(opened_at=began, step_opened_at=began)
    table = Timetable.of(fresh(workshop), began + timedelta(minutes=run.minutes + 90))
    assert [slot.spare for slot in table.slots if slot.is_fixed] == [0]
    assert table.ends() == table.until + timedelta(minutes=90)


def test_drift_plan_shows_when_the_day_would_end_with_what_is_ticked(workshop, late, hanna):
    def ends(**ticked):
        page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/drift/", ticked).content)
        return [one.text_content() for one in page.xpath("//*[@class='drift__ends num']/span")]

    table = Timetable.of(fresh(workshop))
    saved = stages.SHORT_FORMS["town"].minutes(workshop.agenda.get(kind="town"))
    some, everything = ends(short=["town", "nothing"]), ends()
    assert some == [
        f"planned end {table.until:%H:%M}",
        f"leave it {table.ends():%H:%M}",
        f"with these {table.ends() - timedelta(minutes=saved):%H:%M}",
    ]
    assert everything[:2] == some[:2]
    assert everything[2].startswith("with all of these ")


def test_drift_plan_needs_a_choice_and_a_reason(workshop, late, hanna):
    answers = [
        post(hanna, workshop, "run/drift/use/", reason="Out of time"),
        post(hanna, workshop, "run/drift/use/", short="swot"),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    said = ["Choose at least one short form, or go back to the room.", "Say why: one tap is enough."]
    assert [[words in answer.content.decode() for words in said] for answer in answers] == [
        [True, False],
        [False, True],
    ]
    assert 'value="swot" checked' in answers[1].content.decode()
    assert not workshop.agenda.filter(is_short=True).exists()
