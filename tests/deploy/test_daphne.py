"""The development server: `manage.py runserver` is Daphne, and a wall on it is live."""

import json
import sys

import httpx
from websockets.sync.client import connect

from tests.browser.conftest import SCRATCH
from tests.servers import PATIENCE, Schemas, Tutti, free_port


class Daphne(Tutti):
    """Tutti as a developer runs it."""

    def command(self) -> list[str]:
        self.port = self.port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        return [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]

    def answers(self) -> bool:
        return self.healthy()


def test_runserver_is_daphne_and_its_walls_are_live(schemas: Schemas):
    tutti = Daphne(SCRATCH)
    schemas.fill(tutti.data)
    room = json.loads(tutti.manage("make_room", "--seats", "1").strip().splitlines()[-1])
    with tutti, httpx.Client(base_url=tutti.url, follow_redirects=True, timeout=PATIENCE) as browser:
        wall = browser.get(f"/w/{room['id']}/wall/", params={"key": room["key"]})
        assert (wall.status_code, wall.headers["server"]) == (200, "daphne")
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        address = f"{tutti.url.replace('http', 'ws')}/ws/w/{room['id']}/?as=projector&group=&language=en&since=0&epoch="
        with connect(address, origin=tutti.url, additional_headers={"Cookie": cookie}) as socket:
            frame = json.loads(socket.recv(timeout=PATIENCE))
    assert 'id="surface"' in frame["html"]
