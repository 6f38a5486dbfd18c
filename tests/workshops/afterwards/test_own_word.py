"""What an owner says after the day by the personal link, and what no link opens (R-FUP-4, R-FUP-7, R-FUP-8)."""

from datetime import timedelta

import pytest
from django.test import Client
from lxml import html

from workshops import access
from workshops.kickoff.afterwards import links, standing
from workshops.kickoff.afterwards.models import PromiseWord, Reading
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def column(day, card) -> str:
    return next(one.column for one in standing.board(day).cards if one.commitment == card.commitment)


def test_owner_says_how_the_own_promise_stands(day, card, owner, say):
    what = f"promises/{card.commitment.pk}/"
    assert column(day, card) == "silent"
    assert say(owner, what, state="help", note="No machine hours").status_code == 302
    assert column(day, card) == "help"
    assert say(owner, what, state="partly", note="Two of three").status_code == 302
    assert column(day, card) == "settled"
    assert list(PromiseWord.objects.values_list("state", "note", "typed_by")) == [
        ("help", "No machine hours", None),
        ("partly", "Two of three", None),
    ]


def test_owner_says_how_the_own_action_stands(day, owner, say):
    [action, *_more] = standing.actions_of(owner)
    assert say(owner, f"actions/{action.pk}/", state="running", value="61.5", note="Two lines").status_code == 302
    action.refresh_from_db()
    assert (action.state, float(Reading.objects.get().value)) == ("running", 61.5)
    assert say(owner, f"actions/{action.pk}/", state="withdrawn").status_code == 422
    for typed, shown in {"61,5": "61.5", "1'084": "1084"}.items():
        assert say(owner, f"actions/{action.pk}/", state="running", value=typed).status_code == 302
        page = html.fromstring(Client().get(links.path_of(owner)).content.decode())
        assert page.xpath("//input[@name='value']/@value")[0] == shown
        assert say(owner, f"actions/{action.pk}/", state="running", value=shown).status_code == 302


def test_r_fup_7_link_opens_the_own_things_and_nobody_elses(day, card, owner, say):
    other = next(one for one in standing.board(day).cards if one.commitment.seat != owner)
    foreign = day.actions.standing().exclude(owner=owner.person).filter(owner__isnull=False).first()
    assert say(owner, f"promises/{other.commitment.pk}/", state="missed").status_code == 404
    assert say(owner, f"actions/{foreign.pk}/", state="stopped").status_code == 404
    assert (PromiseWord.objects.count(), Reading.objects.count()) == (0, 0)
    page = html.fromstring(Client().get(links.path_of(owner)).content.decode())
    shown = page.xpath("//section[starts-with(@id,'promise-')]/@id")
    assert shown == [f"promise-{one.pk}" for one in owner.commitments.all()]
    assert other.commitment.seat.name not in " ".join(page.text_content().split())


def test_r_fup_7_message_of_the_desk_leads_one_owner_to_one_thing(day, desk, owner):
    page = html.fromstring(desk.get(f"/w/{day.public_id}/run/after/").content.decode())
    [message] = page.xpath(f"//li[@data-waiting='{owner.pk}']//button/@data-copy")
    assert message.startswith(f"{owner.name}, ")
    assert message.endswith(links.path_of(owner))
    others = [seat.name for seat in day.seats.exclude(pk=owner.pk) if seat.name in message]
    assert others == []


def test_link_is_void_or_over(day, card, owner, say):
    what = f"promises/{card.commitment.pk}/"
    assert Client().get(links.path_of(owner)[:-2] + "x/").status_code == 404
    Workshop.objects.filter(pk=day.pk).update(state="live")
    assert say(owner, what, state="kept").status_code == 409
    Workshop.objects.filter(pk=day.pk).update(state="archived")
    assert say(owner, what, state="kept").status_code == 410
    Workshop.objects.filter(pk=day.pk).update(state="closed", cycle_end=day.today() - timedelta(days=31))
    assert say(owner, what, state="kept").status_code == 410
    assert PromiseWord.objects.count() == 0


def test_own_phone_leads_to_the_own_link(day, owner):
    phone = Client()
    phone.cookies[access.seat_cookie(day.public_id)] = access.signer.sign(f"{owner.pk}:{owner.device_key}")
    assert phone.get(f"/w/{day.public_id}/after/")["Location"] == links.path_of(owner)
    assert f'href="/w/{day.public_id}/after/"' in phone.get(f"/w/{day.public_id}/").content.decode()


def test_r_fup_8_whoever_is_named_answers_what_is_asked(day, say):
    need = next(one for one in standing.asked(day) if one.need.person)
    named = day.seats.get(person__key=need.need.person)
    assert say(named, "needs/", key_of=need.key, answer="later", note="After the shutdown").status_code == 302
    tick = next(one.tick for one in standing.asked(day) if one.key == need.key)
    assert (tick.answer, tick.note) == ("later", "After the shutdown")
    other = next(one.commitment.seat for one in standing.board(day).cards if one.commitment.seat != named)
    assert say(other, "needs/", key_of=need.key, answer="no").status_code == 422
