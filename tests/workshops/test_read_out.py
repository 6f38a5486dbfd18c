"""Read out: one thing fills every wall that shows such things, until the next tap or until it hangs no more."""

import pytest
from lxml import html

from live import feed
from live.feed import Audience
from tests.workshops import days
from tests.workshops.conftest import led
from workshops.models import ReadOut, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """In place of the empty plan: the example's day with all that was said."""
    return led(days.held(example))


@pytest.fixture
def stand_at(workshop):
    """`stand_at("strategy", "merge")` puts the held day back into that step, as it stands."""

    def stood(stage: str, step: str):
        run = workshop.agenda.get(kind=stage)
        workshop.agenda.filter(order__gt=run.order).update(state="pending")
        run.state, run.step = "open", step
        run.save()
        Workshop.objects.update(state="live")
        return run

    return stood


@pytest.fixture
def read(workshop):
    """`read(hanna, "note", 7)` is the star beside it: the status, and the rule that refused it."""

    def tapped(client, kind: str = "", number: int | str = "", where: str = "run/reading-out/", **more):
        data = {"kind": kind, "number": number} | more
        answer = client.post(f"/w/{workshop.public_id}/{where}", data, headers={"HX-Request": "true"})
        return answer.status_code, answer.headers.get("X-Rule", "")

    return tapped


def filled(client, workshop, group: str = "") -> str:
    """The words that fill a wall, "" where it shows all."""
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/wall/?group={group}").content.decode())
    [place] = page.xpath("//*[@id='read-out']")
    assert (place.get("hidden") is None) == bool(len(place))
    return " ".join(place.text_content().split())


THINGS = {
    "swot.write": ("note", lambda workshop: workshop.notes.on_wall().filter(wall__run__kind="swot").first()),
    "strategy.merge": ("column", lambda workshop: workshop.columns.strategies().first()),
    "strategy.cluster": ("note", lambda workshop: workshop.notes.on_wall().filter(wall__run__kind="strategy").first()),
    "actions.draft": ("action", lambda workshop: workshop.actions.standing().first()),
    "town.collect": ("question", lambda workshop: workshop.questions.passed().exclude(text="").first()),
    "town.ask": ("question", lambda workshop: workshop.questions.asked().exclude(text="").last()),
    "contract.agree": ("concern", lambda workshop: workshop.agreement_taps.exclude(concern="").first()),
    "stakes.choose": (
        "forfeit",
        lambda workshop: workshop.promises.exclude(forfeits=None).first().forfeits.passed()[0],
    ),
    "close.parked": ("parked", lambda workshop: workshop.parked_items.first()),
    "vision.imagine": ("note", lambda workshop: workshop.notes.on_wall().filter(wall__run__kind="vision").first()),
}


@pytest.mark.parametrize("step", THINGS)
def test_console_reads_out_what_this_wall_shows(workshop, hanna, stand_at, read, step):
    kind, find = THINGS[step]
    stand_at(*step.split("."))
    thing = find(workshop)
    words = getattr(thing, "heading", "") or getattr(thing, "concern", "") or thing.text
    assert filled(hanna, workshop) == ""
    assert read(hanna, kind, thing.pk) == (200, "")
    assert words in filled(hanna, workshop)
    assert words in hanna.get(f"/w/{workshop.public_id}/run/").content.decode().split("on-the-wall")[1][:600]
    assert read(hanna) == (200, "")
    assert filled(hanna, workshop) == ""


def test_it_comes_as_one_element_and_goes_with_its_note(workshop, hanna, stand_at, read):
    stand_at("strategy", "cluster")
    note = workshop.notes.on_wall().filter(wall__run__kind="strategy", wall__group__letter="A").first()
    read(hanna, "note", note.pk)

    def pushed(group: str, since: int) -> str:
        workshop.room.refresh_from_db()
        return feed.since(workshop.room_id, Audience("projector", group, "en"), since, str(workshop.room.epoch)).html

    workshop.room.refresh_from_db()
    cursor = workshop.room.seq
    frames = [pushed(group, cursor - 1) for group in ("", "A", "B")]
    assert [("<main" in frame, note.text in frame) for frame in frames] == [
        (False, True),
        (False, True),
        (False, False),
    ]
    hanna.post(f"/w/{workshop.public_id}/notes/{note.pk}/hiding/", {"reason": "it names a customer"})
    assert '<div id="read-out" class="read-out" hidden></div>' in pushed("A", cursor)


def test_another_step_shows_its_own_wall(workshop, hanna, stand_at, read):
    run = stand_at("swot", "write")
    read(hanna, "note", workshop.notes.on_wall().filter(wall__run=run).first().pk)
    run.step = "vote"
    run.save()
    assert filled(hanna, workshop) == ""


def test_what_hangs_elsewhere_is_refused(workshop, hanna, stand_at, read):
    stand_at("swot", "write")
    other = workshop.notes.on_wall().filter(wall__run__kind="strategy").first()
    assert [read(hanna, "note", other.pk), read(hanna, "column", 1)] == [(409, "R-GEN-4")] * 2
    assert ReadOut.objects.count() == 0


def test_promise_is_put_up_by_who_made_it_alone(workshop, hanna, sit, stand_at, read):
    stand_at("signing", "say")
    own = sit("p05")
    promise = workshop.commitments.filter(seat=own.seat).first()
    other = workshop.commitments.exclude(seat=own.seat).first()
    where = "commitments/{}/wall/"
    assert read(hanna, "commitment", promise.pk) == (409, "R-GEN-4")
    assert read(own, where=where.format(other.pk), wanted="1")[0] == 404
    assert filled(hanna, workshop) == ""
    assert read(own, where=where.format(promise.pk), wanted="1") == (200, "")
    assert (promise.text in filled(hanna, workshop), own.seat.name in filled(hanna, workshop)) == (True, True)
    assert read(own, where=where.format(promise.pk)) == (200, "")
    assert filled(hanna, workshop) == ""


def test_while_people_sign_a_promise_stands_below_the_hands(workshop, hanna, sit, stand_at, read):
    stand_at("signing", "sign")
    own = sit("p05")
    promise = workshop.commitments.filter(seat=own.seat).first()
    assert 'class="said"' not in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert read(own, where=f"commitments/{promise.pk}/wall/", wanted="1") == (200, "")
    page = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert (promise.text in page.split('class="said"')[1], filled(hanna, workshop)) == (True, "")
