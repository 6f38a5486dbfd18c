"""My facts: written by the personal link before the day, seen by nobody else, put up by one tap."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.workshops.conftest import seat_of
from workshops.kickoff.swot.facts import address
from workshops.kickoff.swot.models import SwotNote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(workshop):
    """A browser at the own desk, without seat or login."""
    return Client(), address(seat_of(workshop, "p03"))


def keep(desk, text: str, field: str = "W", **more):
    client, link = desk
    return client.post(f"{link}notes/", {"text": text, "column": field, **more})


def test_facts_are_kept_before_the_day(workshop, desk):
    client, link = desk
    assert workshop.state == "prepared"
    assert keep(desk, "Core stock is counted by hand", evidence="Nov 2025: 19 changes").status_code == 302
    kept = SwotNote.objects.values_list("state", "quadrant", "evidence", "beforehand", "number", "wall").get()
    assert kept == ("draft", "W", "Nov 2025: 19 changes", True, None, None)
    page = client.get(link).content.decode()
    assert "Core stock is counted by hand" in page
    assert "1 of 5" in page
    assert not seat_of(workshop, "p03").is_present


def test_five_facts_and_no_more(workshop, desk):
    for number in range(5):
        assert keep(desk, f"Fact {number}").status_code == 302
    refused = keep(desk, "Fact 5")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-SWOT-1")
    assert SwotNote.objects.count() == 5


def test_fact_is_reworded_and_taken_back(workshop, desk):
    client, link = desk
    keep(desk, "Weekly plan is stable", "S")
    fact = SwotNote.objects.get()
    changed = {"text": "Weekly plan is stable on Mondays", "column": "S", "evidence": "2025: 48 of 52 weeks"}
    assert client.post(f"{link}notes/{fact.pk}/", changed).status_code == 302
    fact.refresh_from_db()
    assert (fact.text, fact.evidence, fact.state) == (*(changed["text"], changed["evidence"]), "draft")
    assert client.post(f"{link}notes/{fact.pk}/withdrawal/").status_code == 302
    assert not SwotNote.objects.facts_of(seat_of(workshop, "p03")).exists()


def test_nobody_else_sees_them(workshop, desk, go_to, sit, hanna):
    keep(desk, "Core stock is counted by hand")
    fact = SwotNote.objects.get()
    go_to("swot", "write")
    other = sit("p05")
    room = f"/w/{workshop.public_id}"
    seen = [
        hanna.get(f"{room}/run/").content,
        hanna.get(f"{room}/wall/").content,
        other.get(f"{room}/").content,
        sit("p04").get(f"{room}/mine/").content,
    ]
    assert [b"Core stock" in page for page in seen] == [False] * 4
    assert b"still in pockets" in seen[0]
    assert b"Core stock" in sit("p03").get(f"{room}/mine/").content
    assert other.post(f"{room}/swot/notes/{fact.pk}/hanging/").status_code == 404
    wrong = address(seat_of(workshop, "p05"))
    assert Client().post(f"{wrong}notes/{fact.pk}/", {"text": "Mine", "column": "S"}).status_code == 404
    assert SwotNote.objects.get().text == "Core stock is counted by hand"


def test_another_token_opens_nothing(workshop, desk):
    client, link = desk
    for broken in (link[:-2] + "/", link.replace("facts/", "facts/9"), link.replace("-", "/"), link.replace("-", "-é")):
        assert client.get(broken).status_code == 404
    watcher = workshop.seats.filter(role="watch").first()
    assert client.get(address(watcher)).status_code == 404


def test_one_tap_puts_a_fact_up(workshop, groups, desk, go_to, sit, act):
    keep(desk, "Core stock is counted by hand", evidence="Nov 2025: 19 changes")
    fact = SwotNote.objects.get()
    run = go_to("swot", "write")
    phone = sit("p03")
    assert act(phone, f"swot/notes/{fact.pk}/hanging/", step=run.position).status_code == 200
    fact.refresh_from_db()
    assert (fact.state, fact.number, fact.group.letter, fact.evidence) == ("wall", 1, "A", "Nov 2025: 19 changes")
    assert act(phone, f"swot/notes/{fact.pk}/hanging/", step=run.position).status_code == 409
    assert SwotNote.objects.get().number == 1


def test_r_gen_19_fact_that_blames_waits_when_it_is_put_up(workshop, groups, desk, go_to, sit, act):
    keep(desk, "Zhou Guoqiang never fills in the sheets")
    run = go_to("swot", "write")
    act(sit("p03"), f"swot/notes/{SwotNote.objects.get().pk}/hanging/", step=run.position)
    assert SwotNote.objects.values_list("state", "number").get() == ("held", None)


def test_after_the_writing_a_fact_stays_with_its_author(workshop, groups, desk, go_to, sit, act):
    keep(desk, "Core stock is counted by hand")
    go_to("swot", "vote")
    assert act(sit("p03"), f"swot/notes/{SwotNote.objects.get().pk}/hanging/").status_code == 409
    assert keep(desk, "One more").status_code == 409
    assert SwotNote.objects.values_list("state", "text").get() == ("draft", "Core stock is counted by hand")


def test_personal_link_leads_to_the_facts_before_the_day_and_to_the_seat_on_it(workshop, desk):
    seat = seat_of(workshop, "p03")
    link = f"/j/{workshop.join_code}/s/{seat.pk}/{seat.personal_token}/"
    workshop.move_to(timezone.localdate() + timedelta(days=3))
    assert Client().get(link).headers["Location"] == address(seat)
    assert Client().get(f"{link}?sit=1").status_code == 200
    workshop.move_to(timezone.localdate() - timedelta(days=1))
    page = Client().get(link)
    assert page.status_code == 200
    assert address(seat) in page.content.decode()
