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


WISHES = {
    "late": ("late", [], "asked to add a late note"),
    "parked": ("parked", ["Too late"], "parked a late note"),
    "withdrawn": ("withdrawn", [], "kept a late note"),
}


@pytest.mark.parametrize("wish", WISHES)
def test_r_gen_3_author_says_what_becomes_of_a_late_note(workshop, sit, late, wish):
    state, parked, act_logged = WISHES[wish]
    phone = sit("p03")
    assert act(phone, late, "wish", wish=wish).status_code == 200
    late.refresh_from_db()
    assert (late.state, late.wished_at is not None) == (state, True)
    assert list(workshop.parked_items.values_list("text", flat=True)) == parked
    logged = workshop.entries.filter(rule="R-GEN-3").values_list("act", "subject", "seat")
    assert list(logged) == [(act_logged, str(late.pk), phone.seat.pk)]


def test_desk_reads_that_an_author_asks_and_not_who(workshop, hanna, sit, late):
    act(sit("p03"), late, "wish", wish="late")
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    [note] = page.xpath("//*[@id='late-tray']//li")
    assert "Its author asks to add it" in note.text_content()
    assert late.author.name not in note.text_content()


def test_note_that_its_author_keeps_leaves_the_tray_and_stays_on_the_own_phone(workshop, hanna, sit, late):
    phone, other = sit("p03"), sit("p05")
    act(phone, late, "wish", wish="withdrawn")
    assert tray(workshop, hanna) == []
    pages = [html.fromstring(one.get(f"/w/{workshop.public_id}/mine/").content.decode()) for one in (phone, other)]
    kept = [[one.text_content() for one in page.xpath("//*[@id='kept-for-me']//p")] for page in pages]
    assert kept == [["Too late"], []]


def test_r_gen_3_wish_of_another_and_after_the_desk_decided_is_refused(workshop, hanna, sit, late):
    assert act(sit("p05"), late, "wish", wish="withdrawn").status_code == 404
    phone = sit("p03")
    assert act(phone, late, "wish", wish="wall").status_code == 422
    act(hanna, late, "leaving")
    assert act(phone, late, "wish", wish="parked").status_code == 409
    late.refresh_from_db()
    assert (late.state, late.wished_at, workshop.parked_items.count()) == ("set_aside", None, 0)


def test_r_gen_8_wish_for_a_note_without_an_author_tells_no_moment(workshop, late):
    late.forget_author("", workshop.current.step_opened_at)
    late.wish("parked")
    late.refresh_from_db()
    assert late.wished_at == workshop.current.step_opened_at
