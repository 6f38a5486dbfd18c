"""Inside a chat program one tap leads to the page that carries the seat into a browser, where nobody sits twice."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)
WECHAT = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49"}
PLAIN = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"}


def test_seat_goes_from_the_chat_into_the_browser(workshop, sit, go_to):
    go_to("swot", "write")
    chat = sit("p03")
    room = f"/w/{workshop.public_id}/"
    way_out = f"/j/{workshop.join_code}/s/{chat.seat.pk}/{chat.seat.personal_token}/?sit"
    pages = [chat.get(room, headers=agent).content.decode() for agent in (WECHAT, PLAIN)]
    assert [f'href="{way_out}"' in page for page in pages] == [True, False]
    shown = [chat.get(way_out, headers=agent).content.decode() for agent in (WECHAT, PLAIN)]
    assert ["Better in your browser" in page for page in shown] == [True, False]
    browser = Client(headers=PLAIN)
    assert browser.post(way_out).status_code == 302
    assert (browser.get(room).status_code, chat.get(room).status_code) == (200, 302)
    assert workshop.seats.filter(claimed_at__isnull=False).count() == 1


def test_shared_tablet_has_no_way_out(workshop, sit, go_to):
    go_to("swot", "write")
    chat = sit("p03")
    chat.seat.kind = "tablet"
    chat.seat.save()
    assert 'class="way-out"' not in chat.get(f"/w/{workshop.public_id}/", headers=WECHAT).content.decode()
