"""Closing the event: R-GEN-14 and R-FUP-2 ask for a reason, one tap settles each."""

from datetime import date

import pytest
from lxml import html

from live import feed
from live.models import Room
from workshops.models import Note, Workshop
from workshops.surfaces import POKE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unheard(workshop):
    """Two parked items without an outcome and two late notes."""
    for text in ("Night shift", "食堂夜宵时间"):
        workshop.parked_items.create(text=text)
        workshop.notes.create(text=text, state=Note.State.LATE)


def close(console, **reasons):
    return console("run/closure/", **{f"reason-{rule}": text for rule, text in reasons.items()})


def state(workshop) -> str:
    return Workshop.objects.get(pk=workshop.pk).state


def rules(workshop) -> list[str]:
    return [finding.rule for finding in Workshop.objects.get(pk=workshop.pk).findings()]


def test_r_gen_14_open_item_asks_for_a_reason_which_is_kept(workshop, over, unheard, console):
    over()
    assert rules(workshop) == ["R-GEN-14"]
    assert (close(console).status_code, state(workshop)) == (409, "closing")
    close(console, **{"R-GEN-14": "The room agreed"})
    assert state(workshop) == "closed"
    kept = workshop.agenda.last().overrides.values_list("step", "rule", "reason", "by")
    assert list(kept) == [("closure", "R-GEN-14", "The room agreed", workshop.facilitator_id)]


def test_r_gen_14_is_silent_when_each_item_has_an_outcome(workshop, over, unheard, console):
    workshop.parked_items.update(outcome="answered")
    over()
    assert rules(workshop) == []
    assert (close(console).status_code, state(workshop)) == (302, "closed")


def test_r_gen_14_one_tap_gives_all_open_ones_to_the_facilitator(workshop, unheard, go_to, console):
    go_to("close", "parked")
    console("run/parked/")
    rows = workshop.parked_items.values_list("outcome", "owner__key", "due")
    assert list(rows) == [("assigned", "p02", date(2026, 1, 23))] * 2
    assert workshop.entries.filter(act="settled a parked item", rule="R-GEN-14").count() == 2


def test_r_gen_14_one_tap_leaves_the_whole_late_tray_and_tells_its_authors(workshop, unheard, go_to, console):
    go_to("close", "parked")
    before = Room.objects.get(workshop=workshop)
    console("run/late/")
    frame = feed.since(before.pk, feed.Audience("phone", "", "en"), before.seq, str(before.epoch))
    assert POKE.format("mine") in frame.html
    assert list(workshop.notes.values_list("state", flat=True)) == ["set_aside"] * 2
    assert workshop.entries.filter(act="left a late note").count() == 2


def test_r_gen_14_is_shown_as_a_hint_while_the_room_is_there(workshop, unheard, go_to, next_step):
    go_to("close", "parked")
    assert [(one.rule, one.level) for one in workshop.current.findings()] == [("R-GEN-14", "S")]
    next_step()
    assert Workshop.objects.get(pk=workshop.pk).current.step == "dates"


def test_event_does_not_close_before_its_last_stage(workshop, go_to, console):
    go_to("close", "parked")
    assert (close(console)["X-Rule"], state(workshop)) == ("R-GEN-14", "live")


def test_console_of_the_closing_event_asks_beside_its_button(workshop, over, unheard, hanna):
    over()
    page = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert ['id="closure"' in page, 'name="reason-R-GEN-14"' in page] == [True, True]
    assert "2 parked items have no outcome." in page


def test_console_after_the_last_stage_leads_to_what_was_signed_the_papers_and_what_follows(workshop, over, hanna):
    def ways() -> list[str]:
        panel = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
        return [link.get("href") for link in panel.xpath("//*[@id='afterwards']//a")]

    assert ways() == []
    over()
    places = ("documents", "run/signatures", "papers", "run/after")
    assert ways() == [f"/w/{workshop.public_id}/{place}/" for place in places]
    assert [hanna.get(way).status_code for way in ways()] == [200, 200, 200, 200]
