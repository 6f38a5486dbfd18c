"""The network goes, people go on writing: nothing lost, nothing twice, in order."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import hangs, live, notes, write
from tests.conftest import VENUE

pytestmark = pytest.mark.browser


@pytest.fixture
def writing(room):
    console = room.console()
    room.writing(console)
    console.context.close()
    room.devices.pages.pop()
    return room


def waiting(phone):
    return phone.locator(".waiting .waiting__text").all_inner_texts()


SECURE_ONLY = "() => [isSecureContext, 'serviceWorker' in navigator, 'locks' in navigator]"


@pytest.mark.parametrize(("host", "is_secure"), [("127.0.0.1", True), (VENUE, False)])
def test_three_notes_written_without_a_network_arrive_once_and_in_order(writing, host, is_secure):
    """With plain HTTP there is no service worker and there are no locks: nothing depends on them."""
    writing.host = host
    wall, phone = writing.wall(), writing.phone(0)
    assert phone.evaluate(SECURE_ONLY) == [is_secure] * 3
    write(phone, "One")
    hangs(wall, "One")
    phone.context.set_offline(True)
    writing.server.kill()
    for text in ("Two", "Three", "Four"):
        write(phone, text)
        phone.locator(".waiting__text", has_text=text).wait_for()
    assert waiting(phone) == ["Two", "Three", "Four"]
    phone.locator("[role=status][data-said]", has_text="Queued").wait_for(state="attached")
    assert notes(wall) == ["One"]
    writing.server.start()
    phone.context.set_offline(False)
    phone.reload()
    hangs(wall, "Four")
    assert notes(wall) == ["One", "Two", "Three", "Four"]
    phone.locator("body[data-unsent='0']").wait_for()
    phone.locator("#my-notes .note__text", has_text="Four").wait_for()
    expect(phone.locator("#my-notes .note__text")).to_have_text(["Four", "Three", "Two", "One"])


def test_wall_holds_its_last_picture_while_the_server_is_down_and_catches_up(writing):
    wall, phone = writing.wall(), writing.phone(0)
    write(phone, "Before")
    hangs(wall, "Before")
    writing.server.kill()
    wall.locator("body[data-live=offline]").wait_for()
    assert notes(wall) == ["Before"]
    write(phone, "Meanwhile")
    writing.server.start()
    hangs(wall, "Meanwhile")
    assert notes(wall) == ["Before", "Meanwhile"]
    live(wall)


def test_console_names_the_seats_whose_notes_wait_on_their_phones(room):
    console = room.console()
    room.writing(console)
    wall, phones = room.wall(), [room.phone(number) for number in range(3)]
    for number, phone in enumerate(phones):
        phone.route("**/notes/", lambda route: route.abort())
        write(phone, f"Note {number}")
    console.locator("#unsent .meta", has_text="3 seats").wait_for()
    assert console.locator("#unsent bdi").count() == 3
    assert notes(wall) == []
    for phone in phones:
        phone.unroute("**/notes/")
        phone.evaluate("() => window.dispatchEvent(new Event('online'))")
        phone.locator("body[data-unsent='0']").wait_for()
    console.locator("#unsent").wait_for(state="detached")
    for number in range(3):
        hangs(wall, f"Note {number}")
    assert sorted(notes(wall)) == ["Note 0", "Note 1", "Note 2"]


def test_two_taps_send_one_note(writing):
    wall, phone = writing.wall(), writing.phone(0)
    phone.locator("#compose textarea").fill("Once")
    phone.evaluate(
        "() => { const button = document.querySelector('.ph__act .btn--primary'); button.click(); button.click(); }"
    )
    hangs(wall, "Once")
    write(phone, "Then")
    hangs(wall, "Then")
    assert notes(wall) == ["Once", "Then"]
    send_from_the_other_of_two_tabs(phone)
    leave_the_page_without_a_network(writing, phone)


def send_from_the_other_of_two_tabs(phone):
    """What was half typed in one and sent from the other is not written twice: the first one knows it too."""
    phone.locator("#compose textarea").fill("From the other tab")
    other = phone.context.new_page()
    other.goto(phone.url)
    live(other)
    other.locator(".ph__act .btn--primary").click()
    phone.locator("#my-notes .note__text", has_text="From the other tab").wait_for()
    assert phone.locator("#compose textarea").input_value() == ""
    other.close()


def leave_the_page_without_a_network(room, phone):
    """A form that leads to another page says in our words that nobody answers, and works once somebody does."""
    phone.goto(room.url(f"/w/{room.id}/seat/"))
    phone.context.set_offline(True)
    phone.locator("form[data-passing] button").click()
    phone.locator(".unreached", has_text="No answer from the room.").wait_for()
    assert phone.url == room.url(f"/w/{room.id}/seat/")
    phone.context.set_offline(False)
    phone.locator("form[data-passing] button").click()
    phone.wait_for_url(f"**/j/{room.code}*")


def test_enter_that_ends_a_composition_never_posts(writing):
    wall, phone = writing.wall(), writing.phone(0)
    field = phone.locator("#compose textarea")
    field.fill("交期")
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True, "cancelable": True})
    assert field.input_value() == "交期"
    field.press("Enter")
    hangs(wall, "交期")
    assert notes(wall) == ["交期"]


def test_draft_survives_a_reload_and_belongs_to_its_seat(writing):
    phone = writing.phone(0)
    phone.locator("#compose textarea").fill("Half a thou")
    phone.reload()
    phone.locator("#compose textarea").wait_for()
    assert phone.locator("#compose textarea").input_value() == "Half a thou"
    phone.context.clear_cookies()
    phone.goto(writing.url(f"/j/{writing.code}"))
    phone.locator(f"button[name=seat][value='{writing.seats[1]}']").click()
    phone.locator("#compose textarea").wait_for()
    assert phone.locator("#compose textarea").input_value() == ""


def test_parked_topic_is_kept_and_may_be_written_offline(writing):
    phone = writing.phone(0)
    phone.locator("summary", has_text="Park a topic").click()
    phone.locator("#parked-text").fill("Night shift canteen")
    phone.get_by_role("button", name="Park it").click()
    phone.locator("#parked-note", has_text="Night shift canteen").wait_for()
    assert writing.manage(
        "from workshops.models import ParkedItem; print(list(ParkedItem.objects.values_list('text', flat=True)))"
    ).splitlines()[-1] == str(["Night shift canteen"])
