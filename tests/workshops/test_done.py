"""Who has written all says so and may take it back; everybody sees how many, nobody sees who."""

import pytest
from django.core.cache import cache
from lxml import html

from live.feed import Audience
from workshops.rehearsal.screen import place
from workshops.surfaces import DONE, PRESENCE, WorkshopRenderer, surface_html

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_is_done():
    cache.clear()


def say(workshop, phone, done: str) -> str:
    response = phone.post(f"/w/{workshop.public_id}/done/", {"done": done})
    assert response.status_code == 200
    return response.content.decode()


def test_done_is_counted_once_and_taken_back(workshop, sit, go_to, hanna):
    go_to("swot", "write")
    first, second = sit("p03"), sit("p04")
    panel = f"/w/{workshop.public_id}/run/panel/"
    seen = []
    for phone, done in ((first, "1"), (first, "1"), (second, "1"), (first, "0"), (first, "0")):
        page = say(workshop, phone, done)
        seen.append(next(count for count in (0, 1, 2) if f"{count} of 2 are done" in page))
        assert f"{seen[-1]} of 2 are done" in hanna.get(panel).content.decode()
    assert seen == [1, 1, 2, 1, 1]
    pressed = [phone.get(f"/w/{workshop.public_id}/mine/").content.decode() for phone in (first, second)]
    assert ['name="done" value="0"' in page for page in pressed] == [False, True]


def test_done_is_pushed_to_phones_and_walls_as_a_number_alone(workshop, sit, go_to):
    go_to("swot", "write")
    say(workshop, sit("p03"), "1")
    renderer = WorkshopRenderer()
    frames = [
        renderer.elements(workshop.room, Audience(surface, "", "en"), [(DONE, "")])
        for surface in ("phone", "projector")
    ]
    both = '1 of 1 are done <span lang="zh-Hans">1 人中 1 人已写完</span>'
    assert frames == [
        f'<span class="meta num" id="done-count"{where}>{said}</span>\n'
        for where, said in (("", "1 of 1 are done"), (' data-into="wall-rule"', both))
    ]


def test_a_phone_that_looks_on_counts_who_is_done_until_they_leave(workshop, sit, go_to, hanna):
    go_to("swot", "write")
    phone, other = sit("p03"), sit("p04")
    leaving = f"/w/{workshop.public_id}/run/seats/{other.seat.pk}/leaving/"
    page = html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content.decode())
    counts = []
    for change, tell in ((lambda: say(workshop, other, "1"), DONE), (lambda: hanna.post(leaving), PRESENCE)):
        change()
        frame = WorkshopRenderer().elements(workshop.room, Audience("phone", "", "en"), [(tell, "")])
        [count] = [one for one in html.fragments_fromstring(frame) if one.get("id") == "done-count"]
        assert place(page, count)
        counts.append(page.get_element_by_id("done-count").text)
    assert counts == ["1 of 2 are done", "0 of 1 are done"]


def test_done_stands_on_the_wall_while_it_is_asked(workshop, sit, go_to):
    def wall():
        audience = Audience("projector", "", "en")
        page = surface_html(workshop, audience)
        return "are done" in page, WorkshopRenderer().elements(workshop.room, audience, [(DONE, "")])

    go_to("swot", "write")
    sit("p03")
    both = '0 of 1 are done <span lang="zh-Hans">1 人中 0 人已写完</span>'
    assert wall() == (True, f'<span class="meta num" id="done-count" data-into="wall-rule">{both}</span>\n')
    go_to("swot", "vote")
    assert wall() == (False, "")


@pytest.mark.parametrize(("kind", "step"), [("swot", "vote"), ("contract", "agree"), ("strategy", "cluster")])
def test_done_is_asked_only_where_people_write_in_silence(workshop, sit, go_to, kind, step):
    go_to(kind, step)
    phone = sit("p03")
    assert 'id="done"' not in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()


def test_done_with_the_next_round_begins_at_none(workshop, sit, go_to):
    go_to("swot", "write")
    phone = sit("p03")
    say(workshop, phone, "1")
    go_to("strategy", "silent")
    assert "0 of 1 are done" in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
