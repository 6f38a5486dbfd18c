"""What assistive technology, small and large screens, both languages and both themes make of the common pages."""

import pytest

from tests.browser.conftest import live, write
from tests.browser.seen import WIDE

pytestmark = pytest.mark.browser
LANGUAGES = {"en": "en", "zh": "zh-hans"}
READERS = [("en", "dark"), ("zh", "light")]


def speak(page, server, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": LANGUAGES[language], "url": server.url}])
    page.reload()
    page.locator(f"html[lang={LANGUAGES[language]}]").wait_for()


@pytest.mark.parametrize(("language", "scheme"), READERS)
def test_phone_pages_can_be_used_by_everybody(room, axe, language, scheme):
    phone = room.devices("phone", room.url("/j/"), color_scheme=scheme)
    speak(phone, room.server, language)
    found = {"code": axe(phone)}
    phone.goto(room.url(f"/j/{room.code}"))
    found["names"] = axe(phone)
    phone.locator("button[name=seat]").first.click()
    live(phone)
    found["look up"] = axe(phone)
    phone.goto(room.url(f"/w/{room.id}/seat/"))
    found["my seat"] = axe(phone)
    console = room.console()
    room.writing(console)
    phone.goto(room.url(f"/w/{room.id}/"))
    live(phone)
    write(phone, "A note")
    phone.locator("#my-notes .note").wait_for()
    phone.locator(".is-arriving").wait_for(state="detached")
    found["writing"] = axe(phone)
    console.locator(".cn__top [data-refusals] .btn", has=console.locator("svg")).last.click()
    phone.locator(".phone-rest").wait_for()
    found["paused"] = axe(phone)
    assert found == {page: [] for page in found}


@pytest.mark.parametrize(("language", "scheme"), READERS)
def test_desk_and_walls_can_be_used_by_everybody(room, axe, language, scheme):
    console = room.console(color_scheme=scheme)
    speak(console, room.server, language)
    found = {"console": axe(console)}
    for name, path in {"home": "/", "plan": f"/w/{room.id}/plan/", "doors": f"/w/{room.id}/doors/"}.items():
        console.goto(room.url(path))
        found[name] = axe(console)
    for path in ("/workshops/new/", "/workshops/import/"):
        console.goto(room.url(path))
        found[path] = axe(console)
    wall = room.wall(color_scheme=scheme)
    speak(wall, room.server, language)
    found["join wall"] = axe(wall)
    console.goto(room.url(f"/w/{room.id}/run/"))
    room.writing(console)
    wall.locator("#surface[data-step^='scratch.write']").wait_for()
    found["wall"] = axe(wall)
    assert found == {page: [] for page in found}


WIDTHS = (320, 360, 390, 430)


def test_phone_is_never_wider_than_its_screen_nor_is_its_field_hidden(room):
    """Narrow phones, the largest letters, a phone on its side, a keyboard between the two bars of a chat program."""
    phone, console = room.devices("phone", room.url("/j/")), room.console()
    found = {}

    def look(name: str) -> None:
        for width in WIDTHS:
            phone.set_viewport_size({"width": width, "height": 640})
            found[f"{name} {width}"] = phone.evaluate(WIDE)
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        found[f"{name} 200 %"] = phone.evaluate(WIDE)
        phone.evaluate("document.documentElement.style.fontSize = ''")

    look("code")
    phone.goto(room.url(f"/j/{room.code}"))
    look("names")
    phone.locator("button[name=seat]").first.click()
    live(phone)
    look("look up")
    room.writing(console)
    phone.locator("#compose textarea").wait_for()
    look("writing")
    assert found == {page: [] for page in found}
    for width, height in ((844, 390), (360, 290)):
        phone.set_viewport_size({"width": width, "height": height})
        phone.locator("#compose textarea").tap()
        phone.locator("html[data-typing]").wait_for()
        parts = [phone.locator(part).bounding_box() for part in (".prompt h1", "#compose textarea", ".ph__act .btn")]
        assert all(part["y"] >= 0 and part["y"] + part["height"] <= height for part in parts), (height, parts)
        write(phone, f"Written at {height}")
        phone.locator("#my-notes .note__text", has_text=f"Written at {height}").wait_for()
        assert phone.evaluate("document.activeElement.matches('#compose textarea')")


SIZES = [(1280, 720), (1920, 1080), (3840, 2160)]


def test_wall_is_whole_on_every_projector_with_the_code_in_every_step(room):
    wall, console = room.wall(), room.console()
    room.phone(0)
    wall.locator(".arrival").wait_for()
    parts = ".joincard, .qr, .digits, .pj__foot, .departments, .pj__top"
    for width, height in SIZES:
        wall.set_viewport_size({"width": width, "height": height})
        boxes = [part.bounding_box() for part in wall.locator(parts).all()]
        assert all(box["x"] >= 0 and box["y"] >= 0 for box in boxes)
        assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
        card, foot = wall.locator(".joincard").bounding_box(), wall.locator(".pj__foot").bounding_box()
        assert card["y"] + card["height"] <= foot["y"]
        assert wall.locator(".qr").bounding_box()["width"] > width / 5
    spoken = f"{room.code[:4]} {room.code[4:]}"
    assert wall.locator("[data-online-line] b").inner_text() == spoken
    room.writing(console)
    wall.locator("#surface[data-step^='scratch.write']").wait_for()
    assert (wall.locator("[data-online-line] b").inner_text(), wall.locator("#stave").count()) == (spoken, 1)
