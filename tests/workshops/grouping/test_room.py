"""Groups in the room: revealed, late comers, moved people, joined groups; what phones and walls then show."""

import pytest
from django.test import Client
from lxml import html

from live.feed import Audience
from workshops.kickoff.grouping import dealing
from workshops.kickoff.grouping.pictures import circles
from workshops.models.group import room_for, welcome
from workshops.surfaces import surface_html

pytestmark = pytest.mark.django_db(transaction=True)


def letter(seat) -> str | None:
    seat.refresh_from_db()
    return seat.group.letter if seat.group else None


def test_reveal_deals_a_room_that_nobody_dealt(workshop, go_to, example):
    go_to("grouping", "reveal")
    dealt = {group.letter: sorted(seat.person.key for seat in group.writers) for group in workshop.groups.all()}
    assert dealt == example["expected"]["groups"]


@pytest.mark.parametrize("homeless", [0, 1], ids=["all in groups", "one in none"])
def test_the_desk_offers_to_deal_into_as_many_as_stand(workshop, hanna, homeless):
    dealing.deal(workshop, 3)
    workshop.seats.filter(pk__in=[seat.pk for seat in workshop.seats.writers()[:homeless]]).update(group=None)
    assert offered(hanna, workshop) == ["3"]


def test_the_desk_offers_what_the_rules_propose_where_nobody_dealt(roster, workshop, hanna):
    """R-GRP-1: sixteen people are two groups, and were offered one."""
    roster(16)
    assert offered(hanna, workshop) == ["2"]


def offered(desk, workshop) -> list[str]:
    page = html.fromstring(desk.get(f"/w/{workshop.public_id}/plan/").content)
    return page.xpath("//select[@name='count']/option[@selected]/@value")


def test_reveal_leaves_two_people_one_room(roster, workshop, go_to):
    roster(2)
    go_to("grouping", "reveal")
    assert (workshop.groups.count(), workshop.working_groups()) == (0, [None])


def test_phone_shows_its_own_wall_and_no_other(workshop, go_to, sit):
    go_to("grouping", "reveal")
    page = sit("p29").get(f"/w/{workshop.public_id}/").content.decode()
    assert ("You are in group A, red wall" in page, "Fatima" in page) == (True, False)


def test_phone_of_who_is_in_no_group_says_so_where_there_are_groups(workshop, go_to, sit):
    """R-GRP-8: the decision maker floats, and is not told of a room without groups."""
    go_to("grouping", "reveal")
    page = sit("p01").get(f"/w/{workshop.public_id}/").content.decode()
    assert ("walks from wall to wall" in page, "as one room" in page) == (True, False)


def test_wall_names_only_who_came_and_let_it(workshop, go_to, sit):
    """R-ROLE-5: never a list from which one reads who is absent."""
    sit("p29"), sit("p23")
    workshop.seats.filter(person__key="p23").update(show_arrival=False)
    go_to("grouping", "reveal")
    shown = surface_html(workshop, Audience("projector", "", "en"))
    names = {seat.name for seat in workshop.seats.writers() if seat.name in shown}
    assert names == {workshop.seats.get(person__key="p29").name}


def test_groups_of_one_wall_show_alone(workshop, go_to, hanna):
    go_to("grouping", "reveal")
    page = hanna.get(f"/w/{workshop.public_id}/wall/?group=B").content.decode()
    assert ('id="group-B"' in page, 'id="group-A"' in page) == (True, False)


def test_r_grp_9_late_comer_keeps_the_drafted_group_while_somebody_is_there(workshop, go_to, sit):
    dealing.deal(workshop, 2)
    go_to("vision", "imagine")
    sit("p29"), sit("p23"), sit("p04")
    late = workshop.seats.get(person__key="p03")
    late.claim("en")
    welcome(workshop, late)
    assert letter(late) == "A"


def test_r_grp_9_late_comer_of_an_empty_group_joins_where_people_are(workshop, go_to, sit):
    dealing.deal(workshop, 2)
    go_to("vision", "imagine")
    sit("p23"), sit("p04")
    late = workshop.seats.get(person__key="p03")
    late.claim("en")
    welcome(workshop, late)
    assert letter(late) == "B"


def test_who_comes_first_does_not_fill_one_group_before_groups_meet(workshop, go_to):
    """Nobody else is here yet, so the draft counts: who was added to it after the deal is spread."""
    dealing.deal(workshop, 2)
    go_to("checkin", "arrive")
    early = [
        workshop.seats.create(name=name, department_en="Nowhere") for name in ("First", "Second", "Third", "Fourth")
    ]
    for seat in early:
        seat.claim("en")
        welcome(workshop, seat)
    assert [letter(seat) for seat in early] == ["A", "B", "A", "B"]


def test_r_grp_9_a_name_at_the_door_joins_the_smallest_group_with_fewest_colleagues(workshop, go_to, sit):
    dealing.deal(workshop, 2)
    go_to("vision", "imagine")
    for key in ("p29", "p03", "p23"):
        sit(key)
    guest = workshop.seats.create(name="Guest", department_en="Nowhere")
    assert room_for(workshop, guest).letter == "B"
    sit("p04")
    colleague = workshop.seats.get(person__key="p29")
    guest.department_en, guest.department_zh = colleague.department
    workshop.seats.filter(group__letter="B").update(department_en="Elsewhere", department_zh="Elsewhere")
    assert room_for(workshop, guest).letter == "B"


def test_who_comes_through_the_door_has_a_group_at_once(workshop, go_to):
    dealing.deal(workshop, 2)
    go_to("grouping", "reveal")
    department = workshop.organisation.departments.first()
    client = Client()
    form = {"name": "New Face", "department": department.pk, "key": "0" * 32}
    assert client.post(f"/j/{workshop.join_code}/door/", form).status_code == 302
    assert letter(workshop.seats.get(name="New Face")) in ("A", "B")


def test_r_grp_10_a_moved_person_leaves_the_notes_behind(workshop, go_to, sit, console, act_note):
    dealing.deal(workshop, 2)
    phone = sit("p29")
    go_to("strategy", "silent")
    phone.seat.refresh_from_db()
    note = act_note(phone, "Raise the yield")
    assert console("groups/B/members/", note=phone.seat.pk).status_code == 302
    note.refresh_from_db()
    assert (letter(phone.seat), note.group.letter, note.wall.group.letter) == ("B", "A", "A")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert 'data-seat-group="B"' in page


@pytest.fixture
def act_note(workshop):
    def written(phone, text):
        assert phone.post(f"/w/{workshop.public_id}/notes/", {"text": text}).status_code == 201
        return workshop.notes.get(text=text)

    return written


def test_host_of_another_group_is_refused(workshop, console):
    dealing.deal(workshop, 2)
    stranger = workshop.seats.get(person__key="p23")
    refused = console("groups/A/host/", note=stranger.pk)
    assert (refused.status_code, workshop.groups.get(letter="A").host) == (409, None)
    assert console("groups/B/host/", note=stranger.pk).status_code == 302
    assert workshop.groups.get(letter="B").host == stranger


def test_joined_group_gives_its_letter_back_or_stays_with_its_notes(workshop, go_to, sit, console, act_note):
    dealing.deal(workshop, 2)
    phone = sit("p29")
    go_to("strategy", "silent")
    note = act_note(phone, "Raise the yield")
    assert console("groups/A/joining/", into="B").status_code == 302
    note.refresh_from_db()
    assert (workshop.groups.get(letter="A").writers.count(), workshop.groups.get(letter="B").writers.count()) == (0, 18)
    assert note.group.letter == "A"
    assert [group.letter for group in workshop.working_groups()] == ["B"]


def test_room_is_not_dealt_anew_once_groups_have_worked(workshop, go_to, console):
    dealing.deal(workshop, 2)
    go_to("stakes", "ideas")
    refused = console("groups/deal/", count=3)
    assert (refused.status_code, workshop.groups.count()) == (409, 2)


def test_groups_are_drafted_on_the_plan(workshop, hanna):
    page = hanna.get(f"/w/{workshop.public_id}/plan/").content.decode()
    assert 'id="groups"' in page
    response = hanna.post(
        f"/w/{workshop.public_id}/run/groups/deal/",
        {"count": 2},
        headers={"referer": f"http://testserver/w/{workshop.public_id}/plan/"},
    )
    assert (response.status_code, workshop.groups.count()) == (302, 2)


def test_board_tells_namesakes_apart_by_their_department(workshop):
    here, there, other = workshop.seats.writers().exclude(department_en="")[:3]
    other.name = "Only One"
    here.name = there.name = "Daniel Osei"
    there.department_en = "Quality too"
    for seat in (here, there, other):
        seat.save()
    called = {seat.pk: seat.called for circle in circles(workshop) for seat in circle.members}
    assert [called[seat.pk] for seat in (here, there, other)] == [
        f"Daniel Osei · {here.department_en}",
        "Daniel Osei · Quality too",
        "Only One",
    ]
