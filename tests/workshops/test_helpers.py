"""Co-facilitators by link: one group, no steering (R-ROLE-7)."""

import re

import pytest
from django.test import Client

from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def groups(workshop):
    """Two groups with their people."""
    pair = [workshop.groups.create(letter=letter, colour=colour) for letter, colour in (("A", "red"), ("B", "blue"))]
    for number, seat in enumerate(workshop.seats.writers()):
        workshop.seats.filter(pk=seat.pk).update(group=pair[number % 2])
    return pair


@pytest.fixture
def helper(workshop, groups, hanna):
    """The phone of Philippa, who helps group A by the link from the doors page."""
    hanna.post(f"/w/{workshop.public_id}/doors/helpers/", {"name": "Philippa", "group": groups[0].pk})
    page = hanna.get(f"/w/{workshop.public_id}/doors/").content.decode()
    link = re.search(r"/j/[0-9]{8}/s/[0-9]+/[0-9a-f]+/", page)[0]
    phone = Client()
    assert phone.post(link).status_code == 302
    phone.seat, phone.link = workshop.seats.get(name="Philippa"), link
    return phone


@pytest.fixture
def notes(workshop, groups, go_to):
    """One note on the wall of each group."""
    run = go_to("strategy", "cluster")
    return [
        workshop.notes.create(wall=workshop.wall_for(run, group), text=f"Note of {group}", group=group, number=1)
        for group in groups
    ]


def hide(phone, note, reason="It names a customer by name"):
    return phone.post(f"/w/{note.workshop.public_id}/notes/{note.pk}/hiding-here/", {"reason": reason})


def test_r_role_7_helper_is_host_of_one_group_and_in_no_count(workshop, groups, helper):
    seat = workshop.seats.get(name="Philippa")
    assert (seat.is_host, seat.group, seat.writes, seat.is_present) == (True, groups[0], False, True)
    assert not workshop.seats.writers().filter(pk=seat.pk).exists()


def test_r_role_7_helper_hides_on_the_own_wall_with_a_reason(workshop, helper, notes):
    assert hide(helper, notes[0], "no").status_code == 422
    assert hide(helper, notes[0]).status_code == 302
    notes[0].refresh_from_db()
    assert notes[0].state == "hidden"
    assert list(workshop.entries.filter(act="hid a note").values_list("seat", "user", "subject")) == [
        (helper.seat.pk, None, str(notes[0].pk))
    ]


def hang(phone, note):
    return phone.post(f"/w/{note.workshop.public_id}/notes/{note.pk}/hanging-here/")


def test_r_gen_21_helper_takes_the_own_hiding_back(workshop, helper, notes):
    hide(helper, notes[0])
    page = helper.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert (f"/notes/{notes[0].pk}/hanging-here/" in page, hang(helper, notes[0]).status_code) == (True, 302)
    notes[0].refresh_from_db()
    assert (notes[0].state, notes[0].number) == ("wall", 1)
    assert workshop.entries.filter(act="hung a note again").values_list("seat", "user").get() == (helper.seat.pk, None)
    assert "hanging-here" not in helper.get(f"/w/{workshop.public_id}/mine/").content.decode()


def test_r_role_7_helper_leaves_hidden_what_the_desk_hid(workshop, helper, hanna, notes):
    hide(helper, notes[0])
    hang(helper, notes[0])
    hanna.post(f"/w/{workshop.public_id}/notes/{notes[0].pk}/hiding/", {"reason": "It names a customer by name"})
    assert "hanging-here" not in helper.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert (hang(helper, notes[0]).status_code, Note.objects.get(pk=notes[0].pk).state) == (404, "hidden")


def test_r_role_7_helper_hides_nothing_of_the_other_group(workshop, helper, notes):
    assert hide(helper, notes[1]).status_code == 404
    shown = helper.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert ("Note of A" in shown, "Note of B" in shown, notes[1].state) == (True, False, "wall")


def test_r_strat_1_helper_reads_nothing_while_the_group_writes_in_silence(workshop, groups, helper, sit, go_to):
    go_to("strategy", "silent")
    writer = sit("p03")
    workshop.seats.filter(pk=writer.seat.pk).update(group=groups[0])
    assert writer.post(f"/w/{workshop.public_id}/notes/", {"text": "Cut the changeover time"}).status_code == 201
    pages = [phone.get(f"/w/{workshop.public_id}/mine/").content.decode() for phone in (writer, helper)]
    assert ["Cut the changeover time" in page for page in pages] == [True, False]


def test_r_role_7_host_and_writers_hide_nothing(workshop, groups, sit, notes):
    phone = sit("p03")
    groups[0].host = phone.seat
    groups[0].save()
    workshop.seats.filter(pk=phone.seat.pk).update(group=groups[0])
    refused = hide(phone, notes[0])
    assert (refused.status_code, refused["X-Rule"], Note.objects.get(pk=notes[0].pk).state) == (403, "R-ROLE-7", "wall")


def test_r_role_7_helper_never_steers(workshop, helper, go_to):
    run = go_to("strategy", "cluster")
    for address in ("next/", "pause/", "stages/swot/reopening/", "stages/town/skip/"):
        assert helper.post(f"/w/{workshop.public_id}/run/{address}", {"expected": run.position}).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.step) == ("open", "cluster")


def test_r_role_7_link_is_withdrawn(workshop, helper, hanna):
    hanna.post(f"/w/{workshop.public_id}/doors/helpers/{helper.seat.pk}/withdrawal/")
    room = f"/w/{workshop.public_id}/mine/"
    assert (
        helper.get(room, headers={"X-Requested-With": "region"}).status_code,
        Client().post(helper.link).status_code,
    ) == (
        403,
        403,
    )
    assert not workshop.seats.get(name="Philippa").is_host


def test_r_role_7_helper_is_on_no_list_and_in_no_choice_of_roles(workshop, helper, hanna):
    door = Client().get(f"/j/{workshop.join_code}/").content.decode()
    plan = hanna.get(f"/w/{workshop.public_id}/plan/").content.decode()
    assert ("Philippa" in door, 'value="cofac"' in plan) == (False, False)
    seat = workshop.seats.get(person__key="p03")
    assert hanna.post(f"/w/{workshop.public_id}/plan/seats/{seat.pk}/role/", {"role": "cofac"}).status_code == 422


def test_r_role_7_room_of_one_group_offers_no_link(workshop, hanna):
    assert "helpers" not in hanna.get(f"/w/{workshop.public_id}/doors/").content.decode()
