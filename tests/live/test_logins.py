"""Who may open which socket: the console by its login, a phone by its seat, strangers none."""

import websockets
from websockets.typing import Origin

from live.consumers import REFUSED


async def answer(room, browser, surface: str) -> str | int:
    """The first text that a socket brings, or the code with which it was closed."""
    cookies = {"Cookie": "; ".join(f"{one.name}={one.value}" for one in browser.http.cookies.jar)}
    address = f"{browser.base.replace('http', 'ws', 1)}/ws/w/{room.id}/?as={surface}&since=-1"
    async with websockets.connect(address, additional_headers=cookies, origin=Origin(browser.base)) as socket:
        try:
            return "data-poke" if "data-poke" in await socket.recv() else "shown"
        except websockets.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0


async def test_sockets_open_by_login_by_seat_and_for_nobody_else(room):
    room = room()
    hanna, stranger = await room.console(), room.browser()
    phone = (await room.phone(0)).browser
    surfaces = ("console", "projector", "phone")
    answers = [[await answer(room, who, surface) for surface in surfaces] for who in (hanna, phone, stranger)]
    assert answers == [["data-poke", "shown", REFUSED], [REFUSED, "shown", "data-poke"], [REFUSED] * 3]
    await room.close()
