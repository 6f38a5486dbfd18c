"""Cancelled, called back, archived, deleted: who may, what the room sees, and that nothing is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from live import Refused
from live.models import Room
from tests.workshops.conftest import member
from workshops.kickoff.commitments import links
from workshops.models import Note, Workshop
from workshops.templatetags.room import day

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHY = {"reason": "The decision maker is ill"}


def post(client: Client, workshop: Workshop, where: str, data=None):
    return client.post(f"/w/{workshop.public_id}/plan/{where}/", data or {})


def stands(workshop: Workshop) -> str:
    workshop.refresh_from_db()
    return workshop.state


def headline(client: Client, path: str) -> list[str]:
    page = html.fromstring(client.get(path).content.decode())
    return [" ".join(one.text_content().split()) for one in page.xpath("//main//h1")]


@pytest.fixture
def writing(workshop, go_to, everybody_here, sit):
    """The room writes its SWOT; one note hangs on the wall."""
    go_to("swot", "write")
    phone = sit("p03")
    sent = phone.post(f"/w/{workshop.public_id}/notes/", {"text": "Core stock is counted by hand", "column": "W"})
    assert sent.status_code == 201
    return phone


def test_cancelled_room_says_so_everywhere_and_takes_nothing(workshop, hanna, writing):
    assert post(hanna, workshop, "cancelling", WHY).status_code == 302
    assert stands(workshop) == "cancelled"
    room = f"/w/{workshop.public_id}/"
    assert headline(writing, room) == ["This event is cancelled"]
    assert headline(hanna, f"{room}wall/") == ["This event is cancelled"]
    assert headline(hanna, f"{room}run/") == ["Cancelled"]
    refused = writing.post(f"{room}notes/", {"text": "One more", "column": "W"})
    assert refused.status_code == 410
    assert [note.text for note in workshop.notes.all()] == ["Core stock is counted by hand"]
    pressed = hanna.post(f"{room}run/next/", {"expected": "start"})
    assert (pressed.status_code, stands(workshop)) == (410, "cancelled")
    assert hanna.post(f"{room}plan/goals/").status_code == 410
    assert Client().get(f"/j/{workshop.join_code}/").status_code == 410


def test_reason_of_a_cancelled_event_stays_at_the_desk(workshop, hanna, writing):
    post(hanna, workshop, "cancelling", WHY)
    room = f"/w/{workshop.public_id}/"
    assert WHY["reason"] in hanna.get(f"{room}plan/").content.decode()
    assert WHY["reason"] not in writing.get(room).content.decode()
    assert WHY["reason"] not in hanna.get(f"{room}wall/").content.decode()
    [entry] = workshop.entries.filter(act="cancelled")
    assert (entry.user, entry.reason) == (workshop.facilitator, WHY["reason"])


def test_called_back_event_stands_where_it_was_and_waits_for_resume(workshop, hanna, writing):
    post(hanna, workshop, "cancelling", WHY)
    assert post(hanna, workshop, "calling-back").status_code == 302
    assert stands(workshop) == "live"
    run = workshop.current
    assert (run.kind, run.step, run.state) == ("swot", "write", "paused")
    assert (workshop.cancelled_from, workshop.cancelled_reason, workshop.cancelled_at) == ("", "", None)
    hanna.post(f"/w/{workshop.public_id}/run/resumption/")
    sent = writing.post(f"/w/{workshop.public_id}/notes/", {"text": "One more", "column": "W"})
    assert (sent.status_code, workshop.notes.count()) == (201, 2)


def test_note_sent_before_the_cancelling_is_acknowledged_again(workshop, hanna, writing):
    note = {"text": "Sent twice", "column": "W", "key": "k" * 20}
    assert writing.post(f"/w/{workshop.public_id}/notes/", note).status_code == 201
    post(hanna, workshop, "cancelling", WHY)
    assert writing.post(f"/w/{workshop.public_id}/notes/", note).status_code == 201
    assert workshop.notes.filter(text="Sent twice").count() == 1


@pytest.mark.parametrize("state", ["closing", "closed", "archived", "cancelled"])
def test_event_held_to_its_end_is_not_cancelled(workshop, hanna, state):
    Workshop.objects.filter(pk=workshop.pk).update(state=state)
    assert post(hanna, workshop, "cancelling", WHY).status_code == 409
    assert stands(workshop) == state


@pytest.mark.parametrize("state", ["draft", "prepared"])
def test_event_to_come_is_cancelled_and_called_back(workshop, hanna, state):
    Workshop.objects.filter(pk=workshop.pk).update(state=state)
    cancelled = post(hanna, workshop, "cancelling", WHY)
    assert (stands(workshop), cancelled["Location"]) == ("cancelled", f"/w/{workshop.public_id}/plan/#shelf")
    post(hanna, workshop, "calling-back")
    assert stands(workshop) == state


def test_cancelling_needs_a_reason_worth_reading_and_who_is_in_charge(workshop, hanna):
    short = post(hanna, workshop, "cancelling", {"reason": "no"})
    kept = short.content.decode().partition('id="cancel-reason"')[2].partition(">")[0]
    assert (short.status_code, 'value="no"' in kept) == (422, True)
    other = Client()
    other.force_login(member(workshop, "otto@example.com", "fac"), backend=BACKEND)
    refused = post(other, workshop, "cancelling", WHY)
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-1")
    assert stands(workshop) == "prepared"


def test_archive_takes_what_is_closed_and_gives_it_back(workshop, hanna):
    assert post(hanna, workshop, "archive").status_code == 409
    Workshop.objects.filter(pk=workshop.pk).update(state="closed")
    assert post(hanna, workshop, "archive").status_code == 302
    assert stands(workshop) == "archived"
    assert hanna.get(f"/w/{workshop.public_id}/papers/").status_code == 200
    assert hanna.post(f"/w/{workshop.public_id}/plan/goals/").status_code == 410
    assert post(hanna, workshop, "archive/end").status_code == 302
    assert stands(workshop) == "closed"
    assert post(hanna, workshop, "archive/end").status_code == 409


def test_archive_waits_while_somebody_may_sign_by_link(workshop, hanna, everybody_here):
    workshop.agenda.update(state="locked")
    Workshop.objects.filter(pk=workshop.pk).update(state="closed")
    workshop.refresh_from_db()
    workshop.move_to(timezone.localdate())
    refused = post(hanna, workshop, "archive")
    assert (refused.status_code, stands(workshop)) == (409, "closed")
    last = day(links.last_day(workshop))
    told = f"Personal links for signing are open until {last}. Archive it afterwards."
    plan, offer = f"/w/{workshop.public_id}/plan/", "/plan/archive/"
    pages = [refused.content.decode(), hanna.get(plan).content.decode()]
    assert [(told in page, offer in page) for page in pages] == [(True, False), (True, False)]
    workshop.move_to(timezone.localdate() - timedelta(days=30))
    assert offer in hanna.get(plan).content.decode()
    assert post(hanna, workshop, "archive").status_code == 302


def test_picture_is_taken_down_although_the_event_is_put_away(workshop):
    Workshop.objects.filter(pk=workshop.pk).update(state="archived")
    done: list[str] = []
    workshop.change("", "", lambda live, changing: done.append(live.state), although_put_away=True)
    assert done == ["archived"]
    with pytest.raises(Refused):
        workshop.change("", "", lambda live, changing: done.append("again"))
    assert done == ["archived"]


def test_deletion_says_what_is_lost_and_asks_for_the_title(workshop, hanna, writing):
    plan, first = f"/w/{workshop.public_id}/plan/", "To delete it for good, cancel it first."
    assert first in hanna.get(plan).content.decode()
    post(hanna, workshop, "cancelling", WHY)
    assert first not in hanna.get(plan).content.decode()
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/plan/deletion/").content.decode())
    lost = [" ".join(one.text_content().split()) for one in page.xpath("//ul[@class='losses num']/li")]
    assert lost == [
        f"{workshop.seats.count()} seats with their roles",
        "1 note",
        "0 pictures",
        "agenda, checklist and log",
    ]
    assert post(hanna, workshop, "deletion", {"name": "Another day"}).status_code == 422
    assert stands(workshop) == "cancelled"
    assert post(hanna, workshop, "deletion", {"name": workshop.name_en.upper()}).headers["Location"] == "/"
    assert f"“{workshop.name_en}” is deleted for good." in hanna.get("/").content.decode()
    assert (Workshop.objects.count(), Note.objects.count(), Room.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("state", ["prepared", "live", "closing", "closed", "archived"])
def test_event_that_is_held_is_not_deleted(workshop, hanna, state):
    Workshop.objects.filter(pk=workshop.pk).update(state=state)
    refused = post(hanna, workshop, "deletion", {"name": workshop.name_en})
    assert (refused.status_code, stands(workshop)) == (409, state)


def test_event_with_a_fixed_text_is_not_deleted_unless_it_was_a_rehearsal(workshop, hanna):
    from signing.models import Document

    Document.objects.freeze(workshop.organisation, "sheet", f"{workshop.public_id}:1", {"a": "b"}, {"en": "Sheet"})
    Workshop.objects.filter(pk=workshop.pk).update(state="cancelled")
    assert post(hanna, workshop, "deletion", {"name": workshop.name_en}).status_code == 409
    Workshop.objects.filter(pk=workshop.pk).update(is_rehearsal=True)
    assert post(hanna, workshop, "deletion", {"name": workshop.name_en}).status_code == 302
