"""The facilitator's desk: Next turns every screen, refusals stay beside their button, charge changes hands."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import live, write

pytestmark = pytest.mark.browser


def test_next_turns_phone_and_wall_by_themselves(room):
    wall, phone, console = room.wall(), room.phone(0), room.console()
    assert phone.locator("html").get_attribute("data-mode") == "lookup"
    room.writing(console)
    phone.locator("#compose textarea").wait_for()
    wall.locator("h1", has_text="What do we see?").wait_for()
    assert phone.locator("html").get_attribute("data-mode") is None
    room.next(console, "scratch.look")
    phone.locator("html[data-mode=lookup]").wait_for()
    wall.locator("h1", has_text="What strikes you?").wait_for()
    assert phone.locator(".lookup__h").inner_text() == "Look up"


def test_the_pressed_button_says_what_comes_next(room):
    console = room.console()
    room.writing(console)
    assert console.locator("#next .btn--primary").inner_text().strip() == "Next: Look"
    room.next(console, "scratch.look")
    assert console.locator("#next .btn--primary").inner_text().strip() == "End the day"


def test_pause_and_resume_reach_every_screen(room):
    wall, console = room.wall(), room.console()
    room.writing(console)
    phone = room.phone(0)
    phone.locator("#compose textarea").fill("Half")
    console.get_by_role("button", name="Pause all").click()
    phone.locator("h1", has_text="The wall is paused.").wait_for()
    wall.locator("h1", has_text="A short break").wait_for()
    assert wall.locator("html").get_attribute("data-theme") == "stage"
    console.get_by_role("button", name="Resume").click()
    phone.locator("#compose textarea").wait_for()
    assert phone.locator("#compose textarea").input_value() == "Half"
    console.get_by_role("button", name="Pause all").wait_for()


def test_wrong_next_is_taken_back(room):
    phone, console = room.phone(0), room.console()
    room.writing(console)
    phone.locator("#compose textarea").wait_for()
    console.get_by_role("button", name="Back").click()
    console.locator("#next input[name=expected][value^='checkin.arrive']").wait_for(state="attached")
    phone.locator(".lookup__h").wait_for()


def test_another_facilitator_takes_over_and_the_first_is_told(room):
    first = room.console()
    first.get_by_role("button", name="+1").or_(first.get_by_role("button", name="One minute more")).first.click()
    second = room.console("otto@example.com")
    assert second.locator("#next .btn--primary").count() == 0
    second.locator("#next .btn--big").click()
    message = second.locator("#next .refusal")
    message.wait_for()
    assert message.inner_text() == "Hanna is in charge. Take over with one tap, then try again."
    assert second.locator("#next input[name=expected]").get_attribute("value") == "checkin.arrive.0"
    second.get_by_role("button", name="Take over from Hanna").click()
    first.get_by_role("button", name="Take over from Otto").wait_for()
    room.writing(second)
    assert second.locator(".refusal").count() == 0


def test_refusal_changes_nothing_but_the_line_beside_its_button(room):
    console, other = room.console(), room.console()
    expected = "#next input[name=expected]"
    other.route("**/run/panel/", lambda route: route.abort())
    room.writing(console)
    console.get_by_role("button", name="Pause all").click()
    console.get_by_role("button", name="Resume").wait_for()
    other.evaluate("() => document.querySelector('#next .btn--primary').click()")
    other.locator("#next .refusal").wait_for()
    assert other.locator(expected).get_attribute("value") == "checkin.arrive.0"
    other.context.set_offline(True)
    other.locator("#next .btn--primary").click()
    other.locator("#next .refusal", has_text="Nothing is sent later by itself").wait_for()
    other.context.set_offline(False)
    live(other)
    assert console.locator(expected).get_attribute("value").startswith("scratch.write.")


def test_next_asks_for_a_reason_and_keeps_what_was_typed(room):
    room.manage(
        "from workshops.models import Workshop, StageRun;"
        "w = Workshop.objects.get(); w.agenda.filter(kind='scratch').delete();"
        "r = w.agenda.create(kind='contract', order=5, minutes=15)"
    )
    console = room.console()
    phone = room.phone(0)
    room.next(console, "contract.welcome")
    room.next(console, "contract.agree")
    console.locator("#next .btn--primary").click()
    reasons = console.locator("details[data-reasons][open]")
    reasons.wait_for()
    field = console.locator("[name='reason-R-OPEN-1']")
    field.fill("The room agreed alo")
    phone.locator("summary", has_text="I have a concern").click()
    phone.locator("#concern").fill("Will night shift read this?")
    phone.get_by_role("button", name="Tell the facilitator").click()
    console.locator("[data-concern]", has_text="night shift").wait_for()
    assert field.input_value() == "The room agreed alo"
    console.locator("[data-says^='reason-R-OPEN-1']", has_text="Out of time").click()
    assert field.input_value() == "Out of time"
    console.locator("#next .btn--primary").click()
    console.get_by_role("button", name="Close the event").wait_for()
    kept = room.manage(
        "from workshops.models import Override; print(list(Override.objects.values_list('rule','reason')))"
    )
    assert kept.splitlines()[-1] == str([("R-OPEN-1", "Out of time")])


def test_end_of_the_day_thanks_and_closes(room):
    wall, phone, console = room.wall(), room.phone(0), room.console()
    room.writing(console)
    room.next(console, "scratch.look")
    console.locator("#next .btn--primary").click()
    phone.locator("h1", has_text="Thank you for playing").wait_for()
    wall.locator("h1", has_text="Thank you for playing").wait_for()
    console.get_by_role("button", name="Close the event").click()
    console.locator("h1", has_text="Closed").wait_for()


def test_parked_topic_gets_its_outcome_on_the_desk(room):
    console = room.console()
    room.writing(console)
    phone = room.phone(0)
    phone.locator("summary", has_text="Park a topic").click()
    phone.locator("#parked-text").fill("Canteen")
    phone.get_by_role("button", name="Park it").click()
    console.locator("[data-parked] summary", has_text="Canteen").click()
    console.get_by_text("Dropped", exact=True).click()
    console.get_by_role("button", name="Keep this outcome").click()
    console.locator("[data-parked] .refusal", has_text="Say why it is dropped.").wait_for()
    console.locator("[data-parked] [name=reason]").fill("Belongs to the works council")
    console.get_by_role("button", name="Keep this outcome").click()
    console.locator("[data-parked] .pill", has_text="Dropped").wait_for()
    assert console.locator("[data-parked] details").count() == 0


def test_stale_form_leads_back_and_changes_nothing(room):
    page = room.signed_in(f"/w/{room.id}/plan/")
    stay_on_the_page_without_a_network(page)
    page.context.clear_cookies(name="csrftoken")
    page.locator("[data-key=P01] button").first.click()
    expect(page.locator("h1")).to_have_text("This page stood open for too long.")
    assert page.locator("nav .btn").get_attribute("href") == f"/w/{room.id}/plan/"
    assert room.manage("from workshops.models import ChecklistItem; print(ChecklistItem.objects.count())").endswith("0")


def stay_on_the_page_without_a_network(page):
    """What a desk sends from page to page waits for a second tap, too; it never ends on a page of the browser."""
    address = page.url
    page.context.set_offline(True)
    page.locator("[data-key=P01] button").first.click()
    page.locator(".unreached", has_text="No answer from the room.").wait_for()
    assert page.url == address
    page.context.set_offline(False)
    page.locator(".unreached").wait_for(state="detached")


def test_doors_follow_the_choice_and_copy_the_link(room):
    page = room.signed_in(f"/w/{room.id}/doors/")
    page.get_by_role("button", name="Copy").last.click()
    page.get_by_role("button", name="Copied").wait_for()
    page.locator("button[name=door]", has_text="localhost").click()
    page.locator("button[name=door][aria-pressed=true]", has_text="localhost").wait_for()
    wall = room.wall()
    assert wall.locator(".joincard").inner_text().replace(" ", " ").count("localhost:") == 1


def test_late_note_is_admitted_by_one_tap(room):
    console, wall = room.console(), room.wall()
    room.writing(console)
    phone = room.phone(0)
    room.next(console, "scratch.look")
    phone.locator("html[data-mode=lookup]").wait_for()
    phone.evaluate(
        """(address) => {
          const [, token] = document.cookie.match(/csrftoken=([^;]+)/);
          const body = new URLSearchParams({ text: "Too late", step: "checkin.arrive.0", wall: "1" });
          return fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body });
        }""",
        f"/w/{room.id}/notes/",
    )
    console.locator("#late-tray", has_text="Too late").get_by_role("button", name="Add").click()
    wall.locator(".note__text", has_text="Too late").wait_for()
    console.locator("#late-tray").wait_for(state="detached")


def test_page_of_the_wall_without_its_link_is_closed(room):
    page = room.devices("projector", room.url(f"/w/{room.id}/wall/"))
    assert page.locator("h1").inner_text() == "This wall needs its link"


def test_two_walls_show_the_same(room):
    console, one, two = room.console(), room.wall(), room.wall(locale="zh-CN")
    room.writing(console)
    phone = room.phone(0)
    write(phone, "Shared")
    for wall in (one, two):
        wall.locator(".note__text", has_text="Shared").wait_for()
        live(wall)
