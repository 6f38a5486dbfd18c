"""One word each: a note with hidden author on one wall for all, R-GEN-3, R-GEN-8, R-GEN-16."""

import pytest
from lxml import html

from workshops import cards
from workshops.models import Note, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def say(phone, workshop, text, step="close.word.0"):
    return phone.post(f"/w/{workshop.public_id}/notes/", {"text": text, "step": step})


def on_wall(workshop, client) -> list[str]:
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/wall/").content.decode())
    return [word.text for word in page.xpath("//*[@id='words']/*[contains(@class, 'word')]")]


def test_words_hang_on_one_wall_without_their_authors(workshop, sit, go_to, hanna):
    """R-GEN-8"""
    go_to("close", "word")
    answers = [say(sit(key), workshop, text) for key, text in (("p03", "踏实"), ("p28", "light"), ("p01", "proud"))]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert on_wall(workshop, hanna) == ["踏实", "light", "proud"]
    notes = Note.objects.order_by("number")
    assert [note.author.person.key for note in notes] == ["p03", "p28", "p01"]
    assert len({note.wall_id for note in notes}) == 1
    page = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert [note.author.name in page for note in notes] == [False] * 3


def test_second_word_of_a_seat_is_refused_until_the_first_is_taken_back(workshop, sit, go_to, hanna):
    go_to("close", "word")
    phone = sit("p03")
    say(phone, workshop, "tired")
    assert say(phone, workshop, "light").status_code == 409
    first = Note.objects.get()
    phone.post(f"/w/{workshop.public_id}/notes/{first.pk}/withdrawal/")
    assert say(phone, workshop, "light").status_code == 201
    assert on_wall(workshop, hanna) == ["light"]


def test_observer_says_no_word(workshop, sit, go_to):
    """R-ROLE-6"""
    go_to("close", "word")
    assert (say(sit("p10"), workshop, "nice")["X-Rule"], Note.objects.count()) == ("R-ROLE-6", 0)


def test_phone_offers_the_word_until_it_is_said(workshop, sit, go_to):
    go_to("close", "word")
    phone, mine = sit("p03"), f"/w/{workshop.public_id}/mine/"
    assert 'id="compose"' in phone.get(mine).content.decode()
    assert 'data-poke="mine"' in say(phone, workshop, "light").content.decode()
    page = phone.get(mine).content.decode()
    assert ('id="compose"' in page, "light" in page) == (False, True)


def test_r_gen_3_word_on_its_way_joins_and_a_later_one_is_kept(workshop, sit, go_to, hanna):
    go_to("close", "photo")
    assert say(sit("p03"), workshop, "light").status_code == 201
    workshop.agenda.update(step_opened_at="2026-01-01T00:00:00Z")
    assert say(sit("p28"), workshop, "late").status_code == 202
    assert on_wall(workshop, hanna) == ["light"]


def test_r_gen_16_console_types_a_word_that_was_only_spoken(workshop, go_to, console, hanna):
    go_to("close", "word")
    assert console("run/words/", text="松了口气").status_code == 302
    assert on_wall(workshop, hanna) == ["松了口气"]
    assert Note.objects.get().author is None


def test_console_types_no_word_elsewhere(workshop, go_to, console):
    go_to("close", "dates")
    assert (console("run/words/", text="early")["X-Rule"], Note.objects.count()) == ("R-GEN-2", 0)


def test_hidden_word_leaves_the_wall(workshop, sit, go_to, console, hanna):
    go_to("close", "word")
    say(sit("p03"), workshop, "nothing")
    console(f"notes/{Note.objects.get().pk}/hiding/", reason="The room agreed")
    assert on_wall(workshop, hanna) == []


def test_r_gen_11_people_may_leave_with_the_same_word(workshop, everybody_here, sit, go_to, hanna):
    """Both count, and the console offers nobody's word away."""
    for step in ("word", "photo"):
        run = go_to("close", step)
        for key in ("p03", "p28") if step == "word" else ():
            say(sit(key), workshop, "踏实")
        assert [card.rule for card in cards.same_words(run)] == ["R-GEN-11"]
        assert "R-GEN-11" not in [card.rule for card in cards.of(Workshop.objects.get(pk=workshop.pk))]


def test_console_counts_words_among_all_who_have_one(workshop, everybody_here, sit, go_to, hanna):
    go_to("close", "word")
    for key in ("p03", "p01"):
        say(sit(key), workshop, "light")
    panel = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    assert panel.xpath("string(//*[@id='words-desk']//*[contains(@class, 'pill')])") == "2 of 19"
