"""A screen of the rehearsal: it goes when it is told to, whatever comes at that moment."""

import asyncio
import json

import websockets

from workshops.rehearsal.browser import Browser
from workshops.rehearsal.screen import Screen

OLD = json.dumps({"epoch": "one", "from": 0, "to": 0})


async def test_a_screen_closes_even_where_a_frame_comes_at_that_moment():
    due = asyncio.Event()

    async def one_frame(socket):
        await due.wait()
        await socket.send(OLD)
        await socket.wait_closed()

    async with websockets.serve(one_frame, "127.0.0.1", 0) as served:
        browser = Browser(f"http://127.0.0.1:{served.sockets[0].getsockname()[1]}")
        for turns in range(20):
            due.clear()
            opened = asyncio.Event()
            screen = Screen(browser, "/")
            screen.socket, screen.changes, screen.cursor, screen.epoch = "/ws/?", "/changes/?", 0, "one"
            screen.opened = opened.set
            screen.following = asyncio.create_task(screen.follow())
            await opened.wait()
            due.set()
            for _ in range(turns):
                await asyncio.sleep(0)
            closing = asyncio.create_task(screen.close())
            await asyncio.wait([closing], timeout=20)
            assert closing.done(), f"after {turns} turns of the loop"
        await browser.close()
