"""Each rule about groups speaks up where it should, is silent where all is well, and offers its way out."""

import pytest

from workshops.coaching import findings
from workshops.kickoff.grouping import dealing
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def split(workshop, *sizes: int) -> None:
    """Groups of these sizes, in the order of the seats."""
    dealing.deal(workshop, len(sizes))
    seats = list(workshop.seats.writers().order_by("pk"))
    for group, size in zip(workshop.groups.all(), sizes, strict=True):
        for seat in seats[:size]:
            group.take(seat)
        del seats[:size]


def first_fix(workshop):
    return findings(workshop.agenda.get(kind="grouping"), locks=True)[0].fixes[0]


def hosted(workshop) -> Workshop:
    for group in workshop.groups.all():
        group.led_by(group.writers.first())
    return workshop


def test_r_grp_1_stops_two_people_with_a_letter(roster, workshop, spoken, console):
    roster(2)
    split(workshop, 2)
    assert spoken() == ["R-GRP-1 H"]
    fix = first_fix(workshop)
    assert fix.fields == {"count": "0"}
    console("groups/deal/", **fix.fields)
    assert (workshop.groups.count(), spoken()) == (0, [])


def test_r_grp_1_stops_nine_people_in_two_groups_and_lets_ten(roster, workshop, spoken):
    roster(9)
    split(workshop, 5, 4)
    assert spoken()[0] == "R-GRP-1 H"
    roster(10)
    split(workshop, 5, 5)
    assert "R-GRP-1 H" not in spoken()


def test_r_grp_2_offers_two_groups_from_eleven_to_fifteen(roster, workshop, spoken):
    roster(11, departments=2)
    split(workshop, 11)
    assert spoken() == ["R-GRP-2 S"]
    split(workshop, 6, 5)
    assert "R-GRP-2 S" not in spoken()


def test_r_grp_3_asks_seventeen_people_in_one_group(roster, workshop, spoken):
    roster(17, departments=2)
    split(workshop, 17)
    assert spoken() == ["R-GRP-3 O", "R-GRP-4 S"]
    split(workshop, 9, 8)
    assert [rule for rule in spoken() if rule.startswith("R-GRP-3")] == []


def test_r_grp_3_proposes_two_events_above_sixty(roster, workshop, spoken):
    roster(61)
    split(workshop, 13, 12, 12, 12, 12)
    assert spoken().count("R-GRP-3 S") == 1


def test_r_grp_4_stops_a_group_of_two_and_advises_on_four(roster, workshop, spoken):
    roster(18)
    split(workshop, 16, 2)
    assert "R-GRP-4 H" in spoken()
    split(workshop, 14, 4)
    assert [rule for rule in spoken() if rule.startswith("R-GRP-4")] == ["R-GRP-4 S", "R-GRP-4 S"]
    split(workshop, 9, 9)
    assert [rule for rule in spoken() if rule.startswith("R-GRP-4")] == []


def test_r_grp_5_notices_who_comes_alone(roster, workshop, spoken):
    roster(18)
    workshop.seats.writers().filter(department_en="Department 3").update(department_en="Supply", department_zh="")
    people = workshop.organisation.people
    alone = workshop.seats.writers().filter(department_en="Supply")
    alone.exclude(pk=alone.first().pk).update(department_en="Department 1", department_zh="Department 1")
    split(workshop, 9, 9)
    assert "R-GRP-5 S" not in spoken()
    department = people.first().department
    department.name_en = "Supply"
    department.save()
    assert "R-GRP-5 S" in spoken()


def test_r_grp_6_notices_a_group_of_one_department(roster, workshop, spoken):
    roster(18, departments=3)
    seats = workshop.seats.writers().order_by("department_en", "pk")
    dealing.deal(workshop, 2)
    first, second = workshop.groups.all()
    for number, seat in enumerate(seats):
        (first if number < 9 else second).take(seat)
    assert "R-GRP-6 S" in spoken()
    dealing.deal(workshop, 2)
    assert "R-GRP-6 S" not in spoken()


def test_r_grp_7_notices_superiors_beside_their_reports(workshop, spoken):
    dealing.deal(workshop, 2)
    assert "R-GRP-7 S" in spoken()
    workshop.organisation.people.update(superior=None)
    assert "R-GRP-7 S" not in spoken()


def test_r_grp_8_stops_who_has_no_group_and_one_tap_places_them(roster, workshop, spoken, console):
    roster(18)
    dealing.deal(hosted(workshop), 2)
    left = workshop.seats.writers().first()
    left.group = None
    left.save()
    assert "R-GRP-8 H" in spoken()
    console("groups/rest/")
    assert "R-GRP-8 H" not in spoken()
    left.refresh_from_db()
    assert left.group is not None


def test_r_grp_8_decision_maker_is_in_no_group_and_chooses_a_wall(workshop, console, go_to):
    dealing.deal(workshop, 2)
    lead = workshop.decision_makers().get()
    refused = console("groups/A/members/", note=lead.pk)
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GRP-8")
    lead.refresh_from_db()
    assert lead.group is None
    for seat in workshop.seats.writers():
        seat.claim("en")
    run = go_to("strategy", "silent")
    assert [wall.group.letter for wall in workshop.walls_offered(run, lead)] == ["A", "B"]


def test_hosts_are_advised_and_named_by_one_tap(roster, workshop, spoken, console, sit):
    roster(5, departments=1)
    split(workshop, 5)
    seat = workshop.seats.writers().first()
    assert spoken() == []
    seat.claim("en")
    fix = first_fix(workshop)
    assert console("groups/A/host/", **fix.fields).status_code == 302
    assert (workshop.groups.get().host, spoken()) == (seat, [])


def test_groups_are_no_gate_after_their_stage(roster, workshop, next_step, go_to):
    """R-GRP-1, -4 and -8 are asked when the groups are locked, not after no-shows later."""
    roster(18)
    run = go_to("vision", "name")
    split(workshop, 16, 2)
    assert [finding.rule for finding in findings(run, locks=True) if finding.rule.startswith("R-GRP")] == []
