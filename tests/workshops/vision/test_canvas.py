"""The picture of a group: its photo or its story, R-VIS-1, R-VIS-10, R-GEN-15."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.workshops.vision.conftest import photo, said
from workshops import pictures
from workshops.coaching import findings
from workshops.kickoff.vision import results
from workshops.models import LogEntry, Picture

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "At 22:00 the lids close, the hall is cooler and the night crew eats noodles."


def pictures_of(canvas, letter: str) -> list[int]:
    return [picture.pk for picture in canvas(letter).pictures]


def test_any_phone_of_the_group_hangs_the_photo(workshop, in_vision, canvas, sit, act, hanna):
    in_vision("draw")
    phone = sit("p05")
    response = act(phone, f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.kind, picture.uploaded_by, picture.width, picture.height) == ("canvas", phone.seat, 300, 200)
    assert pictures_of(canvas, "A") == [picture.pk]
    assert pictures_of(canvas, "B") == []
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert f"/w/{workshop.public_id}/pictures/{picture.pk}/" in wall


def test_same_photo_sent_twice_with_its_key_hangs_once(in_vision, canvas, sit, act):
    in_vision("draw")
    phone = sit("p05")
    for _try in range(2):
        act(phone, f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo(), key="0123456789abcdef0123")
    assert Picture.objects.count() == 1


def test_r_vis_1_at_most_four_pictures_hang_and_one_taken_down_makes_room(in_vision, canvas, sit, act):
    in_vision("draw")
    phone = sit("p05")
    address = f"vision/canvases/{canvas('A').pk}/pictures/"
    colours = ["red", "blue", "green", "white", "black"]
    answers = [act(phone, address, picture=photo(one)) for one in colours]
    assert [answer.status_code for answer in answers] == [302] * 4 + [409]
    assert (answers[4]["X-Rule"], Picture.objects.count()) == ("R-VIS-1", 4)
    act(phone, f"pictures/{Picture.objects.first().pk}/removal/")
    assert act(phone, address, picture=photo("white")).status_code == 302


def test_photo_that_waits_too_long_for_the_encoder_is_sent_again(in_vision, canvas, sit, act, monkeypatch):
    """503 is what a phone repeats by itself, with the same key."""
    in_vision("draw")
    monkeypatch.setattr(pictures, "WAIT", 0.01)
    monkeypatch.setattr(pictures, "DESKS", threading.BoundedSemaphore(1))
    phone, address = sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/"
    with pictures.DESKS:
        assert act(phone, address, picture=photo()).status_code == 503
    assert act(phone, address, picture=photo()).status_code == 302


def test_other_groups_and_observers_hang_nothing(in_vision, canvas, sit, act):
    in_vision("draw")
    address = f"vision/canvases/{canvas('A').pk}/"
    assert act(sit("p04"), f"{address}pictures/", picture=photo()).status_code == 403
    assert act(sit("p10"), f"{address}pictures/", picture=photo()).status_code == 409
    assert act(sit("p04"), f"{address}story/", story=STORY).status_code == 403
    assert (Picture.objects.count(), canvas("A").story) == (0, "")


def test_nothing_is_hung_in_another_step(in_vision, canvas, sit, act):
    in_vision("imagine")
    response = act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert Picture.objects.count() == 0


def test_r_vis_1_failed_upload_says_so_and_offers_the_story(in_vision, canvas, sit, act):
    """R-VIS-1"""
    in_vision("draw")
    broken = SimpleUploadedFile("paper.jpg", b"this is no photo", "image/jpeg")
    response = act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=broken)
    page = response.content.decode()
    assert response.status_code == 422
    assert "This is no picture that we can read" in page
    assert "Or tell your picture in two sentences" in page


def test_r_vis_1_stops_until_each_group_has_a_picture_or_a_story(workshop, in_vision, canvas, sit, act, next_step):
    """R-VIS-1: H; a story of display width 60 is as good as a photo, on the phone or from the console."""
    run = in_vision("draw")
    assert said(run) == ["R-VIS-1"]
    assert (next_step().status_code, workshop.agenda.get(kind="vision").step) == (409, "draw")
    act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    act(sit("p04"), f"vision/canvases/{canvas('B').pk}/story/", story="Too short")
    assert next_step().status_code == 409
    assert [one.what for one in findings(run, locks=False)] == ["Group B has no picture, and its story is too short."]
    act(sit("p04"), f"vision/canvases/{canvas('B').pk}/story/", story=STORY)
    assert said(run) == []
    assert next_step().status_code == 302


def test_r_vis_1_asks_nothing_of_a_group_that_has_left(workshop, in_vision, canvas, sit, act):
    run = in_vision("draw")
    act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    for seat in workshop.seats.filter(group__letter="B"):
        seat.leave()
    assert said(run) == []


def test_console_does_it_for_a_room_on_paper(workshop, in_vision, canvas, act, hanna):
    """R-GEN-16: the way out that needs no phone."""
    run = in_vision("draw")
    act(hanna, f"run/vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    act(hanna, f"run/vision/canvases/{canvas('B').pk}/story/", story=STORY)
    assert said(run) == []
    assert Picture.objects.get().entered_by == workshop.facilitator


def test_r_vis_10_picture_taken_down_is_gone_and_the_story_remains(workshop, in_vision, canvas, sit, act):
    """R-VIS-10: R-GEN-15 holds for canvases."""
    run = in_vision("draw")
    act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    act(sit("p04"), f"vision/canvases/{canvas('B').pk}/story/", story=STORY)
    act(sit("p22"), f"pictures/{Picture.objects.get().pk}/removal/")
    assert pictures_of(canvas, "A") == []
    assert LogEntry.objects.filter(act="removed a picture").count() == 1
    # The gate asks again: nobody is left without a picture unnoticed.
    assert said(run) == ["R-VIS-1"]


def test_r_vis_9_picture_of_the_decision_maker(workshop, in_vision, canvas, sit, act):
    """R-VIS-9: it hangs, and the console says so."""
    run = in_vision("draw")
    lead = sit(workshop.decision_makers().get().person.key)
    assert act(lead, f"vision/canvases/{canvas('B').pk}/pictures/", picture=photo()).status_code == 302
    assert said(run) == ["R-VIS-1", "R-VIS-9"]


def test_results_name_what_the_statement_shows(workshop, in_vision, canvas, sit, act):
    in_vision("draw")
    act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    canvas("A").call("The Bright Shipping Gate", "亮灯的发货大门")
    canvas("B").tell(STORY)
    picture = Picture.objects.get()
    shown = [
        (one["group"], one["title"], one["title_other"], one["story"], one["digest"]) for one in results.of(workshop)
    ]
    assert shown == [("A", "The Bright Shipping Gate", "亮灯的发货大门", "", picture.digest), ("B", "", "", STORY, "")]
    workshop.agenda.filter(kind="vision").update(state="skipped")
    assert results.of(workshop) == []
