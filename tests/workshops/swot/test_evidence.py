"""Facts: anyone of the group adds when, what, how much; nothing is written over, nobody is named."""

import re

import pytest
from django.test import Client

from tests.workshops.conftest import seat_of
from tests.workshops.swot.conftest import findings
from workshops.kickoff.swot.models import SwotNote
from workshops.templatetags.room import READERS_TOKEN

pytestmark = pytest.mark.django_db(transaction=True)


def evidence(note) -> str:
    return SwotNote.objects.get(pk=note.pk).evidence


def test_anyone_of_the_group_adds_a_fact(workshop, groups, sit, go_to, hang, act):
    [note] = hang("A", "W", "Quotes take long")
    go_to("swot", "evidence")
    assert act(sit("p05"), f"swot/notes/{note.pk}/evidence/", evidence="Q4 2025: 9.2 days").status_code == 200
    assert act(sit("p09"), f"swot/notes/{note.pk}/evidence/", evidence="Lost the Keda tender").status_code == 200
    assert evidence(note) == "Q4 2025: 9.2 days · Lost the Keda tender"
    act(sit("p09"), f"swot/notes/{note.pk}/evidence/", evidence="lost the keda tender")
    assert evidence(note) == "Q4 2025: 9.2 days · Lost the Keda tender"


def test_customer_who_noticed_is_added(workshop, groups, sit, go_to, hang, act):
    [note] = hang("A", "S", "Samples in 12 days", evidence="Sept 2025")
    go_to("swot", "evidence")
    act(sit("p05"), f"swot/notes/{note.pk}/evidence/", customer="Hailan Pumps")
    note.refresh_from_db()
    assert (note.customer, note.evidence) == ("Hailan Pumps", "Sept 2025")


@pytest.mark.parametrize(("text", "status"), [("", 422), ("x" * 301, 422)])
def test_empty_or_overlong_facts_are_refused(workshop, groups, sit, go_to, hang, act, text, status):
    [note] = hang("A", "W", "Quotes take long")
    go_to("swot", "evidence")
    assert act(sit("p05"), f"swot/notes/{note.pk}/evidence/", evidence=text).status_code == status
    assert evidence(note) == ""


def test_r_gen_9_what_does_not_fit_beside_a_fact_is_refused_with_what_is_left(workshop, groups, sit, go_to, hang, act):
    [note] = hang("A", "W", "Quotes take long", evidence="x" * 290)
    go_to("swot", "evidence")
    refused = act(sit("p05"), f"swot/notes/{note.pk}/evidence/", evidence="y" * 20)
    assert (refused.status_code, "7 characters are left" in refused.content.decode()) == (422, True)
    assert evidence(note) == "x" * 290


def test_r_role_7_other_group_adds_nothing(workshop, groups, sit, go_to, hang, act):
    [note] = hang("A", "W", "Quotes take long")
    go_to("swot", "evidence")
    assert act(sit("p04"), f"swot/notes/{note.pk}/evidence/", evidence="2025").status_code == 403
    assert evidence(note) == ""


def test_flagged_notes_stand_on_the_phone_the_own_first_and_without_names(workshop, groups, sit, go_to, hang):
    hang("A", "W", "Of others")
    [mine] = hang("A", "S", "Mine", evidence="2025", customer="Keda")
    hang("A", "O", "Needs nothing")
    hang("B", "W", "Other wall")
    SwotNote.objects.filter(pk=mine.pk).update(author=seat_of(workshop, "p05"), customer="")
    go_to("swot", "evidence")
    page = sit("p05").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert page.index("Mine") < page.index("Of others")
    assert ["Needs nothing" in page, "Other wall" in page] == [False, False]


def test_r_gen_22_phones_look_up_with_the_input_one_tap_behind(workshop, groups, sit, go_to, hang):
    hang("A", "W", "Quotes take long")
    go_to("swot", "evidence")
    page = sit("p05").get(f"/w/{workshop.public_id}/").content.decode()
    assert 'data-mode="lookup"' in page
    assert page.index('class="lookup__behind"') < page.index("Quotes take long")


def test_r_swot_3_share_below_seventy_is_told_when_the_step_is_left(workshop, groups, everybody_here, go_to, hang):
    hang("A", "W", *[f"Proven {number}" for number in range(7)], evidence="2025")
    hang("A", "S", *[f"Bare {number}" for number in range(3)])
    run = go_to("swot", "evidence")
    assert findings(run, "R-SWOT-3") == []
    hang("A", "W", "One more")
    assert findings(run, "R-SWOT-3") == [("S", "Wall A · 7 of 11 strengths and weaknesses have a fact.")]
    SwotNote.objects.get(text="One more").hide("not today, please")
    assert findings(run, "R-SWOT-3") == []


def test_console_types_what_the_room_says(workshop, groups, go_to, hang, hanna, tap):
    [note] = hang("B", "W", "Quotes take long")
    go_to("swot", "evidence")
    assert tap(hanna, f"run/swot/notes/{note.pk}/evidence/", evidence="Q4 2025: 9.2 days") is None
    assert evidence(note) == "Q4 2025: 9.2 days"
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert ("Quotes take long" in wall, "of 1 strengths and weaknesses have a fact" in wall) == (False, True)


def test_shared_form_carries_the_token_of_its_reader(workshop, groups, sit, go_to, hang):
    [note] = hang("A", "W", "Quotes take long")
    go_to("swot", "evidence")
    phone = sit("p05")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    form = page[page.index(f"swot/notes/{note.pk}/evidence/") :]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', form)[1]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.cookies
    address = f"/w/{workshop.public_id}/swot/notes/{note.pk}/evidence/"
    sent = [
        strict.post(address, {"evidence": "Q4 2025", "csrfmiddlewaretoken": one}).status_code for one in ("x", token)
    ]
    assert (sent, READERS_TOKEN in page) == ([403, 302], False)
