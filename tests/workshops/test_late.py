"""The late tray of the desk: each note is added or left, also one that was written for no wall (R-GEN-3)."""

import pytest
from lxml import html

from live import feed
from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def late(workshop, sit, go_to) -> Note:
    """A note without a wall, sent while nobody may write."""
    go_to("strategy", "cluster")
    answer = sit("p03").post(f"/w/{workshop.public_id}/notes/", {"text": "Too late", "step": "contract.agree.0"})
    assert answer.status_code == 202
    return Note.objects.get(state="late", wall=None)


def tray(workshop, client) -> list[str]:
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    return page.xpath("//*[@id='late-tray']//form/@action")


def act(client, note, what, **data):
    return client.post(f"/w/{note.workshop.public_id}/notes/{note.pk}/{what}/", data)


def test_r_gen_3_late_note_is_left(workshop, hanna, late):
    room = f"/w/{workshop.public_id}/notes/{late.pk}"
    assert tray(workshop, hanna) == [f"{room}/hanging/", f"{room}/leaving/"]
    assert act(hanna, late, "leaving").status_code == 204
    late.refresh_from_db()
    assert (late.state, late.number, late.text) == ("set_aside", None, "Too late")
    assert tray(workshop, hanna) == []
    assert list(workshop.entries.filter(rule="R-GEN-3").values_list("act", "subject", "user")) == [
        ("left a late note", str(late.pk), workshop.facilitator_id)
    ]


def test_r_gen_3_late_note_without_a_wall_joins_one_of_the_open_step(workshop, hanna, late):
    wall = workshop.wall_for(workshop.current)
    assert act(hanna, late, "hanging", wall=wall.pk).status_code == 204
    typed = StrategyNote.objects.get(pk=late.pk)
    assert (typed.state, typed.wall, typed.number) == ("wall", wall, wall.last_number + 1)
    assert tray(workshop, hanna) == []


@pytest.mark.parametrize("what", ["leaving", "hanging"])
def test_phones_ask_how_a_late_note_stands_once_it_is_decided(workshop, hanna, late, what):
    before = feed.head(workshop.room_id).seq
    act(hanna, late, what, wall=workshop.wall_for(workshop.current).pk)
    assert 'data-poke="mine"' in feed.since(workshop.room_id, feed.Audience("phone", "", "en"), before).html


def test_r_gen_3_late_note_does_not_join_a_wall_of_another_stage(workshop, hanna, late):
    other = workshop.wall_for(workshop.agenda.get(kind="swot"))
    for wall in (other.pk, "", "99999"):
        assert act(hanna, late, "hanging", wall=wall).status_code in (409, 422)
    late.refresh_from_db()
    assert (late.state, late.wall) == ("late", None)


def test_r_gen_3_note_that_hangs_is_not_left(workshop, hanna, late):
    act(hanna, late, "hanging", wall=workshop.wall_for(workshop.current).pk)
    assert act(hanna, late, "leaving").status_code == 404
    late.refresh_from_db()
    assert late.state == "wall"


def test_r_gen_3_phone_does_not_empty_the_tray(workshop, sit, late):
    assert act(sit("p03"), late, "leaving").status_code == 302
    late.refresh_from_db()
    assert late.state == "late"
