"""Coming in: by the square or the code, in at most four actions to the first note on the wall."""

import pytest

from tests.browser.conftest import hangs, live, notes, write

pytestmark = pytest.mark.browser


def test_from_the_square_to_the_first_note_in_four_actions(room):
    wall, console = room.wall(), room.console()
    room.writing(console)
    actions = 0
    phone = room.devices("phone", room.url(f"/j/{room.code}"))
    actions += 1  # scan
    phone.locator("button[name=seat]").first.click()
    actions += 1  # the own name
    phone.locator("#compose textarea").fill("Price list as PDF")
    actions += 1  # write
    phone.locator(".ph__act .btn--primary").click()
    actions += 1  # send
    hangs(wall, "Price list as PDF")
    assert actions <= 4
    assert notes(wall) == ["Price list as PDF"]


def test_long_roster_opens_by_department(open_room):
    room = open_room(30)
    phone = room.devices("phone", room.url(f"/j/{room.code}"))
    assert phone.locator("button[name=seat]").first.is_visible() is False
    phone.locator("summary", has_text="Production").click()
    phone.locator("button[name=seat]").nth(29).click()
    phone.wait_for_url(f"**/w/{room.id}/")


def test_code_is_typed_digit_by_digit(room):
    phone = room.devices("phone", room.url("/j/"))
    phone.locator("[name=code]").press_sequentially(room.code)
    phone.locator("main .btn--primary").click()
    phone.wait_for_url(f"**/j/{room.code}")
    assert phone.locator("h1").inner_text() == "Two taps and you are in"


def test_wrong_code_says_so_and_stays_typed(room):
    phone = room.devices("phone", room.url("/j/"))
    wrong = "1234 5678" if room.code != "12345678" else "8765 4321"
    phone.locator("[name=code]").press_sequentially(wrong)
    phone.locator("main .btn--primary").click()
    assert phone.locator("[role=alert]").inner_text() == (
        "No room has this code. Look at the eight digits on the wall once more."
    )
    assert phone.locator("[name=code]").input_value() == wrong.replace(" ", "")


def test_closed_doors_say_whom_to_ask(room):
    room.manage("from workshops.models import Workshop; Workshop.objects.update(state='closed')")
    phone = room.devices("phone", room.url(f"/j/{room.code}"))
    assert phone.locator("[data-reason]").inner_text() == "The doors of this event are closed."


def test_name_typed_at_the_door_sits_down(room):
    phone = room.devices("phone", room.url(f"/j/{room.code}"))
    phone.locator("summary", has_text="Type my name").click()
    phone.locator("[name=name]").fill("周国强")
    phone.locator("[name=department]").select_option(label="Production")
    phone.locator("#door .btn--primary").click()
    phone.wait_for_url(f"**/w/{room.id}/")
    live(phone)
    phone.locator("#mine .pill", has_text="周国强").wait_for()


def test_claimed_seat_asks_for_its_pin_and_tells_the_old_phone(room):
    old = room.phone(0)
    pin = room.devices("phone", storage_state=old.context.storage_state())
    pin.goto(room.url(f"/w/{room.id}/seat/"))
    digits = pin.locator(".own-seat__pin b").inner_text()
    new = room.devices("phone", room.url(f"/j/{room.code}"))
    new.locator("button.is-in").click()
    wrong = "0000" if digits != "0000" else "1111"
    new.locator("#pin").fill(wrong)
    new.locator(".ph__act .btn--primary").click()
    assert new.locator("#pin-error").inner_text() == (
        "That is not the PIN of this seat. It stands on your name card and under “My seat”."
    )
    new.locator("#pin").fill(digits)
    new.locator(".ph__act .btn--primary").click()
    new.wait_for_url(f"**/w/{room.id}/")
    old.locator("[data-refused]").wait_for()
    assert "This seat is no longer open here." in old.locator("[data-refused]").inner_text()


def test_released_seat_tells_its_phone_and_is_free_again(room):
    phone, console = room.phone(0), room.console()
    console.locator("summary", has_text="More: Writer 0").click()
    console.locator("button", has_text="Release: Writer 0").click()
    phone.locator("[data-refused]").wait_for()
    other = room.devices("phone", room.url(f"/j/{room.code}"))
    assert other.locator("button.is-in").count() == 0
    other.locator("button[name=seat]").first.click()
    other.wait_for_url(f"**/w/{room.id}/")


def test_arrivals_stand_on_the_wall_and_nobody_who_is_missing(room):
    wall = room.wall()
    room.phone(2)
    wall.locator(".arrival", has_text="Writer 2").wait_for()
    assert wall.locator(".arrival").all_inner_texts() == ["Writer 2"]
    assert wall.locator(".departments .head").count() == 1
    assert wall.locator(".head[data-s=off]").count() == 0


def test_arrival_may_stay_off_the_wall(room):
    wall = room.wall()
    phone = room.devices("phone", room.url(f"/j/{room.code}"))
    phone.locator("#roster [name=show_arrival]").uncheck()
    phone.locator("button[name=seat]").first.click()
    phone.wait_for_url(f"**/w/{room.id}/")
    wall.locator(".arrivals__count b", has_text="1").first.wait_for()
    assert wall.locator(".arrival").count() == 0


def test_language_is_switched_and_stays(room):
    phone = room.phone(0)
    phone.locator(".language button").click()
    phone.locator("html[lang=zh-hans]").wait_for()
    live(phone)
    phone.reload()
    assert phone.locator("html").get_attribute("lang") == "zh-hans"
    phone.locator(".language button").click()
    phone.locator("html[lang=en]").wait_for()


def test_note_of_a_phone_that_came_back_to_its_seat_is_its_own(room):
    console, phone = room.console(), room.phone(0)
    room.writing(console)
    write(phone, "Mine")
    phone.locator("#my-notes .note__text", has_text="Mine").wait_for()
    phone.goto(room.url(f"/j/{room.code}"))
    phone.wait_for_url(f"**/w/{room.id}/")
    phone.locator("#my-notes .note__text", has_text="Mine").wait_for()
    assert phone.locator("#my-notes .note__text").all_inner_texts() == ["Mine"]
