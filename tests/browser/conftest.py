"""A room in real browsers: a server, a ready workshop, and the ways in that people take."""

import functools
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.servers import ROOT, Schemas, Tutti

SCRATCH = {"DJANGO_SETTINGS_MODULE": "scratch.settings", "PYTHONPATH": str(ROOT / "tests")}


@dataclass
class Room:
    """A scratch room that is open at check-in, and the devices that go there."""

    server: Tutti
    devices: Any
    id: str
    code: str
    key: str
    seats: list[int]
    host: str = ""

    def url(self, path: str) -> str:
        return (f"http://{self.host}:{self.server.port}" if self.host else self.server.url) + path

    def phone(self, number: int = 0, **context: Any) -> Any:
        """Scan the square, tap the own name."""
        page = self.devices("phone", self.url(f"/j/{self.code}"), **context)
        page.locator(f"button[name=seat][value='{self.seats[number]}']").click()
        page.wait_for_url(f"**/w/{self.id}/")
        live(page)
        return page

    def wall(self, **context: Any) -> Any:
        page = self.devices("projector", self.url(f"/w/{self.id}/wall/?key={self.key}"), **context)
        live(page)
        return page

    def signed_in(self, path: str, email: str = "hanna@example.com", device: str = "console", **context: Any) -> Any:
        page = self.devices(device, self.url(f"/accounts/login/?next={path}"), **context)
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill("a long passphrase")
        page.locator("[name=password]").press("Enter")
        # The address of the login names where it leads to, too.
        page.wait_for_url(lambda url: url == self.url(path))
        return page

    def console(self, email: str = "hanna@example.com", **context: Any) -> Any:
        page = self.signed_in(f"/w/{self.id}/run/", email, **context)
        live(page)
        return page

    def next(self, console: Any, step: str) -> None:
        """Press *Next* and wait until the console stands there."""
        console.locator("#next .btn--primary").click()
        console.locator(f"#next input[name=expected][value^='{step}.']").wait_for(state="attached")

    def writing(self, console: Any) -> None:
        """From check-in to the wall on which everybody writes."""
        self.next(console, "scratch.write")

    def manage(self, code: str) -> str:
        return self.server.manage("shell", "-v0", "-c", code).strip()


def live(page: Any) -> None:
    page.locator("body[data-live=live]").wait_for()


def write(phone: Any, text: str) -> None:
    """Type a note and send it."""
    phone.locator("#compose textarea").fill(text)
    phone.locator(".ph__act .btn--primary").click()


def notes(page: Any) -> list[str]:
    """The notes on a wall in the order in which they hang."""
    return [one.strip() for one in page.locator("#surface .note .note__text").all_text_contents()]


def hangs(page: Any, text: str) -> None:
    """Wait until a note is there."""
    page.locator("#surface .note__text", has_text=text).first.wait_for()


@pytest.fixture(scope="session")
def installations(schemas: Schemas) -> Callable[[int], tuple[Tutti, dict[str, Any]]]:
    """Never started, with one open room of so many seats: its data folder is copied, which is quicker than made."""

    @functools.cache
    def made(seats: int) -> tuple[Tutti, dict[str, Any]]:
        tutti = Tutti(SCRATCH)
        schemas.fill(tutti.data)
        return tutti, json.loads(tutti.manage("make_room", "--seats", str(seats)).strip().splitlines()[-1])

    return made


@pytest.fixture
def open_room(server, devices, installations, tmp_path):
    """`open_room(6)`: a new server with one open room of six seats."""

    def made(seats: int = 6) -> Room:
        installed, about = installations(seats)
        data = shutil.copytree(installed.data, tmp_path / f"room-of-{seats}")
        return Room(server(SCRATCH | {"TUTTI_DATA": str(data)}), devices, **about)

    return made


@pytest.fixture
def room(open_room) -> Room:
    return open_room()


@pytest.fixture
def movement(module_server, devices):
    """`movement("vision", "demo", "p04")`: the day of the example at that step; p04 sits there without a device."""
    from tests.browser.movement import Movement

    return lambda stage, step, *here: Movement.prepared(module_server, devices, stage, step, here)
