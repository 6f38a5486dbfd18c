"""A wall that people of both languages read asks in both; one whose writers share a language does not."""

import pytest
from lxml import html

from live.feed import Audience
from workshops.surfaces import done_html

pytestmark = pytest.mark.django_db(transaction=True)


def head(hanna, workshop) -> str:
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/wall/").content.decode())
    return " ".join(page.xpath("string(//header//h1)").split())


@pytest.fixture
def speak(workshop, go_to):
    """`speak("en", "zh-hans")`: the writers of the room, in these languages by turns."""

    def spoken(*languages: str):
        for number, seat in enumerate(workshop.seats.writers()):
            workshop.seats.filter(pk=seat.pk).update(language=languages[number % len(languages)])
        go_to("swot", "write")

    return spoken


def test_question_stands_in_the_other_language_where_both_have_seats(workshop, hanna, speak):
    speak("en", "zh-hans")
    assert head(hanna, workshop) == "What helps, what hinders our goals? 什么帮我们，什么拖我们？"


def test_count_is_said_in_both_languages_on_the_page_and_in_a_push(workshop, hanna, speak):
    workshop.seats.update(checked_in_at="2026-01-16T00:45:00Z")
    speak("en", "zh-hans")
    run, wall = workshop.current, Audience("projector", "", "en")
    said = "0 of 18 are done 18 人中 0 人已写完"
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/wall/").content.decode())
    pushed = html.fromstring(done_html(run, wall))
    assert [page.xpath("string(//*[@id='done-count'])"), pushed.text_content()] == [said, said]


def test_room_of_one_language_reads_one(workshop, hanna, speak):
    speak("en")
    assert head(hanna, workshop) == "What helps, what hinders our goals?"


def test_own_question_in_one_language_has_none_beside_it(workshop, hanna, speak):
    workshop.own_words.create(stage="swot", step="write", ask_en="What holds us up?")
    speak("en", "zh-hans")
    assert head(hanna, workshop) == "What holds us up?"
