"""The plan: each thing that R-PREP-2 asks for is one tap away; people, roles, minutes, money, checklist."""

import pytest

from workshops.models import Workshop
from workshops.timetable import Timetable

pytestmark = pytest.mark.django_db(transaction=True)


def post(client, workshop, path, **data):
    return client.post(f"/w/{workshop.public_id}/plan/{path}", data)


def rules_of(workshop) -> list[str]:
    return [finding.rule for finding in Workshop.objects.get(pk=workshop.pk).findings()]


def test_prepared_example_goes_live_without_a_stop(workshop):
    assert rules_of(workshop) == []


def test_missing_decision_maker_is_chosen_on_the_plan(workshop, hanna):
    workshop.decision_makers().update(role="part")
    assert rules_of(workshop) == ["R-PREP-2", "R-PREP-5"]
    seat = workshop.seats.get(person__key="p03")
    response = post(hanna, workshop, f"seats/{seat.pk}/role/", role="lead")
    assert response.headers["Location"] == f"/w/{workshop.public_id}/plan/#person-{seat.pk}"
    assert rules_of(workshop) == []


def test_r_prep_2_each_stop_leads_to_where_it_is_mended(workshop, hanna):
    workshop.seats.filter(role="part").delete()
    workshop.decision_makers().update(role="watch")
    workshop.goals.clear()
    workshop.envelope.all().delete()
    workshop.checklist.filter(key="P01").delete()
    ways = {"R-PREP-1": ["checklist"], "R-PREP-2": ["seats", "ready", "seats"], "R-PREP-3": ["envelope"]}
    found = Workshop.objects.get(pk=workshop.pk).findings()
    plan = hanna.get(f"/w/{workshop.public_id}/plan/").content.decode()
    for rule, places in ways.items():
        fixes = [one.fixes[0] for one in found if one.rule == rule]
        assert [(fix.url, fix.method) for fix in fixes] == [
            (f"/w/{workshop.public_id}/plan/#{one}", "get") for one in places
        ]
        assert [plan.count(f'id="{one}"') for one in places] == [1] * len(places)


def test_unknown_role_changes_nothing(workshop, hanna):
    seat = workshop.seats.get(person__key="p03")
    assert post(hanna, workshop, f"seats/{seat.pk}/role/", role="king").status_code == 422
    assert workshop.seats.get(pk=seat.pk).role == "part"


def test_missing_goals_are_read_in(workshop, hanna):
    workshop.goals.clear()
    assert rules_of(workshop) == ["R-PREP-2"]
    post(hanna, workshop, "goals/")
    assert workshop.goals.count() == 4
    assert rules_of(workshop) == []


def test_missing_people_are_seated_from_the_roster(workshop, hanna):
    everybody = workshop.seats.count()
    workshop.seats.filter(role="part").delete()
    assert rules_of(workshop) == ["R-PREP-2"]
    post(hanna, workshop, "roster/")
    assert workshop.seats.count() == everybody
    assert rules_of(workshop) == []


def test_person_is_added_by_hand_to_roster_and_room(workshop, hanna):
    department = workshop.organisation.departments.first()
    post(hanna, workshop, "people/", name="Lin Yue", department=department.pk, role="quest")
    seat = workshop.seats.get(name="Lin Yue")
    assert (seat.role, seat.department_en, seat.person.organisation) == (
        "quest",
        department.name_en,
        workshop.organisation,
    )


def test_r_prep_8_namesake_is_refused_and_stays_typed(workshop, hanna):
    seat = workshop.seats.get(person__key="p03")
    before = workshop.seats.count()
    page = post(hanna, workshop, "people/", name=seat.name, department=seat.person.department_id, role="part")
    assert page.status_code == 422
    assert f'value="{seat.name}"' in page.content.decode()
    assert workshop.seats.count() == before


def test_nought_is_an_envelope(workshop, hanna):
    workshop.envelope.all().delete()
    assert rules_of(workshop) == ["R-PREP-3"]
    post(hanna, workshop, "envelope/", total="0", text="No decisions today")
    line = workshop.envelope.get()
    assert (line.kind, line.total, line.currency, line.decided_by) == (
        "money",
        0,
        workshop.organisation.currency,
        workshop.decision_makers().get().person,
    )
    assert rules_of(workshop) == []


def test_r_prep_6_envelope_of_a_live_day_is_not_changed_from_the_desk(workshop, hanna, go_to):
    values = workshop.envelope.filter(kind="money").values_list("text", "per_item", "total")
    before, fixed_by = list(values), workshop.decision_makers().get().name
    go_to("contract", "agree")
    refused = post(hanna, workshop, "envelope/", total="999999", per_item="999999")
    assert (refused.status_code, refused["X-Rule"], list(values)) == (409, "R-PREP-6", before)
    assert f"{fixed_by} raises it on their own phone" in refused.content.decode()
    page = hanna.get(f"/w/{workshop.public_id}/plan/").content.decode()
    assert [f'action="/w/{workshop.public_id}/plan/envelope/"' in page, "on their own phone" in page] == [False, True]


def test_r_prep_6_no_envelope_is_made_during_the_day(workshop, hanna, go_to):
    workshop.envelope.all().delete()
    go_to("contract", "agree")
    refused = post(hanna, workshop, "envelope/", total="1000")
    assert (refused.status_code, refused["X-Rule"], workshop.envelope.count()) == (409, "R-PREP-6", 0)


def test_r_prep_6_envelope_is_free_until_the_day_begins(workshop, hanna):
    post(hanna, workshop, "envelope/", total="5000", per_item="1000", text="Lids")
    post(hanna, workshop, "envelope/", total="4000", per_item="1000", text="Lids")
    line = workshop.envelope.get(kind="money")
    assert (line.text, line.per_item, line.total) == ("Lids", 1000, 4000)


def test_person_sent_twice_is_one_person(workshop, hanna):
    department = workshop.organisation.departments.first()
    data = {"name": "Lin Yue", "department": department.pk, "role": "part", "key": "0123456789abcdef0123456789abcdef"}
    answers = [post(hanna, workshop, "people/", **data).status_code for _ in range(2)]
    assert (answers, workshop.seats.filter(name="Lin Yue").count()) == ([302, 302], 1)
    again = post(hanna, workshop, "people/", **data | {"key": "fedcba9876543210fedcba9876543210"})
    assert (again.status_code, workshop.organisation.people.filter(name="Lin Yue").count()) == (422, 1)
    assert "This name is in the department already" in again.content.decode()


def test_checklist_is_ticked_and_opened_again(workshop, hanna):
    post(hanna, workshop, "checklist/P01/", state="open")
    assert rules_of(workshop) == ["R-PREP-1"]
    post(hanna, workshop, "checklist/P01/", state="done")
    item = workshop.checklist.get(key="P01")
    assert (item.state, item.by) == ("done", workshop.facilitator)
    assert rules_of(workshop) == []
    assert post(hanna, workshop, "checklist/P77/", state="done").status_code == 404


def test_minutes_move_the_day(workshop, hanna):
    before = Timetable.of(workshop)
    later = before.stages[-1].at
    swot = workshop.agenda.get(kind="swot").minutes
    post(hanna, workshop, "stages/swot/minutes/", minutes=swot + 10)
    after = Timetable.of(Workshop.objects.get(pk=workshop.pk))
    assert (after.stages[-1].at - later).total_seconds() == 600


def test_day_of_the_example_is_the_one_of_the_timetable(workshop):
    """The table of a room of 18 writers, from a quarter to nine: before groups are drafted, with one group."""
    table = Timetable.of(workshop)
    rests = [(f"{slot.at:%H:%M}", slot.minutes) for slot in table.slots if slot.run is None]
    assert f"{table.slots[0].at:%H:%M}" == "08:45"
    assert [minutes for _at, minutes in rests] == [15, 60, 10, 10]
    assert table.total == sum(run.minutes for run in workshop.agenda.all()) + 95
    assert sum(part["minutes"] for part in table.parts()) == table.total
    turns = [(part["label"], part["low"]) for part in table.parts() if part["low"]]
    assert turns == [("Stakes", "no"), ("Goals", "yes"), ("Draft", "yes")]


def test_skipped_stage_takes_no_time(workshop, hanna):
    before = Timetable.of(workshop).total
    hanna.post(f"/w/{workshop.public_id}/run/stages/stakes/skip/", {"reason": "Out of time today, comes later"})
    minutes = workshop.agenda.get(kind="stakes").minutes
    assert Timetable.of(Workshop.objects.get(pk=workshop.pk)).total == before - minutes
