"""The facilitator's page: what a step says of itself beside what the page says."""

from types import SimpleNamespace

import pytest

from live import feed
from live.feed import Audience
from tests.workshops.conftest import member
from workshops import exchange
from workshops.models import StageRun, Workshop
from workshops.views.console import page_context

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_step_uses_a_name_of_the_page_for_something_else(transactional_db, example):
    held = exchange.import_workshop(example)
    held.facilitator, held.state = member(held, "hanna@example.com", "fac"), Workshop.State.LIVE
    held.save()
    held.agenda.filter(kind="swot").update(state=StageRun.State.OPEN, step="write")
    assert held.current.step == "write"
    page = page_context(SimpleNamespace(workshop=held, user=held.facilitator))
    clashes = {}
    for run in held.agenda.all():
        for step in run.stage.steps:
            run.step, run.state = step.key, StageRun.State.OPEN
            clashes[str(step)] = sorted(step.console(run).keys() & page.keys())
    assert len(clashes) > 30
    assert {step: names for step, names in clashes.items() if names} == {}


@pytest.mark.parametrize(
    ("switch", "name", "mark", "words"),
    [
        ("bell", "bell", 'data-bell="on"', "Bell on the wall"),
        ("lamps", "dark", 'data-theme="stage"', "Wall for a dark room"),
    ],
)
def test_walls_are_switched_from_the_console(workshop, hanna, go_to, switch, name, mark, words):
    go_to("swot", "write")
    room = f"/w/{workshop.public_id}"
    seen = []
    for turned in ("on", "off"):
        hanna.post(f"{room}/run/{switch}/", {name: turned})
        wall, panel = (hanna.get(f"{room}/{page}/").content.decode() for page in ("wall", "run/panel"))
        assert f"{words}: {turned}" in panel
        seen.append(mark in wall)
    assert seen == [True, False]
    assert hanna.post(f"{room}/run/{switch}/", {name: "perhaps"}).status_code == 422


def test_after_comes_into_the_navigation_of_an_open_console_and_goes_again(workshop, go_to, next_step, hanna):
    def pushed():
        live = Workshop.objects.get(pk=workshop.pk)
        frame = feed.since(live.room_id, Audience("console", "", "en"), live.room.seq - 1, str(live.room.epoch))
        return f'href="/w/{workshop.public_id}/run/after/"' in frame.html, 'id="nav-after" data-gone' in frame.html

    go_to("close", "photo")
    before = pushed()
    next_step()
    ended = pushed()
    hanna.post(f"/w/{workshop.public_id}/run/back/", {"expected": "end"})
    assert (before, ended, pushed()) == ((False, True), (True, False), (False, True))


def test_what_is_worked_on_stands_before_the_clock(workshop, hanna, go_to):
    def order():
        panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
        return sorted(('class="card control"', 'class="cockpit__low'), key=panel.index)[0]

    seen = []
    for stage, step in (("swot", "write"), ("strategy", "cluster"), ("actions", "draft"), ("swot", "vote")):
        go_to(stage, step)
        seen.append(order())
    clock, work = 'class="card control"', 'class="cockpit__low'
    assert seen == [clock, work, work, clock]
