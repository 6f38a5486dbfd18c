"""What assistive technology, small and large screens, both languages and both themes make of the common pages."""

import pytest

from tests.browser.conftest import live, write

pytestmark = pytest.mark.browser
LANGUAGES = {"en": "en", "zh": "zh-hans"}
THEMES = ["light", "dark"]


def speak(page, server, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": LANGUAGES[language], "url": server.url}])
    page.reload()
    page.locator(f"html[lang={LANGUAGES[language]}]").wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", THEMES)
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", THEMES)
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


@pytest.mark.parametrize("width", [360, 390, 430])
def test_nothing_is_wider_than_a_phone(room, width):
    phone = room.devices("phone", room.url("/j/"), viewport={"width": width, "height": 780})
    pages = ["/j/", f"/j/{room.code}"]
    wide = {}
    for path in pages:
        phone.goto(room.url(path))
        wide[path] = phone.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
    phone.locator("button[name=seat]").first.click()
    live(phone)
    wide["room"] = phone.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
    assert wide == dict.fromkeys(wide, False)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_wall_is_whole_on_every_projector(room, size):
    wall = room.wall(viewport={"width": size[0], "height": size[1]})
    room.phone(0)
    wall.locator(".arrival").wait_for()
    outside = wall.evaluate(
        """() => [...document.querySelectorAll(".joincard, .qr, .digits, .pj__foot, .departments, .pj__top")]
          .map((part) => part.getBoundingClientRect())
          .filter(({ left, top }) => left < 0 || top < 0)
          .length + Number(document.documentElement.scrollHeight > innerHeight + 1)"""
    )
    card, foot = wall.locator(".joincard").bounding_box(), wall.locator(".pj__foot").bounding_box()
    assert (outside, card["y"] + card["height"] <= foot["y"]) == (0, True)
    assert wall.locator(".qr").bounding_box()["width"] > size[0] / 5


def test_code_stands_in_the_corner_of_every_step(room):
    wall, console = room.wall(), room.console()
    spoken = f"{room.code[:4]} {room.code[4:]}"
    seen = [wall.locator("[data-online-line] b").inner_text()]
    room.writing(console)
    wall.locator("#surface[data-step^='scratch.write']").wait_for()
    seen.append(wall.locator("[data-online-line] b").inner_text())
    assert seen == [spoken, spoken]
    assert wall.locator("#stave").count() == 1
