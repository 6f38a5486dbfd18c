"""The devices of the browser tests see what a person would, and report what a person would not."""

import http.server
import threading
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.browser
PAGE = b"""<!doctype html><html lang="en"><title>A room</title><meta name="viewport" content="width=device-width">
<main><h1>Room</h1><img src="data:,"></main><script>document.title += " with a script"</script>"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            if self.path == "/strict":
                self.send_header("Content-Security-Policy", "script-src 'self'")
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, format, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("device", "width", "touch"),
    [("phone", 390, True), ("tablet", 820, True), ("projector", 1920, False), ("console", 1366, False)],
)
def test_a_device_has_its_size_and_its_fingers(devices, address, device: str, width: int, touch: bool):
    page = devices(device, address)
    assert page.evaluate("[innerWidth, navigator.maxTouchPoints > 0]") == [width, touch]
    assert page.title() == "A room with a script"


def test_two_phones_share_no_cookies(devices, address):
    first, second = devices("phone", address), devices("phone", address)
    first.evaluate("document.cookie = 'seat=4'")
    assert (first.evaluate("document.cookie"), second.evaluate("document.cookie")) == ("seat=4", "")


def test_a_script_against_the_policy_is_noted(devices, address):
    devices("phone", address + "/strict")
    (error,) = devices.errors
    assert "Content Security Policy" in error
    devices.errors.clear()


def test_nothing_outside_this_machine_is_found(devices, address):
    page = devices("phone", address)
    assert page.evaluate("fetch('http://example.com').then(() => 'reached', () => 'not found')") == "not found"
    devices.errors.clear()


def test_axe_names_the_rule_and_the_place(devices, axe, address):
    page = devices("phone", address)
    found = axe(page)
    assert [text.split(": ")[0] for text in found] == ["image-alt"]
    page.evaluate("document.querySelector('img').alt = 'A wall of notes'")
    assert axe(page) == []
