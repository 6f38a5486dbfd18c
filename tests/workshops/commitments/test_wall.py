"""Signatures arrive on the wall one by one; nobody reads there who is missing (R-ROLE-5, R-SIGN-6)."""

import pytest

from live import feed
from live.feed import Audience
from signing.models import Signature
from tests.workshops.conftest import seq

pytestmark = pytest.mark.django_db(transaction=True)


def frame(workshop, since: int, surface: str = "projector") -> str:
    workshop.room.refresh_from_db()
    audience = Audience(surface, "", "en")
    return feed.since(workshop.room_id, audience, since, str(workshop.room.epoch)).html


def test_signature_arrives_as_one_element_with_the_count(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    first, second = sit("p28"), sit("p05")
    sign(first)
    before = seq(workshop)
    sign(second, typed_name="郝建国")
    html, signature = frame(workshop, before), Signature.objects.last()
    assert html.count("<li ") == 1
    assert f'id="signature-{signature.pk}" data-into="signatures"' in html
    both = '<b>2</b> of 3 signed <span lang="zh-Hans"><b>2</b> / 3 人已签</span>'
    assert f'<p id="signed-count" class="signed-wall__count num">{both}</p>' in html
    assert ("<main" in html, ">郝建国<" in html) == (False, True)


def test_strokes_are_drawn(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    before = seq(workshop)
    sign(sit("p28"))
    assert f'<path d="{Signature.objects.get().strokes}"/>' in frame(workshop, before)


def test_phones_are_left_alone_while_others_sign(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    before = seq(workshop)
    sign(phone)
    assert frame(workshop, before, "phone") == ""


def test_r_sign_6_wall_names_who_signed_and_nobody_else(workshop, sit, go_to, sign, hanna):
    go_to("signing", "sign")
    phones = [sit(key) for key in ("p28", "p05", "p08")]
    sign(phones[0])
    for step in ("sign", "support"):
        go_to("signing", step)
        wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
        named = [seat.name for seat in workshop.seats.filter(role__in=["part", "lead"]) if seat.name in wall]
        assert named == ["Anna Lindqvist"]
        assert "<b>1</b> of 4 signed" in wall


def test_r_sign_6_only_the_console_lists_who_is_missing(workshop, sit, go_to, sign, hanna):
    go_to("signing", "sign")
    anna, marek = sit("p28"), sit("p08")
    sign(anna)
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    listed = [f'data-seat="{phone.seat.pk}"' in panel for phone in (anna, marek)]
    assert listed == [False, True]
    page = marek.get(f"/w/{workshop.public_id}/run/signatures/")
    assert page.status_code == 302
